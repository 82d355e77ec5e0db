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
  /// A text of a format. Plain texts that YAML takes for numbers, truth values or nothing are texts all the same.
  func text(_ format: TextFormat) -> JSONValue {
    switch format {
    case .free: return ["$ref": "#/$defs/freeText"]
    case .filled: return ["$ref": "#/$defs/text"]
    case .choice(let words): return orVariable(["enum": .strings(words)])
    case .name(let reserved):
      var members: [(String, JSONValue)] = [
        ("type", ["string", "boolean", "null"]), ("pattern", .string(TextFormat.namePattern)),
      ]
      if !reserved.isEmpty { members.append(("not", ["enum": .strings(reserved)])) }
      return .object(members)
    case .prefix, .line, .date, .percentage, .bucket, .url, .colour:
      let pattern = JSONValue.string(format.pattern ?? "")
      let isNumber = format == .prefix || format == .line
      return orVariable(
        isNumber
          ? ["type": Self.anyText, "pattern": pattern]
          : ["type": "string", "pattern": pattern])
    }
  }

  private static let anyText: JSONValue = ["string", "number", "boolean", "null"]

  /// What the schemas refer to.
  var definitions: JSONValue {
    [
      "text": ["type": Self.anyText, "minLength": 1],
      "freeText": ["type": Self.anyText],
      "variable": ["type": "string", "pattern": "\\$\\{"],
      "secret": [
        "type": "object",
        "properties": ["$secret": ["type": "string", "pattern": .string(TextFormat.namePattern)]],
        "required": ["$secret"], "additionalProperties": false,
      ],
      "condition": condition(itself: "#/$defs/condition", hasRollout: true),
      "overlayCondition": overlayCondition,
      "guaranteeCondition": condition(itself: "#/$defs/guaranteeCondition", hasRollout: false),
    ]
  }

  /// What an overlay changes of a condition: keys are removed by `null`, lists replace.
  private var overlayCondition: JSONValue {
    var overlay = self
    overlay.isOverlay = true
    return overlay.condition(itself: "#/$defs/overlayCondition", items: "#/$defs/condition", hasRollout: true)
  }

  private func condition(itself: String, items: String? = nil, hasRollout: Bool) -> JSONValue {
    let list: JSONValue = ["type": "array", "items": ["$ref": .string(items ?? itself)], "minItems": 1]
    var properties: [(String, JSONValue)] = []
    for attribute in ConditionKey.attributes where hasRollout || attribute != .rollout {
      properties.append((attribute.rawValue, test(of: attribute)))
    }
    properties += [("any", list), ("all", list), ("not", ["$ref": .string(itself)])]
    return mapping(properties)
  }

  /// A mapping of conditions or of their operators.
  private func mapping(_ properties: [(String, JSONValue)]) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", "object"), ("properties", .object(properties.map { ($0.0, removable($0.1)) })),
      ("patternProperties", ["^x-": true]), ("additionalProperties", false),
    ]
    if !isOverlay { members.append(("minProperties", 1)) }
    return .object(members)
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
    let list: JSONValue = ["type": "array", "items": value, "minItems": 1, "uniqueItems": true]
    return ["anyOf": [value, list, mapping(operators)]]
  }

  /// What a guarantee claims.
  var claim: JSONValue {
    let mapping = ClaimKey.grammar.with(oneOf: ["send", "first", "use", "only"])
    guard case .object(var object) = object(mapping) else { return true }
    object.members.append(JSONObject.Member("dependentRequired", ["without": ["send"]]))
    return ["anyOf": [text(.choice(Vocabulary.outcomes)), .object(object)]]
  }
}
