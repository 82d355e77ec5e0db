import PosternTable

/// Takes a table's bytes apart and puts them together again, to break them on purpose.
package struct TableBytes {
  package var bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func word(_ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }

  package mutating func set(_ offset: Int, _ value: UInt32) {
    for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
  }

  package func offset(_ section: Section) -> Int {
    Int(word(TableFormat.directoryOffset + 8 * section.rawValue))
  }

  package func size(_ section: Section) -> Int {
    Int(word(TableFormat.directoryOffset + 8 * section.rawValue + 4))
  }

  package func field<Field: RecordField>(_ field: Field, _ record: Int = 0) -> Int {
    let section = Field.sections[0]
    return offset(section) + record * section.recordSize + field.rawValue * 4
  }

  /// Makes length and checksum right again.
  package mutating func repair() { bytes = Self.repaired(bytes) }

  package static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    guard bytes.count >= TableFormat.checkedOffset else { return bytes }
    let crc = CRC64.checksum(Array(bytes[TableFormat.checkedOffset...]))
    for index in 0..<8 {
      bytes[TableFormat.lengthOffset + index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index))
      bytes[TableFormat.checksumOffset + index] = UInt8(truncatingIfNeeded: crc >> UInt64(8 * index))
    }
    return bytes
  }
}
