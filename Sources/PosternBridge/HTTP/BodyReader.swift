import PosternJSON

/// Reads the JSON object of a request: duplicate keys and wrong types are refused, unknown keys are passed over, null
/// is absence. Texts of refusals name keys, never values.
struct BodyReader {
  private let object: JSONObject
  /// Stands before the names of keys in refusals.
  private let prefix: String

  /// - Throws: `Refusal.malformed`.
  init(_ bytes: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do {
      value = try JSONParser(depthLimit: 16).parse(bytes)
    } catch {
      throw .malformed("the body is not JSON as expected: \(error.description)")
    }
    guard let object = value.object else { throw .malformed("the body must be an object") }
    // A callback that somebody has kept is signed too, perhaps with the same secret.
    if object["type"]?.string?.hasPrefix("2fa.") == true {
      throw .malformed("an outcome is no request")
    }
    self.object = object
    prefix = ""
  }

  private init(_ object: JSONObject, prefix: String) {
    self.object = object
    self.prefix = prefix
  }

  /// A text; nil when it is absent, null or empty.
  func text(_ key: String) throws(Refusal) -> String? {
    switch object[key] {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    default: throw .malformed("`\(prefix)\(key)` must be a text")
    }
  }

  /// A list of texts; an empty list is an answer, nil is none.
  func texts(_ key: String) throws(Refusal) -> [String]? {
    switch object[key] {
    case nil, .null: return nil
    case .array(let elements):
      let texts = elements.compactMap(\.string)
      guard texts.count == elements.count else {
        throw .malformed("`\(prefix)\(key)` must be a list of texts")
      }
      return texts
    default: throw .malformed("`\(prefix)\(key)` must be a list of texts")
    }
  }

  /// An object; nil when it is absent or null.
  func reader(_ key: String) throws(Refusal) -> BodyReader? {
    switch object[key] {
    case nil, .null: return nil
    case .object(let inner): return BodyReader(inner, prefix: "\(prefix)\(key).")
    default: throw .malformed("`\(prefix)\(key)` must be an object")
    }
  }

  /// `auth_request_id`: 1 to 256 of `[A-Za-z0-9._~:-]`.
  func authRequestID() throws(Refusal) -> String {
    guard let id = try text("auth_request_id") else { throw .malformed("`auth_request_id` is missing") }
    guard id.utf8.count <= 256, id.utf8.allSatisfy(Self.mayStandInID) else {
      throw .malformed("`auth_request_id` must be 1 to 256 of A-Z a-z 0-9 . _ ~ : -")
    }
    return id
  }

  private static func mayStandInID(_ byte: UInt8) -> Bool {
    Base64URL.isDigit(byte) || byte == 0x2E || byte == 0x7E || byte == 0x3A
  }
}
