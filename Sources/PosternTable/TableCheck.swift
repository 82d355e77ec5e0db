/// The checks behind the frame. Each part is in a file of its own; the order is that of what relies on what.
struct TableCheck {
  let view: TableView
  /// Which texts something refers to.
  var usedTexts: [Bool]
  /// How many lists were met, in order of first use.
  var metLists = 0
  /// Kinds of items that a list was found to hold: bits of `kindNumber`.
  var listKinds: [UInt32]
  /// How many records of each pool were met.
  var met = [Int](repeating: 0, count: Section.allCases.count)
  /// How many records that belong to others were met, by section.
  var taken = [Int](repeating: 0, count: Section.allCases.count)
  /// The kinds of items met so far.
  var kindNumbers: [ItemKind: UInt32] = [:]

  init(_ view: TableView) {
    self.view = view
    self.usedTexts = Array(repeating: false, count: view.count(.textEnds))
    self.listKinds = Array(repeating: 0, count: view.count(.listEnds))
  }

  mutating func run() throws(TableError) {
    try checkTexts()
    try checkListEnds()
    try checkRecords()
    try checkUse()
    try checkNumbers()
    try checkRows()
    try checkAutomaton()
    try checkNames()
    try checkBlocks()
    try checkBits()
  }

  // MARK: Texts and lists

  private func checkTexts() throws(TableError) {
    try checkEnds(.textEnds, of: .textBytes, mayBeEmpty: true)
    for index in 0..<view.count(.textEnds) {
      guard let range = view.textRange(UInt32(truncatingIfNeeded: index)) else { throw .notUTF8(index) }
      guard UTF8Check.isValid(view, range) else { throw .notUTF8(index) }
      if index > 0, let last = view.textRange(UInt32(truncatingIfNeeded: index - 1)),
        !precedes(last, range)
      {
        throw .wrongOrder(.textEnds, record: index)
      }
    }
  }

  private func checkListEnds() throws(TableError) {
    try checkEnds(.listEnds, of: .listItems, mayBeEmpty: false)
  }

  /// Ends ascend, and the last one is the number of elements.
  private func checkEnds(_ ends: Section, of elements: Section, mayBeEmpty: Bool) throws(TableError) {
    var last = 0
    for index in 0..<view.count(ends) {
      let end = Int(view.element(ends, index))
      guard end <= view.count(elements), mayBeEmpty ? end >= last : end > last else {
        throw .outOfRange(ends, record: index, field: 0)
      }
      last = end
    }
    guard last == view.count(elements) else { throw .wrongSize(elements) }
  }

  private func precedes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    for step in 0..<min(a.count, b.count) {
      let left = view.byte(at: a.lowerBound + step)
      let right = view.byte(at: b.lowerBound + step)
      if left != right { return left < right }
    }
    return a.count < b.count
  }
}

/// UTF-8 as Unicode defines it: no surrogates, no overlong forms, nothing above U+10FFFF.
enum UTF8Check {
  static func isValid(_ view: TableView, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let first = view.byte(at: index)
      index += 1
      if first < 0x80 { continue }
      let (extra, low, high): (Int, UInt8, UInt8)
      switch first {
      case 0xC2...0xDF: (extra, low, high) = (1, 0x80, 0xBF)
      case 0xE0: (extra, low, high) = (2, 0xA0, 0xBF)
      case 0xED: (extra, low, high) = (2, 0x80, 0x9F)
      case 0xE1...0xEF: (extra, low, high) = (2, 0x80, 0xBF)
      case 0xF0: (extra, low, high) = (3, 0x90, 0xBF)
      case 0xF1...0xF3: (extra, low, high) = (3, 0x80, 0xBF)
      case 0xF4: (extra, low, high) = (3, 0x80, 0x8F)
      default: return false
      }
      guard index + extra <= range.upperBound else { return false }
      guard (low...high).contains(view.byte(at: index)) else { return false }
      for step in stride(from: 1, to: extra, by: 1)
      where view.byte(at: index + step) & 0xC0 != 0x80 { return false }
      index += extra
    }
    return true
  }
}
