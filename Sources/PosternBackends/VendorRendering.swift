internal import PosternJSON

extension VendorValue {
  /// As artefacts write it: `{"$ref": …}` and `{"$secret": …}` for what is known only when it is applied.
  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .integer(let integer): .integer(integer)
    case .boolean(let boolean): .bool(boolean)
    case .list(let values): .array(values.map(\.json))
    case .object(let object): object.json
    case .reference(let key): .object([("$ref", .string(key))])
    case .secret(let name): .object([("$secret", .string(name))])
    }
  }
}

extension VendorObject {
  /// In the order of the members.
  var json: JSONValue { .object(members.map { ($0.name, $0.value.json) }) }
}

extension ManualStep {
  /// `value` is always there, null where there is none; `owner` and `until` only when the policy gives them.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("key", .string(key)), ("title", .string(title)), ("where", .string(place)),
      ("value", .optional(value)), ("reason", .string(reason)),
    ]
    if let owner { members.append(("owner", .string(owner))) }
    if let until { members.append(("until", .string(until))) }
    return .object(members)
  }
}
