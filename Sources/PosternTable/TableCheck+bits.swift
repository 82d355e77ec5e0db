extension TableCheck {
  /// The decision structure holds of each value exactly the rows that admit it.
  ///
  /// One column of blocks after another, that is 512 rows, for every value of every attribute.
  /// - Complexity: values times rows, 64 rows a step, and the names, regions and prefixes of each row.
  func checkBits() throws(TableError) {
    let space = view.values
    let labels = (0..<view.count(.labels)).map { LabelTests(view, $0) }
    for column in 0..<space.blocks {
      let bits = ColumnCheck(view, space, column)
      try bits.checkPhones(labels)
      try bits.checkNames(.providers, first: space.provider, declared: view.count(.providers))
      try bits.checkNames(.applications, first: space.application, declared: view.count(.applications))
      try bits.checkRisksAndEmail()
      try bits.checkSet((.groupsAny, .groupsAll, .groupsNone), space.groups, view.count(.groups))
      try bits.checkSet((.zonesAny, .zonesAll, .zonesNone), space.zones, view.count(.zones))
    }
  }
}

/// What rows ask of a label.
private struct LabelTests {
  let region: Int
  let lineType: Int
  let prefixes: UInt32
  let value: Int

  init(_ view: TableView, _ label: Int) {
    region = Int(view.value(LabelField.region, label))
    lineType = Int(view.value(LabelField.lineType, label))
    prefixes = view.value(LabelField.prefixes, label)
    value = Int(view.value(LabelField.phoneValue, label))
  }
}

/// Of each of so many numbers some rows of a column, 64 a word.
private struct RowsOf {
  let words: Int
  private(set) var bits: [UInt64]

  init(_ numbers: Int, words: Int) {
    self.words = words
    bits = Array(repeating: 0, count: numbers * words)
  }

  /// Adds a row, counted from the column's first.
  mutating func insert(_ row: Int, _ number: Int) {
    bits[number * words + row >> 6] |= 1 << UInt64(row & 63)
  }

  subscript(number: Int, word: Int) -> UInt64 { bits[number * words + word] }
}

/// The blocks of one column, against its rows.
private struct ColumnCheck {
  let view: TableView
  let space: ValueSpace
  let column: Int
  let rows: Range<Int>
  /// Words of a block that hold rows; `checkBlocks` saw that the others are zero.
  let words: Int

  init(_ view: TableView, _ space: ValueSpace, _ column: Int) {
    self.view = view
    self.space = space
    self.column = column
    let first = column * TableFormat.blockRows
    self.rows = first..<min(first + TableFormat.blockRows, view.count(.rows))
    self.words = (rows.count + 63) / 64
  }

  private func none(_ numbers: Int) -> RowsOf { RowsOf(numbers, words: words) }

  /// Compares a word of the value's block.
  private func check(_ value: Int, _ word: Int, _ expected: UInt64) throws(TableError) {
    let block = Int(view.element(.blockReferences, value * space.blocks + column))
    let found = view.long(at: view.offset(.blocks) + (block * TableFormat.blockWords + word) * 8)
    guard found != expected else { return }
    let row = rows.lowerBound + word * 64 + (found ^ expected).trailingZeroBitCount
    throw .wrongBit(row: row, value: value)
  }

  // MARK: Phone numbers

  func checkPhones(_ labels: [LabelTests]) throws(TableError) {
    let tests = phoneTests()
    for label in labels {
      for word in 0..<words {
        var expected = tests.free[0, word]
        if tests.askPrefixes {
          let range = view.listRange(label.prefixes) ?? 0..<0
          for place in range { expected |= tests.listed[Int(view.element(.listItems, place)), word] }
          for place in range { expected &= ~tests.excluded[Int(view.element(.listItems, place)), word] }
        }
        expected &= tests.anywhere[0, word] | tests.regions[label.region, word]
        expected &= tests.lineTypes[label.lineType, word]
        try check(label.value, word, expected)
      }
    }
  }

