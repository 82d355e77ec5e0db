import PosternModel
import PosternNumbering
import PosternTable

/// Compares the decision structure with the rows: a value has a row's bit if and only if the row admits the value.
struct RowBits {
  private let view: TableView
  private let space: ValueSpace
  private let table: DecodedTable
  private let rows: [ConditionRow]

  init(_ view: TableView, _ table: DecodedTable) {
    self.view = view
    self.space = view.values
    self.table = table
    self.rows = (table.breakGlassRows ?? []) + table.rows.joined()
  }

  func firstDifference() -> RoutingTableDifference? {
    let groups = table.model.directory.groups.count
    let zones = table.model.directory.networkZones.count
    return phoneDifference()
      ?? nameDifference("identity provider", \.providers, space.provider, table.model.identityProviders.count)
      ?? nameDifference(
        "application", \.applications, space.application, table.model.directory.applications.count)
      ?? riskDifference()
      ?? setDifference("group", \.groups, space.groups, groups)
      ?? setDifference("network zone", \.networkZones, space.zones, zones)
  }

  private func difference(_ attribute: String, _ value: Int) -> RoutingTableDifference {
    RoutingTableDifference(part: "decision structure", witness: "\(attribute) \(value)")
  }

  /// The first value whose bits are not those of a test; values without a test of their own are not looked at.
  private func matches(_ value: Int, _ holds: (ConditionRow) -> Bool) -> Bool {
    let words = view.rowWords(ofValue: value, in: space)
    for (index, row) in rows.enumerated() {
      let bit = words[index >> 6] & (1 << UInt64(index & 63)) != 0
      if bit != holds(row) { return false }
    }
    return true
  }

  /// What a row asks of a number's region and line type: without references, so that it is quick to look at.
  private struct PhoneTest {
    let regions: (UInt64, UInt64, UInt64, UInt64)
    let lineTypes: LineTypeSet
    let asksPrefix: Bool

    init(_ row: ConditionRow) {
      regions = row.regions.words
      lineTypes = row.lineTypes
      asksPrefix = row.prefixes != nil || !row.excludedPrefixes.isEmpty
    }

    func holds(for phone: PhoneClass) -> Bool {
      let bit: UInt64 = 1 << UInt64(phone.region.index & 63)
      let word =
        switch phone.region.index >> 6 {
        case 0: regions.0
        case 1: regions.1
        case 2: regions.2
        default: regions.3
        }
      return word & bit != 0 && lineTypes.contains(phone.lineType)
    }
  }

  private func phoneDifference() -> RoutingTableDifference? {
    let tests = rows.map(PhoneTest.init)
    for (label, entry) in table.automaton.classes.enumerated() {
      let begun = Set(entry.prefixes.map { table.automaton.prefixes[$0] })
      let words = view.rowWords(ofValue: Int(view.value(LabelField.phoneValue, label)), in: space)
      for (index, test) in tests.enumerated() {
        var expected = test.holds(for: entry.phoneClass)
        if expected, test.asksPrefix {
          expected =
            (rows[index].prefixes?.contains(where: begun.contains) ?? true)
            && !rows[index].excludedPrefixes.contains(where: begun.contains)
        }
        let bit = words[index >> 6] & (1 << UInt64(index & 63)) != 0
        if bit != expected { return difference("phone class", label) }
      }
    }
    return nil
  }

  private func riskDifference() -> RoutingTableDifference? {
    for risk in Risk.allCases {
      for email in [0, 1] {
        let value = Int(risk.rawValue) * 2 + email
        let isRight = matches(space.riskAndEmail + value) { row in
          row.risks.contains(risk) && (email == 1 ? row.admitsEmail : row.admitsNoEmail)
        }
        if !isRight { return difference("risk and e-mail", value) }
      }
    }
    return nil
  }

  private func nameDifference(
    _ attribute: String, _ names: KeyPath<ConditionRow, NameSet?>, _ first: Int, _ declared: Int
  ) -> RoutingTableDifference? {
    var free: [Int] = []
    var listed = Array(repeating: [Int](), count: declared + 1)
    for (index, row) in rows.enumerated() {
      guard let set = row[keyPath: names] else {
        free.append(index)
        continue
      }
      for name in set.indices { listed[name].append(index) }
      if set.unknown { listed[declared].append(index) }
    }
    for value in 0...declared where !isExactly(first + value, free + listed[value]) {
      return difference(attribute, value)
    }
    return nil
  }

  private func setDifference(
    _ attribute: String, _ constraint: KeyPath<ConditionRow, SetConstraint>, _ values: ValueSpace.SetValues,
    _ declared: Int
  ) -> RoutingTableDifference? {
    var free: [Int] = []
    var any = Array(repeating: [Int](), count: declared)
    var none = Array(repeating: [Int](), count: declared)
    for (index, row) in rows.enumerated() {
      let test = row[keyPath: constraint]
      // Any list that must be met is a sound thing to ask; which one the bitmaps ask is part of the format.
      let asked = test.all.isEmpty ? test.any.first : [test.all[0]]
      if let asked {
        for name in asked { any[name].append(index) }
      } else {
        free.append(index)
      }
      for name in test.none { none[name].append(index) }
    }
    guard isExactly(values.free, free) else { return difference(attribute, -1) }
    for name in 0..<declared {
      guard isExactly(values.any + name, any[name]), isExactly(values.none + name, none[name]) else {
        return difference(attribute, name)
      }
    }
    return nil
  }

  /// Whether a value has these rows' bits and no other; the rows are different from one another.
  private func isExactly(_ value: Int, _ expected: [Int]) -> Bool {
    let words = view.rowWords(ofValue: value, in: space)
    guard words.reduce(0, { $0 + $1.nonzeroBitCount }) == expected.count else { return false }
    return expected.allSatisfy { words[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
  }
}
