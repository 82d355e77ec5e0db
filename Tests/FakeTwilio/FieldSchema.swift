#if Server
import PosternJSON

/// What a parameter may be.
struct FieldSchema: Sendable {
  enum Kind: Sendable { case text, integer, bool, json }

  var kind = Kind.text
  var length = 0...Int.max
  /// The two letters of a SID.
  var sid: String?
  var values: [String]?
  var range = Int.min...Int.max
  var isTime = false

  init(_ kind: Kind) {
    self.kind = kind
  }

  init(_ name: String, _ schema: JSONValue) throws {
    switch schema["type"]?.string {
    case "string": kind = .text
    case "integer": kind = .integer
    case "boolean": kind = .bool
    case nil: kind = .json
    case let other?: throw OpenAPIDescription.LoadError.unknownSchema("\(name): \(other)")
    }
    length = (schema["minLength"]?.integer ?? 0)...(schema["maxLength"]?.integer ?? .max)
    range = (schema["minimum"]?.integer ?? .min)...(schema["maximum"]?.integer ?? .max)
    values = schema["enum"]?.array?.compactMap(\.string)
    isTime = schema["format"]?.string == "date-time"
    if let pattern = schema["pattern"]?.string {
      guard pattern.hasPrefix("^"), pattern.hasSuffix("[0-9a-fA-F]{32}$"), pattern.count == 19 else {
        throw OpenAPIDescription.LoadError.unknownSchema("\(name): \(pattern)")
      }
      sid = String(pattern.dropFirst().prefix(2))
    }
  }

  /// Whether the text of a form's field is one.
  func accepts(_ text: String) -> Bool {
    guard length.contains(text.unicodeScalars.count), values?.contains(text) != false else { return false }
    if let sid, !Self.isSID(text, sid) { return false }
    if isTime, !Self.isTime(text) { return false }
    switch kind {
    case .text: return !text.isEmpty
    case .integer: return Int(text).map(range.contains) == true
    case .bool: return text == "true" || text == "false"
    case .json: return (try? JSONValue(parsing: text)) != nil
    }
  }

  static func isSID(_ text: String, _ kind: String) -> Bool {
    text.utf8.count == 34 && text.hasPrefix(kind)
      && text.utf8.dropFirst(2).allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF)
      }
  }

  /// `2015-07-30T20:00:00Z`
  static func isTime(_ text: String) -> Bool {
    let shape = Array("0000-00-00T00:00:00Z".utf8)
    let bytes = Array(text.utf8)
    return bytes.count == shape.count
      && zip(bytes, shape).allSatisfy { $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1 }
  }

  /// Parameters that Twilio documents elsewhere than in its description, by operation.
  static let overlay: [String: [String: FieldSchema]] = [
    "CreateVerification": [
      // The official SDK for Python, 9.13.0: up to 10 `{sid, substitutions}` in order of preference.
      "Templates": FieldSchema(.json),
      // The page of error 60413: Device Intelligence, used once.
      "Risk.TelemetryId": FieldSchema(.text),
    ]
  ]
}
#endif
