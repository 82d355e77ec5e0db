#if Server
import PosternJSON

extension OpenAPIDescription {
  /// What is wrong with a successful answer: a status or a field that the description does not have, a wrong type.
  func faults(of answer: FakeAnswer, to operation: FakeOperation) -> [String] {
    guard let schema = operations.first(where: { $0.id == operation.rawValue })?.answers[answer.status] else {
      return ["\(operation.rawValue): \(answer.status) is not described"]
    }
    return Self.faults(of: answer.body, schema, at: operation.rawValue)
  }

  private static func faults(of value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    guard let type = schema["type"]?.string, !(value.isNull && schema["nullable"]?.bool == true) else {
      return []
    }
    switch (type, value) {
    case ("object", .object(let object)):
      guard let properties = schema["properties"]?.object else { return [] }
      return object.members.flatMap { member in
        properties[member.key].map { faults(of: member.value, $0, at: "\(place).\(member.key)") }
          ?? ["\(place).\(member.key) is unknown"]
      }
    case ("array", .array(let elements)):
      return elements.flatMap { faults(of: $0, schema["items"] ?? .null, at: "\(place)[]") }
    case ("string", .string(let text)):
      let fits = (try? FieldSchema(place, schema))?.accepts(text) == true
      return fits ? [] : ["\(place) does not fit"]
    case ("integer", .integer), ("boolean", .bool):
      return []
    default:
      return ["\(place) is no \(type)"]
    }
  }
}
#endif
