#if Server
import Crypto
public import Foundation

/// What stands in links, cookies and forms of the page, and how the store names it.
///
/// Everything here is derived from the page key (`postern-page-key`) or drawn at random; the store only ever has
/// `hash(_:)` of a token, never the token. After a rotation the previous key is still read: links and forms that were
/// handed out under it go on working.
public struct PageTokens: Sendable {
  private let current: HMAC<SHA256>
  private let previous: HMAC<SHA256>?

  /// - Parameters:
  ///   - key: the page key, 32 bytes.
  ///   - previous: the one before it, while it is still read.
  public init(key: Data, previous: Data? = nil) {
    self.current = HMAC(key: SymmetricKey(data: key))
    self.previous = previous.map { HMAC(key: SymmetricKey(data: $0)) }
  }

  /// The token of a challenge's link: 43 base64url characters, the same at each call. It is made with the previous key
  /// while there is one, since a challenge that began before the rotation is known by that only.
  public func linkToken(challenge id: String) -> String {
    Self.token(previous ?? current, "link", id)
  }

  /// The tokens that a new challenge is registered under: the current key's, and the previous one's. So its link goes
  /// on working when the previous key is taken away.
  public func linkTokens(challenge id: String) -> [String] {
    keys.map { Self.token($0, "link", id) }
  }

  /// What the store has instead of a link's token, a `browser_token`, a cookie or a result: SHA-256, 64 lower-case
  /// hexadecimal digits. Unkeyed, so that it outlives every rotation; all of these have at least 128 random bits.
  public static func hash(_ token: String) -> String {
    Hexadecimal.text(SHA256.hash(data: Array(token.utf8)))
  }

  /// 256 random bits as 43 base64url characters: for cookies and results.
  public static func random() -> String {
    Base64URL.text(RandomBytes.make(32))
  }

  /// Whether a text can be a link's token or a `browser_token`: 22 to 256 base64url characters.
  public static func isWellFormed(_ token: String) -> Bool {
    (22...256).contains(token.utf8.count) && token.utf8.allSatisfy(Base64URL.isDigit)
  }

  /// What a form must bring back: bound to the browser's cookie under the current key.
  public func formToken(cookie: String) -> String {
    Self.token(current, "form", cookie)
  }

  /// Whether a form's token belongs to the cookie, under either key; takes the same time whatever is wrong.
  public func accepts(formToken token: String, cookie: String) -> Bool {
    var isAccepted = false
    for key in keys where Self.areEqual(Self.token(key, "form", cookie), token) { isAccepted = true }
    return isAccepted
  }

  /// The public name of a cookie in paths and in the cookie's own name, so that two sign-ins in one browser do not
  /// meet: 16 base64url characters that tell nothing of the value.
  public static func handle(cookie: String) -> String {
    String(Base64URL.text(SHA256.hash(data: Data("postern page handle\n\(cookie)".utf8))).prefix(16))
  }

  private var keys: [HMAC<SHA256>] { previous.map { [current, $0] } ?? [current] }

  /// The purpose stands before the value, so that no token of one kind is one of another.
  private static func token(_ keyed: HMAC<SHA256>, _ purpose: String, _ value: String) -> String {
    var code = keyed
    code.update(data: Array("postern page \(purpose)\n\(value)".utf8))
    return Base64URL.text(code.finalize())
  }

  private static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
#endif
