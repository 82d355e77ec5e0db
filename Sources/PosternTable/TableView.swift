/// A table's bytes after every check: what is read from it cannot be out of range.
///
/// The view does not own the bytes. Whoever makes one keeps them, unchanged, as long as the view is used.
public struct TableView: Sendable {
  /// The address of the first byte.
  private let address: UInt
  /// Bytes.
  public let length: Int
  /// Offset of each section.
  private let offsets: [Int]
  /// Records, or elements, of each section.
  private let counts: [Int]

  /// Checks bytes and makes a view of them.
  /// - Throws: the first fault found, in the order of `TableError`'s cases as far as one depends on another.
  /// - Complexity: linear in the length, but for sets of names that many rows share, and rows times what the phone
  ///   automaton tells apart, 64 rows a step.
  public init(checking bytes: UnsafeRawBufferPointer) throws(TableError) {
    self = unsafe try TableView(frame: bytes)
    var check = TableCheck(self)
    try check.run()
  }

  /// Checks bytes and lends a view of them, which must not leave the closure.
  /// - Throws: as `init(checking:)`.
  public static func checking<Result>(
    _ bytes: [UInt8], _ body: (TableView) -> Result
  ) throws(TableError) -> Result {
    let result: Swift.Result<Result, TableError> = unsafe bytes.withUnsafeBytes { buffer in
      do throws(TableError) {
        return .success(body(unsafe try TableView(checking: buffer)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Checks the frame alone: header, checksum, directory.
  init(frame bytes: UnsafeRawBufferPointer) throws(TableError) {
    let directory = unsafe try FrameCheck.run(bytes)
    self.address = UInt(bitPattern: bytes.baseAddress)
    self.length = bytes.count
    self.offsets = directory.offsets
    self.counts = directory.counts
  }

  /// Records, or elements, of a section.
  public func count(_ section: Section) -> Int { counts[section.rawValue] }

  /// Offset of a section's first byte.
  public func offset(_ section: Section) -> Int { offsets[section.rawValue] }

  /// The address of a byte: for loops that were checked as a whole.
  @inline(__always)
  public func pointer(at offset: Int) -> UnsafeRawPointer {
    // INVARIANT (address): never zero, since `FrameCheck` refuses empty bytes.
    unsafe unsafeBitCast(
      UnsafeRawPointer(bitPattern: address &+ UInt(bitPattern: offset)), to: UnsafeRawPointer.self)
  }

  /// The address of a section's first byte.
  public func pointer(to section: Section) -> UnsafeRawPointer { unsafe pointer(at: offset(section)) }

  /// The field of a record; `TableFormat.none` for a record that is not there.
  public func value<Field: RecordField>(_ field: Field, _ section: Section, _ record: Int) -> UInt32 {
    number(section, record, field.rawValue)
  }

  /// The field of a record of the one section that holds such records.
  public func value<Field: RecordField>(_ field: Field, _ record: Int) -> UInt32 {
    guard let section = Field.sections.first else { return TableFormat.none }
    return number(section, record, field.rawValue)
  }

  /// The field of a record, by number; `TableFormat.none` where nothing is.
  func number(_ section: Section, _ record: Int, _ field: Int) -> UInt32 {
    let size = Section.sizes[section.rawValue]
    guard record >= 0, record < count(section), field >= 0, field * 4 < size else { return TableFormat.none }
    return word(at: offset(section) + record * size + field * 4)
  }

  /// The first field of a record of any section, which is its name where records have one.
  public func element(of section: Section, _ record: Int) -> UInt32 { number(section, record, 0) }

  /// An element of a section of 32-bit numbers; 0 where nothing is.
  public func element(_ section: Section, _ index: Int) -> UInt32 {
    guard index >= 0, index < count(section) else { return 0 }
    return word(at: offset(section) + index * 4)
  }

  func byte(at offset: Int) -> UInt8 { unsafe pointer(at: offset).load(as: UInt8.self) }

  func short(at offset: Int) -> UInt16 {
    unsafe UInt16(littleEndian: pointer(at: offset).loadUnaligned(as: UInt16.self))
  }

  func word(at offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: pointer(at: offset).loadUnaligned(as: UInt32.self))
  }

  func long(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: pointer(at: offset).loadUnaligned(as: UInt64.self))
  }
}

extension Section {
  /// `recordSize` of each section.
  static let sizes: [Int] = allCases.map(\.recordSize)
  /// `fields` of each section, empty where there are none.
  static let kinds: [[FieldKind]] = allCases.map { $0.fields ?? [] }
}
