import PosternModel
import PosternNumbering
import Testing

@testable import PosternAnalysis

/// The split against going through every request, and lists against trying every list.
@Suite struct StageBruteForceTests {
  static let users: [String?] = [nil, "u-1", "u-2", "u-3", "u-4", "u-5"]

  /// A random policy over everything that a condition can ask.
  static func policy(seed: UInt64) -> SmallPolicy {
    var random = SplitMix64(seed: seed)
    var policy = SmallPolicy()
    if random.oneIn(2) { policy.breakGlass = [.webauthn] }
    let isVisible = random.oneIn(2)
    for index in 0..<random.below(7) {
      let sees = index < 3 && isVisible
      let condition = condition(&random, sees ? 1 : 2, isVisible: sees, rule: "r\(index)")
      policy.rules.append(("r\(index)", condition, action(&random, uses: sees || random.oneIn(4))))
    }
    policy.otherwise = action(&random, uses: random.oneIn(5))
    return policy
  }

  private static func action(_ random: inout SplitMix64, uses: Bool) -> Action {
    switch random.below(uses ? 6 : 4) {
    case 0: .skip
    case 1: .deny(message: "no")
    case 2: SmallPolicy.send(.sms, .call)
    case 3: SmallPolicy.send(random.pick([.email, .sms]))
    case 4: .use([.totp, .webauthn])
    default: .use([random.pick([.totp, .webauthn])])
    }
  }

  private static func condition(
    _ random: inout SplitMix64, _ depth: Int, isVisible: Bool, rule: String
  ) -> Condition {
    if depth > 0, random.oneIn(2) {
      let parts = (0..<2).map { _ in condition(&random, depth - 1, isVisible: isVisible, rule: rule) }
      switch random.below(3) {
      case 0: return .all(parts)
      case 1: return .any(parts)
      default: return .not(parts[0])
      }
    }
    let groups = random.some([0, 1, 2], most: 2)
    switch random.below(isVisible ? 4 : 11) {
    case 0: return .groups(random.pick([.any(groups), .all(groups), .none(groups)]))
    case 1: return .application(NameSet(indices: random.some([0, 1], most: 2), unknown: random.oneIn(3)))
    case 2: return .networkZones(random.pick([.any([0]), .none([0])]))
    case 3: return .groups(.any(groups))
    case 4:
      return .country(
        RegionSet(["GB", "DE", "CU"].prefix(1 + random.below(3)).compactMap { Region(code: $0) }))
    case 5: return .lineType(LineTypeSet(random.some([LineType.mobile, .fixedLine, .unknown], most: 2)))
    case 6: return .prefix([DigitPrefix(random.pick(SmallPolicy.prefixes))].compactMap { $0 })
    case 7: return .identityProvider(NameSet(indices: [0], unknown: random.oneIn(4)))
    case 8: return .risk(RiskSet(random.some(Risk.allCases, most: 3)))
    case 9: return .emailPresent
    default: return .rollout(Rollout(rule: rule, buckets: random.pick([0, 3_000, 6_000, 10_000])))
    }
  }

  @Test(arguments: 0..<90) func splitEqualsEveryRequest(_ seed: Int) {
    let policy = Self.policy(seed: UInt64(seed))
    let model = policy.model
    let truth = BruteForce(model, users: Self.users)
    let (split, diagnostics) = policy.split
    let comment: Comment = "seed \(seed)"
    guard let split else {
      #expect(!truth.conflicts.isEmpty, comment)
      #expect(diagnostics.allSatisfy { $0.code == "PST0650" }, comment)
      #expect(diagnostics.allSatisfy { $0.notes.count >= 2 }, "the witness holds, \(comment)")
      guard let problem = StageProblem(model, phones: SmallPolicy.phones), let reach = StageReach(problem)
      else {
        Issue.record("too many combinations, \(comment)")
        return
      }
      var conflicts = StageConflicts(model, phones: SmallPolicy.phones, reach: reach)
      let pairs = conflicts.pairs().map {
        [conflicts.ruleName($0.use), conflicts.ruleName($0.other)].sorted()
      }
      #expect(Set(pairs) == truth.conflicts, comment)
      #expect(pairs.count == Set(pairs).count, comment)
      return
    }
    #expect(truth.conflicts.isEmpty, comment)
    for point in truth.expected {
      let found = StageSplitter.evaluate(
        split.policies, groups: point.groups, application: point.application, zones: point.zones)
      #expect(found == point.outcome, "\(comment): \(point)")
    }
    #expect(StageSplitter.isEquivalent(split.policies, to: model, phones: SmallPolicy.phones), comment)
    #expect(Set(split.policies.map(\.name)).count == split.policies.count, comment)
  }

