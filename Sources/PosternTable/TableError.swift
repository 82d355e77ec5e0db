/// Why bytes are not a routing table. Closed: a reader has no other failure.
///
/// Numbers name the record and the field, both from 0, where the fault was seen first.
public enum TableError: Error, Hashable, Sendable {
  /// The file cannot be read: the system's error number.
  case unreadable(Int32)
  /// Fewer bytes than a header and a directory.
  case tooShort
  /// More bytes than `TableFormat.maximumLength`.
  case tooLong
  /// It does not begin with `TableFormat.magic`.
  case wrongMagic
  /// Another version of the format.
  case wrongVersion(UInt32)
  /// The header gives another length than there is.
  case wrongLength
  /// The CRC-64/XZ differs: the bytes are damaged.
  case wrongChecksum
  /// A byte that must be zero is not: its offset.
  case reservedBytes(Int)
  /// The directory does not place the section directly behind the one before it.
  case misplaced(Section)
  /// The section's length does not fit its records, or their number what refers to them.
  case wrongSize(Section)
  /// A number, an index or an offset that is out of its range.
  case outOfRange(Section, record: Int, field: Int)
  /// A text that is not UTF-8.
  case notUTF8(Int)
  /// Not sorted, repeated, or not numbered by first use.
  case wrongOrder(Section, record: Int)
  /// A record that nothing refers to.
  case unused(Section, record: Int)
  /// Records of a list do not follow one another.
  case notAdjacent(Section, record: Int)
  /// Fields of a record contradict one another.
  case inconsistent(Section, record: Int)
  /// The decision structure has a row's bit for a value that the row does not admit, or lacks it for one that it does:
  /// the row, and the value's number as `ValueSpace` counts.
  case wrongBit(row: Int, value: Int)
  /// A name cannot be found where its hash says, or something else is there.
  case wrongNameTable(Section)
  /// A state of the phone automaton that can be reached from itself.
  case cyclic(state: Int)
  /// A state of the phone automaton that no number reaches.
  case unreachable(state: Int)
}

extension TableError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .unreadable(let number): "the file cannot be read (error \(number))"
    case .tooShort: "too short for a routing table"
    case .tooLong: "too long for a routing table"
    case .wrongMagic: "not a routing table"
    case .wrongVersion(let version): "format version \(version) is not known"
    case .wrongLength: "the length is not the one that the header gives"
    case .wrongChecksum: "the checksum does not match"
    case .reservedBytes(let offset): "byte \(offset) must be zero"
    case .misplaced(let section): "section \(section) is out of place"
    case .wrongSize(let section): "section \(section) has a wrong size"
    case .outOfRange(let section, let record, let field):
      "section \(section), record \(record), field \(field) is out of range"
    case .notUTF8(let index): "text \(index) is not UTF-8"
    case .wrongOrder(let section, let record): "section \(section), record \(record) is out of order"
    case .unused(let section, let record): "section \(section), record \(record) is not used"
    case .notAdjacent(let section, let record):
      "section \(section), record \(record) is not next to its neighbour"
    case .inconsistent(let section, let record): "section \(section), record \(record) contradicts itself"
    case .wrongBit(let row, let value):
      "value \(value) of the decision structure contradicts section rows, record \(row)"
    case .wrongNameTable(let section): "section \(section) does not find every name"
    case .cyclic(let state): "state \(state) of the phone automaton is in a cycle"
    case .unreachable(let state): "state \(state) of the phone automaton cannot be reached"
    }
  }
}
