#if Server
import Foundation
import PosternJSON
import _CryptoExtras

/// The RSA keys of a key set, RFC 7517, that may check signatures.
struct JSONWebKeySet: Sendable {
  /// Keys that are taken from one set.
  static let maximumKeys = 32

  struct Key: Sendable {
    var id: String?
    var key: _RSA.Signing.PublicKey
  }

  var keys: [Key]

  /// Reads a key set; keys of other kinds, for other uses, too short or malformed are passed over.
  /// - Returns: nil when it is no key set.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONParser(depthLimit: 16).parse(bytes), let list = value["keys"]?.array else {
      return nil
    }
    keys = list.prefix(Self.maximumKeys).compactMap(Key.init)
  }

  /// The keys that may have signed a token with that key id.
  func candidates(_ id: String?) -> [_RSA.Signing.PublicKey] {
    keys.filter { id == nil || $0.id == id }.map(\.key)
  }
}

extension JSONWebKeySet.Key {
  fileprivate init?(_ value: JSONValue) {
    guard value["kty"]?.string == "RSA", value["use"] == nil || value["use"]?.string == "sig",
      value["alg"] == nil || value["alg"]?.string == "RS256",
      let modulus = value["n"]?.string.flatMap({ Base64URL.decode($0) }),
      let exponent = value["e"]?.string.flatMap({ Base64URL.decode($0) }),
      modulus.count <= 1024, exponent.count <= 8,
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
    else { return nil }
    self.init(id: value["kid"]?.string, key: key)
  }
}
#endif
