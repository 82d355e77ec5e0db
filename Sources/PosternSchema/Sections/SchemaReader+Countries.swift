import PosternDiagnostics
import PosternSource

/// What has a name that is unique among its like.
protocol NamedDeclaration {
  var name: Given<String> { get set }
}

extension CountryRuleDeclaration: NamedDeclaration {}
extension RuleDeclaration: NamedDeclaration {}
extension GuaranteeDeclaration: NamedDeclaration {}
extension TestDeclaration: NamedDeclaration {}

extension SchemaReader {
  /// `countries:`.
  mutating func countries(_ node: NodeID, range: SourceRange?) -> CountriesDeclaration {
    var countries = CountriesDeclaration()
    countries.range = range
    guard let fields = open(node, as: CountriesKey.self, mayLack: true) else {
      countries.sets.isComplete = false
      countries.rules.isComplete = false
      return countries
    }
    defer { close(fields) }
    countries.sets = named(fields, .sets) { reader, name, node in
      CountrySetDeclaration(name: name, members: reader.texts(node, .texts))
    }
    countries.rules = list(fields, .rules) { $0.countryRule($1) }
    countries.rules.isComplete = countries.rules.isComplete && !overlayRefusedRules
    makeUnique(&countries.rules.items, noun: "country rule")
    countries.otherwise = text(fields, .otherwise)
    return countries
  }

  private mutating func countryRule(_ node: NodeID) -> CountryRuleDeclaration? {
    guard let fields = open(node, as: CountryRuleKey.self) else { return nil }
    defer { close(fields) }
    var rule = CountryRuleDeclaration(
      countries: optionalTexts(fields, .countries) ?? Texts(isComplete: false), range: tree.range(node))
    rule.name = text(fields, .name)
    rule.mode = text(fields, .mode)
    rule.locale = text(fields, .locale)
    if let channels = self.node(fields, .channels), let inner = open(channels, as: ForbidKey.self) {
      rule.forbid = optionalTexts(inner, .forbid)
      close(inner)
    }
    rule.messagingService = text(fields, .messagingService)
    rule.requires = named(fields, .requires) { $0.paper($1, $2) }
    rule.annotations = AnnotationsDeclaration(
      because: text(fields, .because), owner: text(fields, .owner), until: text(fields, .until))
    return rule
  }

  private mutating func paper(_ name: Located<String>, _ node: NodeID) -> PaperDeclaration? {
    guard let fields = open(node, as: PaperKey.self) else { return nil }
    defer { close(fields) }
    var paper = PaperDeclaration(name: name)
    paper.owner = text(fields, .owner)
    paper.until = text(fields, .until)
    return paper
  }

  /// Reports names that stand twice in a list; the second is then faulty.
  mutating func makeUnique<Item: NamedDeclaration>(_ items: inout [Item], noun: String) {
    guard items.count > 1 else { return }
    var seen = PlacesByName(capacity: items.count)
    for index in items.indices {
      guard let located = items[index].name.located else { continue }
      let first = seen.insert(located.value, at: index) {
        items[$0].name.value?.hasSameBytes(as: located.value) ?? false
      }
      guard let first, let firstRange = items[first].name.range else { continue }
      if !repeatedNames.contains(located.range) {
        report(
          .duplicateName(
            Self.shortened(located.value), of: noun, at: located.range, first: firstRange))
      }
      items[index].name = .faulty(located.range)
      refusedNames[located.range] = Self.shortened(located.value)
    }
  }
}
