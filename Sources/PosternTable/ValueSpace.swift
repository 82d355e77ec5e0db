/// Which values of attributes have rows in the decision structure, and where. Values are numbered through: those of
/// phone numbers, providers (`unknown` last), applications (`unknown` last), risk and e-mail together, groups, zones.
public struct ValueSpace: Sendable, Hashable {
  /// Blocks of one value.
  public let blocks: Int
  /// First value of each attribute.
  public let provider: Int
  public let application: Int
  /// Plus twice the risk, plus one with an e-mail address.
  public let riskAndEmail: Int
  public let groups: SetValues
  public let zones: SetValues
  /// How many values there are.
  public let count: Int

  /// Values of a set attribute with so many names.
  public struct SetValues: Sendable, Hashable {
    /// Rows that need no name of it to be there.
    public let free: Int
    /// Plus the name: rows for which that name is enough.
    public let any: Int
    /// Plus the name: rows that it must not be there for.
    public let none: Int

    init(_ first: Int, _ names: Int) {
      free = first
      any = first + 1
      none = first + 1 + names
    }
  }

  /// Of a table, or one to be written.
  public init(rows: Int, phoneValues: Int, providers: Int, applications: Int, groups: Int, zones: Int) {
    self.blocks = (rows + TableFormat.blockRows - 1) / TableFormat.blockRows
    self.provider = phoneValues
    self.application = provider + providers + 1
    self.riskAndEmail = application + applications + 1
    self.groups = SetValues(riskAndEmail + 8, groups)
    self.zones = SetValues(self.groups.none + groups, zones)
    self.count = self.zones.none + zones
  }

  /// Of a table.
  init(_ view: TableView) {
    self.init(
      rows: view.count(.rows), phoneValues: Int(view.value(PolicyField.phoneValues, 0)),
      providers: view.count(.providers), applications: view.count(.applications),
      groups: view.count(.groups), zones: view.count(.zones))
  }
}

extension TableView {
  /// Where the values of attributes are in the decision structure.
  public var values: ValueSpace { ValueSpace(self) }

  /// Whether the decision structure has a row for a value.
  public func hasRow(_ row: Int, value: Int) -> Bool {
    let space = values
    guard row >= 0, row < count(.rows), value >= 0, value < space.count else { return false }
    let block = element(.blockReferences, value * space.blocks + row / TableFormat.blockRows)
    let bit = row % TableFormat.blockRows
    let place = offset(.blocks) + Int(block) * Section.blocks.recordSize + bit / 8
    return byte(at: place) & (1 << UInt8(bit % 8)) != 0
  }
}

extension TableCheck {
  /// References are to blocks, which are numbered in order of first use; no row is behind the last one.
  func checkBlocks() throws(TableError) {
    let space = view.values
    let references = view.count(.blockReferences)
    let blocks = view.count(.blocks)
    guard references == space.count * space.blocks else { throw .wrongSize(.blockReferences) }
    guard blocks > 0 else { throw .wrongSize(.blocks) }
    let tail = view.count(.rows) % TableFormat.blockRows
    var met = 1
    for place in 0..<references {
      let block = Int(view.element(.blockReferences, place))
      guard block < blocks else { throw .outOfRange(.blockReferences, record: place, field: 0) }
      guard block <= met else { throw .wrongOrder(.blocks, record: block) }
      if block == met { met += 1 }
      if tail != 0, place % space.blocks == space.blocks - 1 { try checkTail(block, from: tail) }
    }
    guard met == blocks else { throw .unused(.blocks, record: met) }
    for word in 0..<TableFormat.blockWords where bits(0, word) != 0 {
      throw .inconsistent(.blocks, record: 0)
    }
  }

  private func bits(_ block: Int, _ word: Int) -> UInt64 {
    view.long(at: view.offset(.blocks) + block * TableFormat.blockWords * 8 + word * 8)
  }

  private func checkTail(_ block: Int, from first: Int) throws(TableError) {
    for word in first / 64..<TableFormat.blockWords {
      let inside = word == first / 64 ? first % 64 : 0
      let behind = UInt64.max << UInt64(inside)
      guard bits(block, word) & behind == 0 else { throw .inconsistent(.blocks, record: block) }
    }
  }
}

extension TableView {
  /// The rows of a value: bit *i* of word *i / 64* is row *i*.
  public func rowWords(ofValue value: Int, in space: ValueSpace) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(space.blocks * TableFormat.blockWords)
    for index in 0..<space.blocks {
      let block = Int(element(.blockReferences, value * space.blocks + index))
      let start = offset(.blocks) + block * TableFormat.blockWords * 8
      for word in 0..<TableFormat.blockWords { words.append(long(at: start + word * 8)) }
    }
    return words
  }
}
