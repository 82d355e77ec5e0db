import PosternJSON
import Testing

@testable import PosternSchema

/// The grammar agrees with the enumerations that readers name its keys by, and its JSON Schemas are whole.
@Suite struct GrammarTests {
  private func names<Key: MappingKey>(of key: Key.Type) -> [String] {
    key.allCases.map { String(describing: $0) }
  }

  private func check<Key: MappingKey>(_ key: Key.Type, sourceLocation: SourceLocation = #_sourceLocation) {
    let keys = key.grammar.keys.prefix(key.allCases.count).map(\.name)
    #expect(keys == names(of: key), sourceLocation: sourceLocation)
  }

  @Test func theCasesAreTheKeys() {
    check(PolicyKey.self)
    check(AccountsKey.self)
    check(EndpointsKey.self)
    check(SyncKey.self)
    check(ProviderKey.self)
    check(VerifyServiceKey.self)
    check(ChannelKey.self)
    check(ChannelName.self)
    check(LimitKey.self)
    check(DirectoryEntryKey.self)
    check(NetworkZoneKey.self)
    check(BreakGlassKey.self)
    check(DirectoryKey.self)
    check(PaperKey.self)
    check(ForbidKey.self)
    check(CountryRuleKey.self)
    check(CountriesKey.self)
    check(StepKey.self)
    check(RuleKey.self)
    check(RoutingKey.self)
    check(ConditionKey.self)
    check(OperatorKey.self)
    check(SigningKey.self)
    check(WebhookKey.self)
    check(PageKey.self)
    check(ClaimKey.self)
    check(GuaranteeKey.self)
    check(GivenKey.self)
    check(ExpectKey.self)
    check(TestKey.self)
    check(TestFileKey.self)
    check(IDaaSKey.self)
    check(TwilioKey.self)
    check(ComparisonKey.self)
    check(EnvironmentKey.self)
    #expect(ActionKey.allCases.map { String(describing: $0) } == ActionKey.names)
  }

  @Test func theSecretsOfTheGrammarAreThoseThatAreMasked() {
    var found: Set<String> = []
    func visit(_ grammar: ValueGrammar, _ name: String) {
      switch grammar {
      case .secret: found.insert(name)
      case .list(let list): visit(list.item, name)
      case .mapping(let mapping): mapping.keys.forEach { visit($0.value, $0.name) }
      case .names(let names): visit(names.value, name)
      case .textOr(_, let mapping): mapping.keys.forEach { visit($0.value, $0.name) }
      case .variant(let variants):
        for variant in variants.variants { variant.grammar.keys.forEach { visit($0.value, $0.name) } }
      case .text, .boolean, .onlyTrue, .integer, .duration, .trueOrText, .textOrList, .condition, .claim,
        .overrides, .variables:
        break
      }
    }
    visit(.mapping(PolicyKey.grammar), "")
    visit(.mapping(EnvironmentKey.grammar), "")
    #expect(found == Set(SchemaReader.secretKeys))
  }

  @Test(arguments: JSONSchemaDocument.allCases)
  func schemasName2020_12(document: JSONSchemaDocument) {
    let schema = document.schema
    #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["type"]?.string == "object")
    #expect(schema["additionalProperties"]?.bool == false)
  }

  @Test func thePolicysSchemaRequiresTheHeaderAlone() {
    let schema = JSONSchemaDocument.policy.schema
    #expect(schema["required"]?.array?.compactMap(\.string) == ["policy", "language"])
    #expect(schema["properties"]?.object?.keys == PolicyKey.grammar.names)
    #expect(JSONSchemaDocument.part.schema["required"] == nil)
  }

  @Test func namesOfManyKeysAreFoundByTheirBytes() {
    for key in PolicyKey.allCases {
      let name = PolicyKey.grammar.keys[key.rawValue].name
      #expect(PolicyKey.grammar.slot(of: Array(name.utf8).span) == key.rawValue)
      #expect(PolicyKey.grammar.slot(of: Array((name + "x").utf8).span) == nil)
      #expect(PolicyKey.grammar.slot(of: Array(name.dropLast().utf8).span) == nil)
    }
  }
}
