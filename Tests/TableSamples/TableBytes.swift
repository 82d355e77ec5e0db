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

  package func count(_ section: Section) -> Int { size(section) / section.recordSize }

  package mutating func swap(_ one: Int, _ other: Int) {
    let word = word(one)
    set(one, self.word(other))
    set(other, word)
  }

  package func field<Field: RecordField>(_ field: Field, _ record: Int = 0) -> Int {
    let section = Field.sections[0]
    return offset(section) + record * section.recordSize + field.rawValue * 4
  }

  /// Where the values of attributes are in the decision structure.
  package var values: ValueSpace {
    ValueSpace(
      rows: count(.rows), phoneValues: Int(word(field(PolicyField.phoneValues))),
      providers: count(.providers), applications: count(.applications), groups: count(.groups),
      zones: count(.zones))
  }

  /// Turns one row's bit of one value, which keeps all else of the decision structure as the format wants it.
  package mutating func turn(row: Int, ofValue value: Int) {
    let zero = [UInt8](repeating: 0, count: 64)
    var known = [zero: 0]
    var blocks = zero
    let turned = value * values.blocks + row / TableFormat.blockRows
    for place in 0..<count(.blockReferences) {
      let reference = offset(.blockReferences) + 4 * place
      let start = offset(.blocks) + 64 * Int(word(reference))
      var block = Array(bytes[start..<start + 64])
      if place == turned { block[row % TableFormat.blockRows / 8] ^= 1 << UInt8(row % 8) }
      if known[block] == nil {
        known[block] = known.count
        blocks += block
      }
      set(reference, UInt32(known[block] ?? 0))
    }
    bytes.replaceSubrange(offset(.blocks)..., with: blocks)
    set(TableFormat.directoryOffset + 8 * Section.blocks.rawValue + 4, UInt32(blocks.count))
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
