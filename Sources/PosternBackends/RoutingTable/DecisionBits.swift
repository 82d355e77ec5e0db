import PosternModel
import PosternNumbering
import PosternTable

/// The decision structure: for each value of each attribute the rows that it does not exclude, as blocks of bits,
/// equal blocks once.
struct DecisionBits {
  /// For each value its blocks.
  private(set) var references: [UInt32] = []
  /// The blocks' words. Block 0 is all zero.
  private(set) var blocks = [UInt64](repeating: 0, count: TableFormat.blockWords)
  /// The value of each label of the automaton.
  private(set) var labelValues: [Int] = []
  /// How many values phone numbers have.
  private(set) var phoneValues = 0

  private let rows: [ConditionRow]
  private let wordCount: Int
  private var known: [SIMD8<UInt64>: UInt32] = [.zero: 0]

  init(_ rows: [ConditionRow], _ model: PolicyModel, _ automaton: PhoneAutomaton) {
    self.rows = rows
    let blockCount = (rows.count + TableFormat.blockRows - 1) / TableFormat.blockRows
    self.wordCount = blockCount * TableFormat.blockWords
    addPhones(automaton)
    addNames(rows.indices.map { rows[$0].providers }, model.identityProviders.count)
    addNames(rows.indices.map { rows[$0].applications }, model.directory.applications.count)
    addRisksAndEmail()
    addSet(rows.indices.map { rows[$0].groups }, model.directory.groups.count)
    addSet(rows.indices.map { rows[$0].networkZones }, model.directory.networkZones.count)
  }

  // MARK: One value

  private var empty: [UInt64] { Array(repeating: 0, count: wordCount) }

  /// The rows, by index, that a test holds for.
  private func bits(where holds: (Int) -> Bool) -> [UInt64] {
    var bits = empty
    for index in rows.indices where holds(index) { bits[index >> 6] |= 1 << UInt64(index & 63) }
    return bits
  }

  private mutating func blockNumbers(_ bits: [UInt64]) -> [UInt32] {
    stride(from: 0, to: wordCount, by: TableFormat.blockWords).map { start in
      var block = SIMD8<UInt64>.zero
      for lane in 0..<TableFormat.blockWords { block[lane] = bits[start + lane] }
      if let found = known[block] { return found }
      let number = UInt32(clamping: known.count)
      known[block] = number
      blocks += bits[start..<start + TableFormat.blockWords]
      return number
    }
  }

  private mutating func add(_ bits: [UInt64]) { references += blockNumbers(bits) }

  // MARK: Attributes

  private mutating func addPhones(_ automaton: PhoneAutomaton) {
    let regions = regionBits()
    let lineTypes = LineType.allCases.map { type in bits { rows[$0].lineTypes.contains(type) } }
    let numbers = Dictionary(uniqueKeysWithValues: automaton.prefixes.enumerated().map { ($1, $0) })
    let free = bits { rows[$0].prefixes == nil }
    let listed = lists(automaton.prefixes.count) { (rows[$0].prefixes ?? []).compactMap { numbers[$0] } }
    let excluded = lists(automaton.prefixes.count) { rows[$0].excludedPrefixes.compactMap { numbers[$0] } }
    var values: [[UInt32]: Int] = [:]
    for entry in automaton.classes {
      var bits = free
      for prefix in entry.prefixes { set(listed[prefix], in: &bits) }
      for prefix in entry.prefixes { clear(excluded[prefix], in: &bits) }
      let region = regions[Int(entry.phoneClass.region.index)]
      let lineType = lineTypes[Int(entry.phoneClass.lineType.rawValue)]
      for word in bits.indices { bits[word] &= region[word] & lineType[word] }
      let numbers = blockNumbers(bits)
      if let found = values[numbers] {
        labelValues.append(found)
      } else {
        labelValues.append(values.count)
        values[numbers] = values.count
        references += numbers
      }
    }
    phoneValues = values.count
  }

  private func regionBits() -> [[UInt64]] {
    var bits = Array(repeating: empty, count: Region.count)
    for index in rows.indices {
      let words = rows[index].regions.words
      for place in 0..<4 {
        var rest = place == 0 ? words.0 : place == 1 ? words.1 : place == 2 ? words.2 : words.3
        while rest != 0 {
          bits[place * 64 + rest.trailingZeroBitCount][index >> 6] |= 1 << UInt64(index & 63)
          rest &= rest - 1
        }
      }
    }
    return bits
  }

  private mutating func addNames(_ names: [NameSet?], _ count: Int) {
    let free = bits { names[$0] == nil }
    let listed = lists(count + 1) { row in
      guard let set = names[row] else { return [] }
      return set.unknown ? set.indices + [count] : set.indices
    }
    for rows in listed {
      var bits = free
      set(rows, in: &bits)
      add(bits)
    }
  }

  private mutating func addRisksAndEmail() {
    for risk in Risk.allCases {
      for hasEmail in [false, true] {
        add(
          bits {
            rows[$0].risks.contains(risk) && (hasEmail ? rows[$0].admitsEmail : rows[$0].admitsNoEmail)
          })
      }
    }
  }

  private mutating func addSet(_ constraints: [SetConstraint], _ count: Int) {
    add(bits { constraints[$0].bitmapNames == nil })
    for rows in lists(count, { constraints[$0].bitmapNames ?? [] }) { add(bits(of: rows)) }
    for rows in lists(count, { constraints[$0].none }) { add(bits(of: rows)) }
  }

  // MARK: Rows

  /// For each of so many numbers the rows that name it.
  private func lists(_ count: Int, _ numbers: (Int) -> [Int]) -> [[Int]] {
    var lists = Array(repeating: [Int](), count: count)
    for index in rows.indices {
      for number in numbers(index) { lists[number].append(index) }
    }
    return lists
  }

  private func bits(of rows: [Int]) -> [UInt64] {
    var bits = empty
    set(rows, in: &bits)
    return bits
  }

  private func set(_ rows: [Int], in bits: inout [UInt64]) {
    for row in rows { bits[row >> 6] |= 1 << UInt64(row & 63) }
  }

  private func clear(_ rows: [Int], in bits: inout [UInt64]) {
    for row in rows { bits[row >> 6] &= ~(1 << UInt64(row & 63)) }
  }
}

extension SetConstraint {
  /// The names of which the bitmaps ask one: the first that must be there, else the first list; nil: nothing is asked.
  var bitmapNames: [Int]? { all.isEmpty ? any.first : all.count == 1 ? all : [all[0]] }

  /// Whether it asks something that bitmaps do not hold.
  var hasResidual: Bool { all.count + any.count > 1 || !notAll.isEmpty }
}
