import PosternModel
import PosternNumbering
import TableSamples
import Testing

@Suite("conditions in rows")
struct RowsTests {
  private static let email = Condition.emailPresent
  private static let group = Condition.groups(.any([0]))

  struct Count: CustomTestStringConvertible {
    let testDescription: String
    let condition: Condition
    let rows: Int
  }

  static let counts: [Count] = [
    Count(testDescription: "an attribute is one", condition: .groups(.any([0, 1, 2])), rows: 1),
    Count(testDescription: "any is the sum", condition: .any([email, group, email]), rows: 3),
    Count(
      testDescription: "all is the product",
      condition: .all([.any([email, group]), .any([group, email, group])]),
      rows: 6),
    Count(testDescription: "not any is the product", condition: .not(.any([email, group])), rows: 1),
    Count(testDescription: "not all is the sum", condition: .not(.all([email, group])), rows: 2),
    Count(testDescription: "twice not is nothing", condition: .not(.not(.any([email, group]))), rows: 2),
    Count(
      testDescription: "two to the eighth is legal",
      condition: .all(Array(repeating: .any([email, group]), count: 8)), rows: 256),
    Count(
      testDescription: "it saturates", condition: .all(Array(repeating: .any([email, group]), count: 200)),
      rows: 1_000_000),
  ]

  @Test("are counted before anything is simplified", arguments: counts)
  func count(count: Count) {
    #expect(count.condition.rowCount == count.rows)
    let rows = count.condition.rows(in: NameUniverse(providers: 1, applications: 1))
    #expect((rows == nil) == (count.rows > Condition.rowLimit))
  }

  @Test("hold exactly where the condition holds", arguments: [UInt64(1), 2, 3])
  func equality(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var held = 0
    for round in 0..<60 {
      let model = RandomModel.make(seed: seed * 1_000 + UInt64(round), rules: 3)
      for rule in model.routing.rules {
        guard let rows = model.rows(of: rule.condition) else { continue }
        #expect(Set(rows).count == rows.count)
        for _ in 0..<20 {
          let request = RandomRequest.make(&random, names: model.identityProviders.count)
          let values = model.read(request) { NumberingPlan.shared.classify($0) }
          let expected = rule.condition.holds(for: values)
          held += expected ? 1 : 0
          #expect(
            rows.contains { $0.holds(for: values) } == expected, "seed \(seed), \(rule.condition), \(request)"
          )
        }
      }
    }
    // Neither always nor never, or nothing was tested.
    #expect((500...3_000).contains(held))
  }

  @Test("that nothing can meet are left out")
  func unsatisfiable() {
    let universe = NameUniverse(providers: 2, applications: 2)
    let conditions: [Condition] = [
      .all([Self.email, .not(Self.email)]), .all([.groups(.all([1, 2])), .groups(.none([2]))]),
      .all([.risk([]), Self.email]), .rollout(Rollout(rule: "r", buckets: 0)),
      .all([.groups(.any([1, 2])), .groups(.none([1, 2]))]),
      .all([.groups(.all([1, 2])), .not(.groups(.all([1, 2])))]),
      .all([
        .rollout(Rollout(rule: "r", buckets: 100)), .not(.rollout(Rollout(rule: "r", buckets: 200))),
      ]),
      .all([
        .identityProvider(NameSet(indices: [0], unknown: false)),
        .not(.identityProvider(NameSet(indices: [0, 1], unknown: false))),
      ]),
    ]
    for condition in conditions { #expect(condition.rows(in: universe) == [], "\(condition)") }
  }
}

extension ConditionRow {
  /// What the row's comments say, as plainly as can be.
  fileprivate func holds(for values: AttributeValues) -> Bool {
    func begins(with prefix: DigitPrefix) -> Bool {
      values.phone.isValid && values.digits.starts(with: prefix.digits)
    }
    func holds(_ names: NameSet?, _ name: Int?) -> Bool {
      guard let names else { return true }
      return name.map(names.indices.contains) ?? names.unknown
    }
    return regions.contains(values.phone.region) && lineTypes.contains(values.phone.lineType)
      && (prefixes?.contains(where: begins) ?? true) && !excludedPrefixes.contains(where: begins)
      && holds(providers, values.identityProvider) && holds(applications, values.application)
      && groups.holds(for: values.groups) && networkZones.holds(for: values.networkZones)
      && risks.contains(values.risk) && (values.emailPresent ? admitsEmail : admitsNoEmail)
      && rollouts.allSatisfy { range in
        let bucket = values.userID.map { rolloutBucket(rule: range.rule, userID: $0) } ?? RolloutRange.outside
        return range.lower <= bucket && bucket < range.upper
      }
  }
}
