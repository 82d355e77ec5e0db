import PosternJSON

/// Makes JSON Schema of the grammar.
struct JSONSchemaGenerator {
  /// Whether a text with `${` may stand where a typed value is expected.
  var takesVariables = true
  /// Whether it describes an overlay: nothing is required, `null` removes, lists of rules merge.
  var isOverlay = false

  /// The schema of a place.
  func schema(_ grammar: ValueGrammar) -> JSONValue {
    switch grammar {
    case .text(let format): text(format)
    case .boolean: orVariable(["type": "boolean"])
    case .onlyTrue: orVariable(["const": true])
    case .integer(let range): orVariable(integer(range))
    case .duration(let range):
      orVariable([
        "type": "string",
        "pattern": .string(range.lowerBound == 0 ? "^(0s|\(Self.duration))$" : "^\(Self.duration)$"),
      ])
    case .secret: ["$ref": "#/$defs/secret"]
    case .trueOrText: ["anyOf": [["const": true], ["$ref": "#/$defs/text"]]]
    case .list(let list): self.list(list)
    case .mapping(let mapping): object(mapping)
    case .names(let names): self.names(names)
    case .textOr(let format, let mapping): ["anyOf": [text(format), object(mapping)]]
    case .textOrList(let format):
      ["anyOf": [text(format), list(ListGrammar(item: .text(format)))]]
    case .variant(let variants): self.variant(variants)
    case .condition(.rule): ["$ref": .string(isOverlay ? "#/$defs/overlayCondition" : "#/$defs/condition")]
    case .condition(.guarantee):
      ["anyOf": [["type": "object", "maxProperties": 0], ["$ref": "#/$defs/guaranteeCondition"]]]
    case .claim: claim
    case .overrides: overrides
    case .variables:
      [
        "type": "object",
        "patternProperties": ["^x-": true, "^[a-z][a-z0-9_]*$": ["$ref": "#/$defs/freeText"]],
        "additionalProperties": false,
      ]
    }
  }

  private static let duration = "[1-9][0-9]*(s|m|h|d)"

  private func integer(_ range: ClosedRange<Int>) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", "integer"), ("minimum", .integer(range.lowerBound)),
    ]
    if range.upperBound < Int.max { members.append(("maximum", .integer(range.upperBound))) }
    return .object(members)
  }

  /// What is typed also takes a text with a variable.
  func orVariable(_ schema: JSONValue) -> JSONValue {
    takesVariables ? ["anyOf": [schema, ["$ref": "#/$defs/variable"]]] : schema
  }

  // MARK: Collections

  /// A mapping with known keys.
  func object(_ grammar: MappingGrammar) -> JSONValue {
    var properties: [(String, JSONValue)] = []
    for key in grammar.keys where key.isAllowed {
      properties.append((key.name, removable(schema(key.value))))
    }
    var members: [(String, JSONValue)] = [
      ("type", "object"), ("properties", .object(properties)),
      ("patternProperties", ["^x-": true]), ("additionalProperties", false),
    ]
    guard !isOverlay else { return .object(members) }
    let required = grammar.keys.filter { $0.isAllowed && $0.isRequired }.map(\.name)
    if !required.isEmpty { members.append(("required", .strings(required))) }
    for (word, keys) in [("oneOf", grammar.oneOf), ("anyOf", grammar.anyOf)] where !keys.isEmpty {
      members.append((word, .array(keys.map { ["required": [.string($0)]] })))
    }
    return .object(members)
  }

  /// In an overlay, `null` removes a key.
  func removable(_ schema: JSONValue) -> JSONValue {
    isOverlay ? ["anyOf": [schema, ["type": "null"]]] : schema
  }

  func list(_ grammar: ListGrammar) -> JSONValue {
    var item: JSONValue
    if isOverlay, grammar.mergesByName, case .mapping(let rule) = grammar.item {
      item = overlayRule(rule)
    } else {
      var inner = self
      inner.isOverlay = false
      item = inner.schema(grammar.item)
    }
    var members: [(String, JSONValue)] = [("type", "array"), ("items", item), ("minItems", 1)]
    if !grammar.allowsRepeats { members.append(("uniqueItems", true)) }
    let array = JSONValue.object(members)
    item = isOverlay ? schema(grammar.item) : item
    return grammar.allowsScalar ? ["anyOf": [array, item]] : array
  }

  private func overlayRule(_ rule: MappingGrammar) -> JSONValue {
    let name = ValueGrammar.text(.name(reserved: []))
    let grammar = rule.changing { keys in
      for index in keys.indices where keys[index].name == "name" { keys[index].isAllowed = false }
      keys += [required("name", name), optional("before", name), optional("after", name)]
      keys.append(optional("remove", .onlyTrue))
    }
    guard case .object(var object) = self.object(grammar) else { return true }
    object.members.append(JSONObject.Member("required", ["name"]))
    return .object(object)
  }

  private func names(_ grammar: NamesGrammar) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", "object"),
      (
        "patternProperties",
        .object([("^x-", true), (TextFormat.namePattern, removable(schema(grammar.value)))])
      ),
      ("additionalProperties", false),
    ]
    if !grammar.reserved.isEmpty {
      members.append(("propertyNames", ["not": ["enum": .strings(grammar.reserved)]]))
    }
    if grammar.needsOne, !isOverlay { members.append(("minProperties", 1)) }
    return .object(members)
  }

  private func variant(_ grammar: VariantGrammar) -> JSONValue {
    if isOverlay { return object(ProviderGrammar.any) }
    let words = orVariable(["enum": .strings(grammar.variants.map(\.value))])
    let variants = grammar.variants.map { variant -> JSONValue in
      let chosen: JSONValue = ["const": .string(variant.value)]
      return .object([
        ("if", .object([("properties", .object([(grammar.key, chosen)]))])),
        ("then", object(variant.grammar)),
      ])
    }
    return .object([
      ("type", "object"), ("properties", .object([(grammar.key, words)])),
      ("required", .strings([grammar.key])), ("allOf", .array(variants)),
    ])
  }

  private var overrides: JSONValue {
    var overlay = self
    overlay.isOverlay = true
    overlay.takesVariables = true
    return overlay.object(PolicyKey.overridable)
  }
}