  // MARK: Lists

  /// Points of two groups, one application or another, one zone: a bit each of a mask of 16.
  private static func mask(_ holds: (_ groups: Set<Int>, _ isWiki: Bool, _ isOffice: Bool) -> Bool) -> UInt16
  {
    var mask: UInt16 = 0
    for point in 0..<16
    where holds(Set([0, 1].filter { point & (1 << $0) != 0 }), point & 4 != 0, point & 8 != 0) {
      mask |= 1 << UInt16(point)
    }
    return mask
  }

  /// Every policy of a form; with excludes those that leave the zone alone, for otherwise there are too many.
  private static func cubes(excludes: Bool) -> [UInt16] {
    let lists: [Set<Int>] = [[], [0], [1], [0, 1]]
    let sides: [[Bool]] = excludes ? [[true, false], [true], [false]] : [[true, false], [true]]
    let zoneSides: [[Bool]] = excludes ? [[true, false]] : [[true, false], [true]]
    var cubes: Set<UInt16> = []
    for include in lists {
      for exclude in excludes ? lists : [[]] {
        for wiki in sides {
          for office in zoneSides {
            cubes.insert(
              mask { groups, isWiki, isOffice in
                (include.isEmpty || !include.isDisjoint(with: groups)) && exclude.isDisjoint(with: groups)
                  && wiki.contains(isWiki) && office.contains(isOffice)
              })
          }
        }
      }
    }
    return cubes.filter { $0 != 0 }.sorted()
  }

  /// The length of the shortest list for the points left, by trying all; nil: none.
  private static func shortest(
    _ left: UInt16, _ regions: [UInt16], _ cubes: [UInt16], _ known: inout [UInt16: Int?]
  ) -> Int? {
    if regions.contains(where: { left & ~$0 == 0 }) { return 1 }
    if let found = known[left] { return found }
    var best: Int?
    for cube in cubes where cube & left != 0 && cube & left != left {
      guard regions.contains(where: { cube & left & ~$0 == 0 }) else { continue }
      if let rest = shortest(left & ~cube, regions, cubes, &known) { best = min(best ?? .max, rest + 1) }
    }
    known[left] = best
    return best
  }

  @Test(arguments: [PolicyCandidates.Form.includesOnly, .withExcludes]) func listsAreShortest(
    _ form: PolicyCandidates.Form
  ) {
    var random = SplitMix64(seed: 7)
    let cubes = Self.cubes(excludes: form == .withExcludes)
    var expressible = 0
    for round in 0..<60 {
      var regions: [UInt16] = Array(repeating: 0, count: 2 + round % 3)
      // Unions of whole policies, so that some can be said with includes alone.
      regions[0] = 0xFFFF
      for region in regions.indices.dropFirst() {
        let byte = UInt16(random.below(256))
        let cube = form == .withExcludes && random.oneIn(2) ? byte << 8 | byte : random.pick(cubes)
        for other in regions.indices { regions[other] &= ~cube }
        regions[region] |= cube
      }
      regions.removeAll { $0 == 0 }
      var known: [UInt16: Int?] = [:]
      let truth = Self.shortest(0xFFFF, regions, cubes, &known)
      var mentions = StageSpace.Mentions()
      mentions.add(applications: NameSet(indices: [0], unknown: false))
      for group in 0..<2 { mentions.add(groups: [group]) }
      mentions.add(zones: [0])
      let space = StageSpace(mentions, declaredApplications: 1)
      let nodes = regions.map { region in
        (0..<16).filter { region & (1 << UInt16($0)) != 0 }.reduce(StageDiagram.none) { node, point in
          var variables = [1, 2].filter { point & (1 << ($0 - 1)) != 0 }
          if point & 4 != 0 { variables.append(0) }
          if point & 8 != 0 { variables.append(3) }
          return space.diagram.or(node, space.diagram.onlyPoint(variables, of: 4))
        }
      }
      var search = PolicyListSearch(space.diagram, space: space, regions: nodes, form: form)
      let result = search.run(limit: 100)
      #expect(result?.chain.entries.count == truth, "round \(round), regions \(regions)")
      #expect(result?.chain.decides(nodes, in: space.diagram) ?? true)
      #expect(result?.isProvedMinimal ?? true)
      if truth != nil { expressible += 1 }
    }
    #expect(expressible > 20)
  }
}
