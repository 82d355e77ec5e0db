import PosternAnalysis
import PosternCompiler
import PosternModel
import TestSupport
import Testing

/// Policies whose rules overlap at random, which diagrams are worst at: they are compared all the same, and exactly.
@Suite struct UnstructuredDiffTests {
  private static let countries = [
    "US", "CA", "GB", "DE", "FR", "ES", "IT", "NL", "BE", "SE", "NO", "DK", "FI", "PL", "PT", "IE", "AT",
    "CH",
    "CZ", "GR", "JP", "KR", "IN", "SG", "MY", "TH", "VN", "PH", "ID", "AU", "NZ", "BR", "MX", "AR", "ZA",
    "KE",
  ]

  /// As many rules, each about a random third of the countries, two or three groups and mostly an application.
  private static func side(rules: Int, allowed: [String]) throws -> DiffSide {
    var random = TestSupport.SplitMix64(seed: 45)
    let groups = (0..<22).map { "g\($0)" }
    let applications = (0..<12).map { "a\($0)" }
    var text = """
      directory:
        applications: { \(applications.map { "\($0): app_\($0)" }.joined(separator: ", ")) }
        groups: { \(groups.map { "\($0): group_\($0)" }.joined(separator: ", ")) }
        breakGlass: none
      countries: { rules: [{ countries: [\(allowed.joined(separator: ", "))], mode: allow }], otherwise: block }
      routing:
        rules:

      """
    for number in 0..<rules {
      let places = countries.filter { _ in random.next() % 3 == 0 } + ["US"]
      let members = Set((0..<3).map { _ in random.pick(groups) }).sorted()
      let kind = random.pick(["any", "all", "none"])
      var parts = [
        "country: [\(Set(places).sorted().joined(separator: ", "))]",
        "group: { \(kind): [\(members.joined(separator: ", "))] }",
      ]
      if random.next() % 2 == 0 { parts.append("application: [\(random.pick(applications))]") }
      if random.next() % 3 == 0 { parts.append("risk: { atLeast: \(random.pick(["medium", "high"])) }") }
      let action = random.pick(["send: [sms]", "send: [call]", "send: [call, sms]", "deny: Not from here."])
      text += "    - { name: r\(number), when: { \(parts.joined(separator: ", ")) }, \(action) }\n"
    }
    text += "  otherwise: { send: [sms, call] }\n"
    var files = ExamplePolicy.files
    files["policy.yaml"] = ExamplePolicy.replaceSections(of: files["policy.yaml"] ?? "", by: text)
    let checked = Pipeline.check(
      .memory(files), folder: ".", only: ["dev"], today: dayOfTests, analyses: false)
    return DiffSide(
      model: try #require(checked.environments.first?.model, "\(checked.diagnostics)"),
      sources: checked.sources)
  }

  @Test func whatTakesManyNodesIsCompared() throws {
    // The first policy that does not fit into as many nodes as an analysis has for a class of numbers.
    var sides: (old: DiffSide, new: DiffSide)?
    for rules in [55, 60, 65, 70] where sides == nil {
      let old = try Self.side(rules: rules, allowed: Self.countries)
      let new = try Self.side(rules: rules, allowed: Self.countries.filter { $0 != "DE" })
      if DecisionDiff(old, new, nodeLimit: 1 << 18).verdict == .notCompared { sides = (old, new) }
    }
    let (old, new) = try #require(sides)
    let diff = DecisionDiff(old, new)
    #expect(diff.verdict == .different)
    // All that changes is Germany, and nothing there is let in any more.
    #expect(!diff.regions.isEmpty)
    for region in diff.regions {
      #expect(region.countries.map(\.code) == ["DE"])
      #expect(region.transitions.allSatisfy { $0.new.outcome == .deny && $0.new.reason == .countryBlocked })
      let witness = try #require(region.witness)
      #expect(old.model.interpret(witness.request) == witness.old)
      #expect(new.model.interpret(witness.request) == witness.new && witness.old != witness.new)
    }
  }
}
