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
    var record: [TableWriter.Value] = [.text(name), .number(outcome), .text(message)]
    record += [.list(methods.map { Int($0.rawValue) }), .number(writer.count(.steps)), .number(steps.count)]
    record += [.number(firstRow), .number(rowCount)]
    record += [.text(annotations.because), .text(annotations.owner), .text(annotations.until)]
    writer.add(.rules, record + place(source) + place(actionSource))
    for step in steps {
      var record: [TableWriter.Value] = [.number(Int(step.channel.rawValue)), .number(Int(step.wait))]
      record += [.number(Int(step.advance.rawValue)), .number(step.service), .text(step.locale)]
      record += [.text(step.template), .number(Int(step.afterFraudBlock.rawValue))]
      writer.add(.steps, record + place(step.source))
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
      var record: [TableWriter.Value] = [.number(rule), .number(Int(row.residuals))]
      record += [.number(Int(row.lineTypes.rawValue)), .number(Int(row.risks.rawValue))]
      record.append(.number((row.admitsNoEmail ? 1 : 0) + (row.admitsEmail ? 2 : 0)))
      record.append(.number(pooled(row.regions)))
      record.append(.list((row.prefixes ?? []).compactMap { numbers[$0] }))
      record.append(.list(row.excludedPrefixes.compactMap { numbers[$0] }))
      record.append(list(row.providers, model.identityProviders.count))
      record.append(list(row.applications, model.directory.applications.count))
      for constraint in [row.groups, row.networkZones] {
        record += [.lists(constraint.any), .list(constraint.all), .list(constraint.none)]
        record.append(.lists(constraint.notAll))
      }
      let ranges = row.rollouts.map { range in
        writer.pooled(
          .rolloutRanges,
          [
            UInt32(clamping: rollouts[range.rule] ?? 0), UInt32(clamping: range.lower),
            UInt32(clamping: range.upper),
          ])
      }
      // Ranges are numbered by first use, and lists of them ascend.
      record.append(.list(ranges.sorted()))
      writer.add(.rows, record)
    }
    for prefix in automaton.prefixes { writer.add(.prefixes, [.text(prefix.text)]) }
    for name in names {
      let state = RolloutHash.state(of: name)
      writer.add(.rollouts, [.text(name), .number(Int(state & 0xFFFF_FFFF)), .number(Int(state >> 32))])
    }
  }

  /// The number of a set of regions.
  mutating func pooled(_ regions: RegionSet) -> Int {
    let words = [regions.words.0, regions.words.1, regions.words.2, regions.words.3]
    return writer.pooled(
      .regionSets,
      words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] })
  }

  private func list(_ names: NameSet?, _ declared: Int) -> TableWriter.Value {
    guard let names else { return .none }
    return .list(names.indices + (names.unknown ? [declared] : []))
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
