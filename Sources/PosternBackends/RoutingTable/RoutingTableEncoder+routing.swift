import PosternDiagnostics
import PosternModel
import PosternNumbering
import PosternTable

extension RoutingTableEncoder {
  /// Break-glass if there is one, the policy's rules, `otherwise`; their steps.
  mutating func addRules() {
    var row = 0
    var place = 0
    func rowCount() -> Int {
      defer { place += 1 }
      return rowCounts[place]
    }
    if let breakGlass = model.directory.breakGlass {
      let count = rowCount()
      add(
        "break-glass", .use(breakGlass.methods), Annotations(), breakGlass.source, breakGlass.source, row,
        count)
      row += count
    }
    for rule in model.routing.rules {
      let count = rowCount()
      add(rule.name, rule.action, rule.annotations, rule.source, rule.actionSource, row, count)
      row += count
    }
    let source = model.routing.otherwiseSource
    add("otherwise", model.routing.otherwise, Annotations(), source, source, row, 0)
  }

  private mutating func add(
    _ name: String, _ action: Action, _ annotations: Annotations, _ source: SourceRange,
    _ actionSource: SourceRange, _ firstRow: Int, _ rowCount: Int
  ) {
    var message: String?
    var methods: [Method] = []
    var steps: [Step] = []
    let outcome: Int
    switch action {
    case .deny(let text): (outcome, message) = (0, text)
    case .skip: outcome = 1
    case .use(let list): (outcome, methods) = (2, list)
    case .send(let list): (outcome, steps) = (3, list)
    }
    writer.add(.rules, text: name)
    writer.add(.rules, number: outcome)
    writer.add(.rules, text: message)
    writer.add(.rules, list: methods.map { Int($0.rawValue) })
    for number in [writer.count(.steps), steps.count, firstRow, rowCount] {
      writer.add(.rules, number: number)
    }
    writer.add(.rules, text: annotations.because)
    writer.add(.rules, text: annotations.owner)
    writer.add(.rules, text: annotations.until)
    writer.add(.rules, place: position(source))
    writer.add(.rules, place: position(actionSource))
    for step in steps {
      writer.add(.steps, number: Int(step.channel.rawValue))
      writer.add(.steps, number: Int(step.wait))
      writer.add(.steps, number: Int(step.advance.rawValue))
      writer.add(.steps, number: step.service)
      writer.add(.steps, text: step.locale)
      writer.add(.steps, text: step.template)
      writer.add(.steps, number: Int(step.afterFraudBlock.rawValue))
      writer.add(.steps, place: position(step.source))
    }
  }

  /// The rows, and what they refer to.
  mutating func addRows() {
    let numbers = Dictionary(uniqueKeysWithValues: automaton.prefixes.enumerated().map { ($1, $0) })
    let names = TextPool.sortedByBytes(Set(rows.flatMap { $0.rollouts.map(\.rule) }))
    let rollouts = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var rule = 0
    var left = rowCounts[0]
    for row in rows {
      while left == 0 {
        rule += 1
        left = rowCounts[rule]
      }
      left -= 1
      writer.add(.rows, number: rule)
      writer.add(.rows, number: Int(row.residuals))
      writer.add(.rows, number: Int(row.lineTypes.rawValue))
      writer.add(.rows, number: Int(row.risks.rawValue))
      writer.add(.rows, number: (row.admitsNoEmail ? 1 : 0) + (row.admitsEmail ? 2 : 0))
      writer.add(.rows, number: pooled(row.regions))
      writer.add(.rows, list: (row.prefixes ?? []).compactMap { numbers[$0] })
      writer.add(.rows, list: row.excludedPrefixes.compactMap { numbers[$0] })
      writer.add(.rows, list: list(row.providers, model.identityProviders.count))
      writer.add(.rows, list: list(row.applications, model.directory.applications.count))
      addSet(row.groups)
      addSet(row.networkZones)
      // Ranges are numbered by first use, and lists of them ascend.
      let ranges = row.rollouts.map { pooled($0, of: rollouts[$0.rule] ?? 0) }
      writer.add(.rows, list: ranges.sorted())
    }
    for prefix in automaton.prefixes { writer.add(.prefixes, [.text(prefix.text)]) }
    for name in names {
      let state = RolloutHash.state(of: name)
      writer.add(.rollouts, [.text(name), .number(Int(state & 0xFFFF_FFFF)), .number(Int(state >> 32))])
    }
  }

  private mutating func addSet(_ constraint: SetConstraint) {
    writer.add(.rows, lists: constraint.any)
    writer.add(.rows, list: constraint.all)
    writer.add(.rows, list: constraint.none)
    writer.add(.rows, lists: constraint.notAll)
  }

  /// The number of a range of a rollout's buckets.
  private mutating func pooled(_ range: RolloutRange, of rollout: Int) -> Int {
    writer.pooled(
      .rolloutRanges,
      [UInt32(clamping: rollout), UInt32(clamping: range.lower), UInt32(clamping: range.upper)])
  }

  /// The number of a set of regions.
  mutating func pooled(_ regions: RegionSet) -> Int {
    let words = [regions.words.0, regions.words.1, regions.words.2, regions.words.3]
    return writer.pooled(
      .regionSets,
      words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] })
  }

  private func list(_ names: NameSet?, _ declared: Int) -> [Int] {
    guard let names else { return [] }
    return names.unknown ? names.indices + [declared] : names.indices
  }
}

extension ConditionRow {
  /// Bits of `Residual`: what the bitmaps do not hold.
  var residuals: UInt32 {
    (groups.hasResidual ? Residual.groups.bit : 0) | (networkZones.hasResidual ? Residual.zones.bit : 0)
      | (rollouts.isEmpty ? 0 : Residual.rollouts.bit)
  }
}

extension TextPool {
  /// Texts in order of their bytes.
  static func sortedByBytes(_ texts: some Sequence<String>) -> [String] {
    texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
