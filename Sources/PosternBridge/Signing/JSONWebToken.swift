#if Server
import Crypto
import Foundation
import PosternJSON
import _CryptoExtras

/// A JWT signed with RS256, RFC 7519, as IDaaS signs its event callbacks. Nothing of it is believed before `verify`.
struct JSONWebToken: Sendable {
  let keyID: String?
  private let claims: JSONValue
  private let signed: [UInt8]
  private let signature: Data

  /// Splits and reads a token.
  /// - Throws: `Unauthorized` for any other form, another algorithm, or critical headers.
  init(_ text: String) throws(Unauthorized) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, text.utf8.count <= 8192,
      let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Base64URL.decode(parts[2]), !signature.isEmpty,
      header["alg"]?.string == "RS256", header["crit"] == nil,
      header["kid"] == nil || header["kid"]?.string != nil
    else { throw Unauthorized(.malformed) }
    keyID = header["kid"]?.string
    self.claims = claims
    self.signature = signature
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  private static func object(_ part: Substring) -> JSONValue? {
    guard let bytes = Base64URL.decode(part), let value = try? JSONParser(depthLimit: 16).parse(Array(bytes)),
      value.object != nil
    else { return nil }
    return value
  }

  /// Whether one of the keys made the signature.
  func isSigned(by keys: [_RSA.Signing.PublicKey]) -> Bool {
    let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
    let digest = SHA256.hash(data: signed)
    return keys.contains { $0.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5) }
  }

  /// Checks what the token claims.
  /// - Parameters:
  ///   - tolerance: seconds that clocks may differ.
  ///   - memory: seconds for which a `jti` is remembered: a token that lives longer could be played again.
  /// - Returns: `jti`.
  func verifyClaims(
    issuer: String, audience: String, body: [UInt8], now: Moment, tolerance: Int64, memory: Int64
  ) throws(Unauthorized) -> String {
    guard claims["iss"]?.string == issuer else { throw Unauthorized(.wrongIssuer) }
    let audiences = claims["aud"]?.array?.map(\.string) ?? [claims["aud"]?.string]
    guard audiences.contains(audience) else { throw Unauthorized(.wrongAudience) }
    guard let id = claims["jti"]?.string, (1...SignatureHeader.maximumID).contains(id.utf8.count),
      let expiry = seconds("exp")
    else { throw Unauthorized(.malformed) }
    guard now.seconds <= expiry + tolerance else { throw Unauthorized(.tooOld) }
    guard expiry + tolerance <= now.seconds + memory else { throw Unauthorized(.tooNew) }
    for name in ["iat", "nbf"] where claims[name] != nil {
      guard let from = seconds(name) else { throw Unauthorized(.malformed) }
      guard from <= now.seconds + tolerance else { throw Unauthorized(.tooNew) }
    }
    try verifyBody(body)
    return id
  }

  /// `body_sha256` and `body_hash`, where there: SHA-256 of the body in hexadecimal or base64url.
  private func verifyBody(_ body: [UInt8]) throws(Unauthorized) {
    for name in ["body_sha256", "body_hash"] {
      guard let claim = claims[name] else { continue }
      let digest = SHA256.hash(data: body)
      guard let text = claim.string,
        text.lowercased() == Hexadecimal.text(digest) || text == Base64URL.text(digest)
      else { throw Unauthorized(.wrongBody) }
    }
  }

  /// A NumericDate in whole seconds, in the range of a sensible time.
  private func seconds(_ name: String) -> Int64? {
    switch claims[name] {
    case .integer(let value) where (0...99_999_999_999).contains(value): Int64(value)
    case .number(let number) where (0...99_999_999_999).contains(number.double): Int64(number.double)
    default: nil
    }
  }
}
#endif
