extension TableCheck {
  /// Every field of every record, by its kind.
  mutating func checkRecords() throws(TableError) {
    for (record, offset) in [TableFormat.policyNameOffset, TableFormat.environmentNameOffset].enumerated() {
      let text = view.word(at: offset)
      guard Int(text) < usedTexts.count else { throw .outOfRange(.textEnds, record: record, field: 0) }
      usedTexts[Int(text)] = true
    }
    for section in Section.allCases {
      let fields = Section.kinds[section.rawValue]
      for record in 0..<view.count(section) where !fields.isEmpty {
        for (field, kind) in fields.enumerated() {
          let value = view.number(section, record, field)
          guard try holds(value, kind, section, record, field) else {
            throw .outOfRange(section, record: record, field: field)
          }
        }
      }
    }
  }

  private mutating func holds(
    _ value: UInt32, _ kind: FieldKind, _ section: Section, _ record: Int, _ field: Int
  ) throws(TableError) -> Bool {
    switch kind {
    case .word: return true
    case .number(let limit): return value < limit
    case .numberOrNone(let limit): return value < limit || value == TableFormat.none
    case .text: return use(text: value)
    case .textOrNone: return value == TableFormat.none || use(text: value)
    case .index(let target): return try use(value, of: target)
    case .indexOrNone(let target):
      if value == TableFormat.none { return true }
      return try use(value, of: target)
    case .list(let items):
      if value == TableFormat.none { return true }
      guard Int(value) < listKinds.count else { return false }
      return try use(list: Int(value), items)
    case .first(let target):
      let count = Int(view.number(section, record, field + 1))
      guard Int(value) == taken[target.rawValue] else { throw .notAdjacent(section, record: record) }
      guard count <= view.count(target) - Int(value) else { return false }
      taken[target.rawValue] += count
      return true
    }
  }

  private mutating func use(text: UInt32) -> Bool {
    guard Int(text) < usedTexts.count else { return false }
    usedTexts[Int(text)] = true
    return true
  }

  private mutating func use(_ record: UInt32, of section: Section) throws(TableError) -> Bool {
    guard Int(record) < view.count(section) else { return false }
    guard section.isPool else { return true }
    guard Int(record) <= met[section.rawValue] else { throw .wrongOrder(section, record: Int(record)) }
    if Int(record) == met[section.rawValue] { met[section.rawValue] += 1 }
    return true
  }

  /// A list, and what it holds. A list's own lists come before it.
  private mutating func use(list: Int, _ items: ItemKind) throws(TableError) -> Bool {
    let bit = kindBit(items)
    if listKinds[list] & bit == 0 {
      listKinds[list] |= bit
      guard try holds(list, items) else { return false }
    }
    guard list <= metLists else { throw .wrongOrder(.listEnds, record: list) }
    if list == metLists { metLists += 1 }
    return true
  }

  private mutating func holds(_ list: Int, _ items: ItemKind) throws(TableError) -> Bool {
    guard let range = view.listRange(UInt32(truncatingIfNeeded: list)) else { return false }
    var last: UInt32?
    for place in range {
      let value = view.element(.listItems, place)
      switch items {
      case .number(let limit): if value >= limit { return false }
      case .text: if !use(text: value) { return false }
      case .index(let section):
        guard try use(value, of: section) else { return false }
        if let last, last >= value { throw .wrongOrder(.listEnds, record: list) }
      case .indexOrUnknown(let section):
        guard Int(value) <= view.count(section) else { return false }
        if let last, last >= value { throw .wrongOrder(.listEnds, record: list) }
      case .lists(let section):
        guard Int(value) < list else { return false }
        guard try use(list: Int(value), .index(section)) else { return false }
      }
      last = value
    }
    return true
  }

  private mutating func kindBit(_ kind: ItemKind) -> UInt32 {
    let number = kindNumbers[kind] ?? UInt32(truncatingIfNeeded: kindNumbers.count)
    kindNumbers[kind] = number
    return 1 << (number & 31)
  }

  /// Nothing is left over.
  func checkUse() throws(TableError) {
    if let text = usedTexts.firstIndex(of: false) { throw .unused(.textEnds, record: text) }
    guard metLists == listKinds.count else { throw .unused(.listEnds, record: metLists) }
    for section in Section.allCases {
      if section.isPool, met[section.rawValue] != view.count(section) {
        throw .unused(section, record: met[section.rawValue])
      }
      let isChild = section == .buckets || section == .cidrs || section == .steps || section == .rows
      if isChild, taken[section.rawValue] != view.count(section) {
        throw .unused(section, record: taken[section.rawValue])
      }
    }
  }
}
