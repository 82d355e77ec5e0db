#if Server
import Crypto
public import Foundation

/// Seals and hashes what the store keeps of a person. Nothing of a key is in a description.
///
/// What was sealed or hashed with the previous keys is still read, so that keys can be changed while challenges run.
public struct StoreKeys: Sendable {
  /// Bytes of each key.
  public static let length = 32

  private let sealing: SymmetricKey
  private let previousSealing: SymmetricKey?
  /// With the key taken in: what is left is the text.
  private let hashing: HMAC<SHA256>
  private let previousHashing: HMAC<SHA256>?

  /// - Throws: `SealingError.keyLength` when a key has not 32 bytes.
  public init(store: Data, previousStore: Data? = nil, hash: Data, previousHash: Data? = nil) throws {
    sealing = try Self.key(store)
    previousSealing = try previousStore.map(Self.key)
    hashing = HMAC(key: try Self.key(hash))
    previousHashing = try previousHash.map { HMAC(key: try Self.key($0)) }
  }

  private static func key(_ bytes: Data) throws -> SymmetricKey {
    guard bytes.count == length else { throw SealingError.keyLength(bytes.count) }
    return SymmetricKey(data: bytes)
  }
}

// Sealing: AES-256-GCM, nonce at random; one byte for the form, then nonce, ciphertext, tag.
extension StoreKeys {
  private static let form: UInt8 = 1

  /// Seals a text for one field of one challenge: elsewhere it does not open.
  public func seal(_ text: String, as field: SealedField, challenge: String) throws -> Data {
    let box = try AES.GCM.seal(
      Data(text.utf8), using: sealing, authenticating: Self.associated(field, challenge))
    guard let combined = box.combined else { throw SealingError.unreadable }
    return Data([Self.form]) + combined
  }

  /// - Throws: `SealingError.unreadable` when neither key opens it, or it was sealed for another place.
  public func open(_ sealed: Data, as field: SealedField, challenge: String) throws -> String {
    guard sealed.first == Self.form, let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()) else {
      throw SealingError.unreadable
    }
    let place = Self.associated(field, challenge)
    for key in [sealing, previousSealing].compactMap(\.self) {
      if let opened = try? AES.GCM.open(box, using: key, authenticating: place) {
        return String(decoding: opened, as: UTF8.self)
      }
    }
    throw SealingError.unreadable
  }

  private static func associated(_ field: SealedField, _ challenge: String) -> Data {
    Data("\(field.rawValue) \(challenge)".utf8)
  }
}

// Hashing: HMAC-SHA256, 64 lower-case hexadecimal digits.
extension StoreKeys {
  /// The hash to store. Equal values have unequal hashes for unequal purposes.
  public func hash(_ value: String, for purpose: HashPurpose) -> String {
    Self.hash(value, purpose, hashing)
  }

  /// The hashes under which a value may stand in the store: with the current key, then with the previous one.
  public func candidates(_ value: String, for purpose: HashPurpose) -> [String] {
    [hashing, previousHashing].compactMap(\.self).map { Self.hash(value, purpose, $0) }
  }

  private static func hash(_ value: String, _ purpose: HashPurpose, _ keyed: HMAC<SHA256>) -> String {
    var code = keyed
    code.update(data: Array("\(purpose.word.utf8.count) \(purpose.word) \(value)".utf8))
    return Hexadecimal.text(code.finalize())
  }
}

// Marks: what tells keys apart, and nothing about them.
extension StoreKeys {
  /// Of the current key, then of the previous one.
  var hashingMarks: [String] { candidates("of the key", for: HashPurpose("mark")) }

  /// Of the current key, then of the previous one: derived by HKDF (RFC 5869), since the keys themselves only seal.
  var sealingMarks: [String] {
    [sealing, previousSealing].compactMap(\.self).map { key in
      let own = HKDF<SHA256>.deriveKey(
        inputKeyMaterial: key, info: Data("mark of the key".utf8), outputByteCount: Self.length)
      return Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Data("mark".utf8), using: own))
    }
  }
}

/// What is sealed.
public enum SealedField: String, Sendable {
  case phone, email, amount, payee
}

/// What a value is hashed for.
public struct HashPurpose: Sendable, Hashable {
  public let word: String

  public init(_ word: String) {
    self.word = word
  }

  public static let user = HashPurpose("user")
  public static let phone = HashPurpose("phone")
  public static let email = HashPurpose("email")
  /// A trigger's meaning.
  public static let meaning = HashPurpose("meaning")
  public static let pageLink = HashPurpose("page link")
  public static let pageCookie = HashPurpose("page cookie")
  public static let result = HashPurpose("result")
  /// What a limit of the policy counts by.
  public static func limit(_ name: String) -> HashPurpose { HashPurpose("limit \(name)") }
}

/// Why something was not sealed or opened. It says nothing of keys or texts.
public enum SealingError: Error, Sendable, Equatable {
  /// How many bytes it has; 32 are needed.
  case keyLength(Int)
  case unreadable
}

extension StoreKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "StoreKeys" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
#endif
