/// Header, checksum, directory: everything that must hold before a section is looked at.
enum FrameCheck {
  /// Where the sections are.
  struct Directory {
    var offsets: [Int] = []
    var counts: [Int] = []
  }

  static func run(_ bytes: UnsafeRawBufferPointer) throws(TableError) -> Directory {
    let length = bytes.count
    guard length >= TableFormat.headerLength else { throw .tooShort }
    guard length <= TableFormat.maximumLength else { throw .tooLong }
    for (index, expected) in TableFormat.magic.enumerated() where unsafe bytes[index] != expected {
      throw .wrongMagic
    }
    let version = unsafe word(bytes, TableFormat.versionOffset)
    guard version == TableFormat.version else { throw .wrongVersion(version) }
    unsafe try zeros(bytes, TableFormat.versionOffset + 4..<TableFormat.lengthOffset)
    guard unsafe long(bytes, TableFormat.lengthOffset) == UInt64(length) else { throw .wrongLength }
    var crc = CRC64()
    unsafe crc.update(UnsafeRawBufferPointer(rebasing: bytes[TableFormat.checkedOffset...]))
    guard unsafe long(bytes, TableFormat.checksumOffset) == crc.value else { throw .wrongChecksum }
    guard unsafe word(bytes, TableFormat.sectionCountOffset) == UInt32(Section.allCases.count) else {
      throw .misplaced(.textEnds)
    }
    unsafe try zeros(bytes, TableFormat.sectionCountOffset + 4..<TableFormat.directoryOffset)
    return unsafe try directory(bytes)
  }

  private static func directory(_ bytes: UnsafeRawBufferPointer) throws(TableError) -> Directory {
    var directory = Directory()
    var end = TableFormat.directoryOffset + 8 * Section.allCases.count
    for section in Section.allCases {
      let entry = TableFormat.directoryOffset + 8 * section.rawValue
      let offset = unsafe Int(word(bytes, entry))
      let size = unsafe Int(word(bytes, entry + 4))
      guard offset == TableFormat.aligned(end), offset + size <= bytes.count else {
        throw .misplaced(section)
      }
      guard size % section.recordSize == 0 else { throw .wrongSize(section) }
      unsafe try zeros(bytes, end..<offset)
      directory.offsets.append(offset)
      directory.counts.append(size / section.recordSize)
      end = offset + size
    }
    guard end == bytes.count else { throw .wrongLength }
    return directory
  }

  private static func zeros(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(TableError) {
    for index in range where unsafe bytes[index] != 0 { throw .reservedBytes(index) }
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func long(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
