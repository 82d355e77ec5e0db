import PosternAnalysis
import PosternModel
import PosternNumbering
import Testing

/// Large policies: they split at all, and what cannot be split says so. Times are the benchmarks' business.
@Suite struct StageSizeTests {
  /// A policy of many rules as companies write them: strong factors and trusted places first, then thousands of
  /// rules about countries, line types, providers and risk, most of them for some group or application.
  static func large(rules: Int, seed: UInt64) -> PolicyModel {
    var random = SplitMix64(seed: seed)
    var policy = SmallPolicy()
    policy.breakGlass = [.webauthn]
    policy.rules = [
      ("strong", .any([SmallPolicy.admins, SmallPolicy.payroll]), .use([.webauthn, .totp])),
      ("office", .all([SmallPolicy.office, SmallPolicy.wiki]), .skip),
    ]
    let regions = Region.all.dropFirst()
    for index in 0..<rules {
      var parts: [Condition] = [.country(RegionSet(random.some(Array(regions), most: 4)))]
      if random.oneIn(2) { parts.append(.lineType(LineTypeSet(random.some(LineType.allCases, most: 3)))) }
      if random.oneIn(3) { parts.append(.identityProvider(NameSet(indices: [0], unknown: false))) }
      if random.oneIn(3) {
        parts.append(.risk(RiskSet(random.some([Risk.medium, .high, .unknown], most: 2))))
      }
      if random.oneIn(2) { parts.append(.groups(.any(random.some(Array(3..<40), most: 3)))) }
      if random.oneIn(3) {
        parts.append(.application(NameSet(indices: random.some(Array(2..<20), most: 2), unknown: false)))
      }
      if random.oneIn(9) { parts.append(.rollout(Rollout(rule: "r\(index)", buckets: 1_000))) }
      let action = random.oneIn(4) ? Action.deny(message: "no") : SmallPolicy.send(.sms, .call)
      policy.rules.append(("r\(index)", .all(parts), action))
    }
    var model = policy.model
    for index in model.directory.groups.count..<40 {
      model.directory.groups.append(
        DirectoryEntry(name: "g\(index)", id: "id_g\(index)", source: SmallPolicy.place(0)))
    }
    for index in model.directory.applications.count..<20 {
      model.directory.applications.append(
        DirectoryEntry(name: "a\(index)", id: "id_a\(index)", source: SmallPolicy.place(0)))
    }
    return model
  }

  static let phones: StagePhones = {
    let kinds =
      [StagePhones.Kind(phone: .invalid), StagePhones.Kind(phone: .countryLess)]
      + NumberingPlan.shared.pairs.map {
        StagePhones.Kind(phone: PhoneClass(region: $0.0, lineType: $0.1, isValid: true))
      }
    return StagePhones(kinds: kinds) { _ in nil }
  }()

  @Test(arguments: [10, 100, 1_000]) func manyRules(_ count: Int) {
    let model = Self.large(rules: count, seed: 11)
    let (split, diagnostics) = StageSplitter.split(model, phones: Self.phones)
    #expect(diagnostics.isEmpty)
    #expect(
      split?.policies.map(\.name) == ["break-glass", "strong", "strong-2", "office", "everyone-else"])
    #expect(split?.policies.last?.rules.count == count + 1)
  }

  @Test func denyBehindManyRulesThatDeny() {
    var model = Self.large(rules: 300, seed: 12)
    for index in model.routing.rules.indices.dropFirst(2) {
      model.routing.rules[index].action = .deny(message: "no")
    }
    model.routing.otherwise = .deny(message: "no")
    let (split, diagnostics) = StageSplitter.split(model, phones: Self.phones)
    #expect(diagnostics.isEmpty)
    #expect(split?.policies.last?.outcome == .deny)
  }

  @Test func useBelowManyRules() {
    var model = Self.large(rules: 300, seed: 13)
    model.routing.rules.append(
      Rule(
        name: "late", condition: .groups(.any([1])), action: .use([.totp]), source: SmallPolicy.place(900),
        actionSource: SmallPolicy.place(900)))
    let (split, diagnostics) = StageSplitter.split(model, phones: Self.phones)
    #expect(split == nil)
    #expect(diagnostics.map(\.code) == ["PST0650"])
    #expect(diagnostics.first?.range == SmallPolicy.place(900))
  }

  @Test func tooManyCombinationsIsSaid() {
    var policy = SmallPolicy()
    let count = 18
    policy.rules = [
      ("shops", .all([.groups(.any(Array(0..<count))), SmallPolicy.risky]), .deny(message: "no")),
      ("managers", .any((0..<count).map { .groups(.all([$0, count + $0])) }), .use([.totp])),
    ]
    var model = policy.model
    for index in model.directory.groups.count..<(2 * count) {
      model.directory.groups.append(
        DirectoryEntry(name: "g\(index)", id: "id_g\(index)", source: SmallPolicy.place(0)))
    }
    let (split, diagnostics) = StageSplitter.split(model, phones: SmallPolicy.phones)
    #expect(split == nil)
    #expect(diagnostics.map(\.code) == ["PST0652"])
  }
}
