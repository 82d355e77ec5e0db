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
      ?? nameDifference(
        "identity provider", rows.indices.map { rows[$0].providers }, space.provider,
        table.model.identityProviders.count)
      ?? nameDifference(
        "application", rows.indices.map { rows[$0].applications }, space.application,
        table.model.directory.applications.count)
      ?? riskDifference()
      ?? setDifference("group", rows.indices.map { rows[$0].groups }, space.groups, groups)
      ?? setDifference("network zone", rows.indices.map { rows[$0].networkZones }, space.zones, zones)
  }

  private func difference(_ attribute: String, _ value: Int) -> RoutingTableDifference {
    RoutingTableDifference(part: "decision structure", witness: "\(attribute) \(value)")
  }

  /// Whether a value has the bits of exactly those rows, by index, that a test holds for.
  private func matches(_ value: Int, _ holds: (Int) -> Bool) -> Bool {
    let words = view.rowWords(ofValue: value, in: space)
    for index in rows.indices {
      let bit = words[index >> 6] & (1 << UInt64(index & 63)) != 0
      if bit != holds(index) { return false }
    }
    return true
  }

  /// Bits of rows, 64 a word.
  private struct Bits {
    private(set) var words: [UInt64]

    init(_ count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }
    mutating func remove(_ row: Int) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }
  }

  /// Rows by what they admit of a number's region and line type, and those that ask for prefixes.
  private struct PhoneTests {
    private(set) var regions: [Bits]
    private(set) var lineTypes: [Bits]
    private(set) var askPrefixes: [Int] = []

    init(_ rows: [ConditionRow]) {
      regions = Array(repeating: Bits(rows.count), count: Region.count)
      lineTypes = Array(repeating: Bits(rows.count), count: LineType.allCases.count)
      for index in rows.indices {
        for region in rows[index].regions.regions { regions[Int(region.index)].insert(index) }
        for type in LineType.allCases where rows[index].lineTypes.contains(type) {
          lineTypes[Int(type.rawValue)].insert(index)
        }
        if rows[index].prefixes != nil || !rows[index].excludedPrefixes.isEmpty { askPrefixes.append(index) }
      }
    }
  }

  private func phoneDifference() -> RoutingTableDifference? {
    let tests = PhoneTests(rows)
    let everyRow = rows.indices.reduce(into: Bits(rows.count)) { $0.insert($1) }
    for (label, entry) in table.automaton.classes.enumerated() {
      var admitted = everyRow
      if !tests.askPrefixes.isEmpty {
        let begun = Set(entry.prefixes.map { table.automaton.prefixes[$0] })
        for row in tests.askPrefixes where !admits(rows[row], begun) { admitted.remove(row) }
      }
      let region = tests.regions[Int(entry.phoneClass.region.index)].words
      let lineType = tests.lineTypes[Int(entry.phoneClass.lineType.rawValue)].words
      let words = view.rowWords(ofValue: Int(view.value(LabelField.phoneValue, label)), in: space)
      for word in admitted.words.indices
      where words[word] != admitted.words[word] & region[word] & lineType[word] {
        return difference("phone class", label)
      }
    }
    return nil
  }

  /// Whether a row admits numbers that begin with these of the policy's prefixes and no others.
  private func admits(_ row: ConditionRow, _ begun: Set<DigitPrefix>) -> Bool {
    if begun.isEmpty { return row.prefixes == nil }
    return (row.prefixes?.contains(where: begun.contains) ?? true)
      && !row.excludedPrefixes.contains(where: begun.contains)
  }

  private func riskDifference() -> RoutingTableDifference? {
    for risk in Risk.allCases {
      for email in [0, 1] {
        let value = Int(risk.rawValue) * 2 + email
        let isRight = matches(space.riskAndEmail + value) { row in
          rows[row].risks.contains(risk) && (email == 1 ? rows[row].admitsEmail : rows[row].admitsNoEmail)
        }
        if !isRight { return difference("risk and e-mail", value) }
      }
    }
    return nil
  }

  private func nameDifference(
    _ attribute: String, _ names: [NameSet?], _ first: Int, _ declared: Int
  ) -> RoutingTableDifference? {
    var free: [Int] = []
    var listed = Array(repeating: [Int](), count: declared + 1)
    for index in names.indices {
      guard let set = names[index] else {
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
    _ attribute: String, _ constraints: [SetConstraint], _ values: ValueSpace.SetValues, _ declared: Int
  ) -> RoutingTableDifference? {
    var free: [Int] = []
    var any = Array(repeating: [Int](), count: declared)
    var none = Array(repeating: [Int](), count: declared)
    for (index, test) in constraints.enumerated() {
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
