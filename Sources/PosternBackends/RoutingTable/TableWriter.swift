import PosternDiagnostics
import PosternTable

/// Lays a table out: numbers texts, lists and pools, and puts the sections behind one another.
///
/// Records must come in the order of the sections and fields, since lists and pools are numbered by first use.
struct TableWriter {
  /// What goes into one field.
  enum Value {
    case number(Int)
    case none
    case text(String?)
    case list([Int])
    case texts([String])
    case lists([[Int]])
  }

  /// The sections of 32-bit words.
  private(set) var words: [[UInt32]] = Array(repeating: [], count: Section.allCases.count)
  /// Blocks of the decision structure.
  private var bytes: [Section: [UInt8]] = [:]
  private var texts = TextPool()
  private var textPlaces: [(section: Int, place: Int)] = []
  private var lists: [ListKey: UInt32] = [:]
  private var pools: [PoolKey: UInt32] = [:]

  /// Lists that mean different things are never one, even when their items are equal numbers.
  private enum ListKind {
    case numbers, texts, lists
  }

  private struct ListKey: Hashable {
    let kind: ListKind
    let items: [UInt32]
  }

  private struct PoolKey: Hashable {
    let section: Section
    let words: [UInt32]
  }

  /// Adds a record, or fields of one.
  mutating func add(_ section: Section, _ values: [Value]) {
    for value in values {
      switch value {
      case .number(let number): add(section, number: number)
      case .none: words[section.rawValue].append(TableFormat.none)
      case .text(let text): add(section, text: text)
      case .list(let items): add(section, list: items)
      case .texts(let items):
        words[section.rawValue].append(list(items.map { texts.number(of: $0) }, kind: .texts))
      case .lists(let items): add(section, lists: items)
      }
    }
  }

  /// Adds a field.
  mutating func add(_ section: Section, number: Int) {
    words[section.rawValue].append(UInt32(clamping: number))
  }

  /// Adds a field.
  mutating func add(_ section: Section, text: String?) {
    guard let text else {
      words[section.rawValue].append(TableFormat.none)
      return
    }
    textPlaces.append((section.rawValue, words[section.rawValue].count))
    words[section.rawValue].append(texts.number(of: text))
  }

  /// Adds a field.
  mutating func add(_ section: Section, list items: [Int]) {
    words[section.rawValue].append(
      items.isEmpty ? TableFormat.none : list(items.map { UInt32(clamping: $0) }))
  }

  /// Adds a field.
  mutating func add(_ section: Section, lists items: [[Int]]) {
    if items.isEmpty {
      words[section.rawValue].append(TableFormat.none)
      return
    }
    let inner = items.map { list($0.map { UInt32(clamping: $0) }) }
    words[section.rawValue].append(list(inner, kind: .lists))
  }

  /// Adds the three fields of a place.
  mutating func add(_ section: Section, place: SourcePosition?) {
    add(section, text: place?.file)
    add(section, number: place?.line ?? 0)
    add(section, number: place?.column ?? 0)
  }

  /// Adds raw words to a section that has no records.
  mutating func add(_ section: Section, words more: some Sequence<UInt32>) {
    words[section.rawValue] += more
  }

  /// How many records a section has so far.
  func count(_ section: Section) -> Int { words[section.rawValue].count * 4 / section.recordSize }

  /// The number of a record of a pool, which is added when it is new. Pools hold no texts but by `text`.
  mutating func pooled(_ section: Section, _ values: [UInt32]) -> Int {
    let key = PoolKey(section: section, words: values)
    if let found = pools[key] { return Int(found) }
    let number = UInt32(clamping: count(section))
    pools[key] = number
    words[section.rawValue] += values
    return Int(number)
  }

  private mutating func list(_ items: [UInt32], kind: ListKind = .numbers) -> UInt32 {
    guard !items.isEmpty else { return TableFormat.none }
    let key = ListKey(kind: kind, items: items)
    if let found = lists[key] { return found }
    let number = UInt32(clamping: words[Section.listEnds.rawValue].count)
    lists[key] = number
    if kind == .texts {
      let first = words[Section.listItems.rawValue].count
      for place in first..<first + items.count { textPlaces.append((Section.listItems.rawValue, place)) }
    }
    words[Section.listItems.rawValue] += items
    words[Section.listEnds.rawValue].append(UInt32(clamping: words[Section.listItems.rawValue].count))
    return number
  }

  // MARK: The file

  /// Everything, as bytes. The seeds of the name tables are chosen here; blocks come as 64-bit words.
  consuming func finish(policy: String, environment: String, blocks: [UInt64]) throws(RoutingTableError)
    -> [UInt8]
  {
    let names = [texts.number(of: policy), texts.number(of: environment)]
    let layout = texts.sorted()
    for (section, place) in textPlaces {
      words[section][place] = layout.numbers[Int(words[section][place])]
    }
    words[Section.textEnds.rawValue] = layout.ends
    let textStart = TableFormat.headerLength + TableFormat.aligned(layout.ends.count * 4)
    for kind in NameKind.allCases {
      let table = try NameTable(keys(of: kind), texts: layout, textStart: textStart)
      words[kind.slots.rawValue] = table.words
      words[Section.policy.rawValue][kind.seed.rawValue] = table.seed
    }
    var file = FileBytes()
    for section in Section.allCases {
      switch section {
      case .textBytes: file.add(section, bytes: layout.bytes)
      case .blocks: file.add(section, long: blocks)
      default: file.add(section, words: words[section.rawValue])
      }
    }
    return try file.finish(names: names.map { layout.numbers[Int($0)] })
  }

  /// Names and ids of a kind: number of the text, and of the record.
  private func keys(of kind: NameKind) -> [(text: UInt32, record: Int)] {
    let size = kind.records.recordSize / 4
    var keys: [(text: UInt32, record: Int)] = []
    for record in 0..<count(kind.records) {
      let name = words[kind.records.rawValue][record * size]
      let id = words[kind.records.rawValue][record * size + 1]
      keys.append((name, record))
      if id != TableFormat.none, id != name { keys.append((id, record)) }
    }
    return keys
  }
}

/// Why a policy cannot be written as a table.
public enum RoutingTableError: Error, Hashable, Sendable {
  /// A rule has more than `Condition.rowLimit` rows.
  case tooManyRows(rule: String)
  /// More bytes than the format allows, or more prefixes than an automaton can hold.
  case tooLarge
  /// Two names or ids of one kind are equal.
  case repeatedName(String)
}