  /// The rows by what they admit of a number.
  private struct PhoneTests {
    /// Whether rows name prefixes at all.
    var askPrefixes = false
    /// Rows that ask for no prefix; then those that ask for each, and those that exclude each.
    var free: RowsOf
    var listed: RowsOf
    var excluded: RowsOf
    /// Rows that admit every region; then, of the others, those that admit each.
    var anywhere: RowsOf
    var regions: RowsOf
    var lineTypes: RowsOf
  }

  private func phoneTests() -> PhoneTests {
    let asking = rows.contains { row in
      [RowField.prefixes, .excludedPrefixes].contains { view.value($0, row) != TableFormat.none }
    }
    let prefixes = asking ? view.count(.prefixes) : 0
    var tests = PhoneTests(
      askPrefixes: asking, free: none(1), listed: none(prefixes), excluded: none(prefixes),
      anywhere: none(1), regions: none(view.count(.regions)), lineTypes: none(12))
    for (row, record) in rows.enumerated() {
      insert(row, view.value(RowField.lineTypes, record), from: 0, into: &tests.lineTypes)
      let list = view.value(RowField.prefixes, record)
      if list == TableFormat.none { tests.free.insert(row, 0) } else { insert(row, list, &tests.listed) }
      insert(row, view.value(RowField.excludedPrefixes, record), &tests.excluded)
      let set = Int(view.value(RowField.regions, record))
      let words = RegionSetField.allCases.map { view.value($0, set) }
      if words.reduce(0, { $0 + $1.nonzeroBitCount }) == view.count(.regions) {
        tests.anywhere.insert(row, 0)
      } else {
        for (index, word) in words.enumerated() { insert(row, word, from: index * 32, into: &tests.regions) }
      }
    }
    return tests
  }

  /// Adds a row to the number of each bit.
  private func insert(_ row: Int, _ bits: UInt32, from first: Int, into rows: inout RowsOf) {
    var rest = bits
    while rest != 0 {
      rows.insert(row, first + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  /// Adds a row to the number of each item of a list.
  private func insert(_ row: Int, _ list: UInt32, _ rows: inout RowsOf) {
    for place in view.listRange(list) ?? 0..<0 { rows.insert(row, Int(view.element(.listItems, place))) }
  }

  // MARK: Names, risks, sets

  func checkNames(_ field: RowField, first: Int, declared: Int) throws(TableError) {
    var free = none(1)
    var listed = none(declared + 1)
    for (row, record) in rows.enumerated() {
      let list = view.value(field, record)
      if list == TableFormat.none { free.insert(row, 0) } else { insert(row, list, &listed) }
    }
    for name in 0...declared {
      for word in 0..<words { try check(first + name, word, free[0, word] | listed[name, word]) }
    }
  }

  func checkRisksAndEmail() throws(TableError) {
    var admitted = none(8)
    for (row, record) in rows.enumerated() {
      let email = view.value(RowField.email, record)
      for risk in 0..<4 where view.value(RowField.risks, record) & (1 << UInt32(risk)) != 0 {
        insert(row, email, from: 2 * risk, into: &admitted)
      }
    }
    try checkAll(space.riskAndEmail, 8, admitted)
  }

  func checkSet(
    _ fields: (any: RowField, all: RowField, none: RowField), _ values: ValueSpace.SetValues, _ declared: Int
  ) throws(TableError) {
    var free = none(1)
    var any = none(declared)
    var absent = none(declared)
    for (row, record) in rows.enumerated() {
      if let all = view.listRange(view.value(fields.all, record)) {
        any.insert(row, Int(view.element(.listItems, all.lowerBound)))
      } else if let lists = view.listRange(view.value(fields.any, record)) {
        insert(row, view.element(.listItems, lists.lowerBound), &any)
      } else {
        free.insert(row, 0)
      }
      insert(row, view.value(fields.none, record), &absent)
    }
    try checkAll(values.free, 1, free)
    try checkAll(values.any, declared, any)
    try checkAll(values.none, declared, absent)
  }

  private func checkAll(_ first: Int, _ count: Int, _ expected: RowsOf) throws(TableError) {
    for number in 0..<count {
      for word in 0..<words { try check(first + number, word, expected[number, word]) }
    }
  }
}
