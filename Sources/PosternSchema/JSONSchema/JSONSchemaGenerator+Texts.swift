import PosternJSON

extension TextFormat {
  /// Names of things, as a regular expression.
  static let namePattern = "^(?!x-)[a-z][a-z0-9-]{0,63}$"

  /// The format as a regular expression; nil where there is none.
  fileprivate var pattern: String? {
    switch self {
    case .free, .filled, .choice: nil
    case .line: "^[^\\r\\n]+$"
    case .name: Self.namePattern
    case .date: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    case .percentage: "^((0|[1-9][0-9]?)(\\.[0-9]{1,2})?|100(\\.0{1,2})?)%$"
    case .prefix: "^\\+[1-9][0-9]{0,16}$"
    case .bucket: "^[1-9][0-9]* per [1-9][0-9]*(s|m|h|d)$"
    case .url(let schemes):
      schemes.isEmpty ? "^[A-Za-z][A-Za-z0-9+.-]*://\\S+$" : "^(\(schemes.joined(separator: "|")))\\S+$"
    case .colour: "^#[0-9A-Fa-f]{6}$"
    }
  }
}

extension JSONSchemaGenerator {
  /// A text of a format. Plain texts that YAML takes for numbers and the like are texts all the same.
  func text(_ format: TextFormat) -> JSONValue {
    switch format {
    case .free: return ["$ref": "#/$defs/freeText"]
    case .filled: return ["$ref": "#/$defs/text"]
    case .choice(let words): return orVariable(["enum": .strings(words)])
    case .name(let reserved):
      var members: [(String, JSONValue)] = [("type", "string"), ("pattern", .string(TextFormat.namePattern))]
      if !reserved.isEmpty { members.append(("not", ["enum": .strings(reserved)])) }
      return .object(members)
    case .prefix, .line, .date, .percentage, .bucket, .url, .colour:
      let pattern = JSONValue.string(format.pattern ?? "")
      let isNumber = format == .prefix || format == .line
      return orVariable(
        isNumber
          ? ["type": ["string", "number", "boolean"], "pattern": pattern]
          : ["type": "string", "pattern": pattern])
    }
  }

  /// What the schemas refer to.
  var definitions: JSONValue {
    [
      "text": ["type": ["string", "number", "boolean"], "minLength": 1],
      "freeText": ["type": ["string", "number", "boolean"]],
      "variable": ["type": "string", "pattern": "\\$\\{"],
      "secret": [
        "type": "object",
        "properties": ["$secret": ["type": "string", "pattern": .string(TextFormat.namePattern)]],
        "required": ["$secret"], "additionalProperties": false,
      ],
      "condition": condition(itself: "#/$defs/condition", hasRollout: true),
      "guaranteeCondition": condition(itself: "#/$defs/guaranteeCondition", hasRollout: false),
    ]
  }

  private func condition(itself: String, hasRollout: Bool) -> JSONValue {
    let reference: JSONValue = ["$ref": .string(itself)]
    let list: JSONValue = ["type": "array", "items": reference, "minItems": 1]
    var properties: [(String, JSONValue)] = []
    for attribute in ConditionKey.attributes where hasRollout || attribute != .rollout {
      properties.append((attribute.rawValue, test(of: attribute)))
    }
    properties += [("any", list), ("all", list), ("not", reference)]
    return [
      "type": "object", "properties": .object(properties), "patternProperties": ["^x-": true],
      "additionalProperties": false, "minProperties": 1,
    ]
  }

  private func test(of attribute: Attribute) -> JSONValue {
    let value = text(attribute.format)
    let values: JSONValue = [
      "anyOf": [value, ["type": "array", "items": value, "minItems": 1, "uniqueItems": true]]
    ]
    var operators: [(String, JSONValue)] = []
    for name in attribute.operators.names {
      switch name {
      case "atLeast": operators.append((name, text(.choice(Vocabulary.knownRisks))))
      case "orUnknown": operators.append((name, schema(.boolean)))
      default: operators.append((name, values))
      }
    }
    let inside: JSONValue = [
      "type": "object", "properties": .object(operators), "patternProperties": ["^x-": true],
      "additionalProperties": false, "minProperties": 1,
    ]
    return ["anyOf": [value, ["type": "array", "items": value, "minItems": 1, "uniqueItems": true], inside]]
  }

  /// What a guarantee claims.
  var claim: JSONValue {
    let mapping = ClaimKey.grammar.with(oneOf: ["send", "first", "use", "only"])
    guard case .object(var object) = object(mapping) else { return true }
    object.members.append(JSONObject.Member("dependentRequired", ["without": ["send"]]))
    return ["anyOf": [text(.choice(Vocabulary.outcomes)), .object(object)]]
  }
}
