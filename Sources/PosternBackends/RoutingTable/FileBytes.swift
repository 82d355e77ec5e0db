import PosternDigest
import PosternTable

/// The frame of the file: header, directory, sections.
struct FileBytes {
  private var directory: [UInt32] = []
  private var content: [UInt8] = []

  private mutating func begin(_ size: Int) {
    let start = TableFormat.aligned(content.count)
    content += Array(repeating: 0, count: start - content.count)
    directory += [UInt32(clamping: TableFormat.headerLength + start), UInt32(clamping: size)]
    content.reserveCapacity(start + size)
  }

  /// Adds a section of bytes. Sections come in order.
  mutating func add(_ section: Section, bytes: [UInt8]) {
    begin(bytes.count)
    content += bytes
  }

  /// Adds a section of 32-bit words.
  mutating func add(_ section: Section, words: [UInt32]) {
    begin(words.count * 4)
    for word in words { content.append(little: word) }
  }

  /// Adds a section of 64-bit words.
  mutating func add(_ section: Section, long words: [UInt64]) {
    begin(words.count * 8)
    for word in words { content.append(little: word) }
  }

  /// Puts the header before everything.
  consuming func finish(names: [UInt32]) throws(RoutingTableError) -> [UInt8] {
    let length = TableFormat.headerLength + content.count
    guard length <= TableFormat.maximumLength else { throw .tooLarge }
    var rest: [UInt8] = []
    rest.reserveCapacity(length - TableFormat.digestedOffset)
    for name in names { rest.append(little: name) }
    rest.append(little: UInt32(clamping: Section.allCases.count))
    rest.append(little: UInt32(0))
    for word in directory { rest.append(little: word) }
    rest += Array(repeating: 0, count: TableFormat.headerLength - TableFormat.digestedOffset - rest.count)
    rest += content
    let checked = SHA256.digest(of: rest).bytes + rest
    var file = TableFormat.magic
    file.reserveCapacity(length)
    file.append(little: TableFormat.version)
    file.append(little: UInt32(0))
    file.append(little: UInt64(length))
    file.append(little: CRC64.checksum(checked))
    file += checked
    return file
  }
}

extension [UInt8] {
  /// Adds an integer, least significant byte first.
  fileprivate mutating func append<Integer: FixedWidthInteger>(little value: Integer) {
    var rest = value
    for _ in 0..<Integer.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: rest))
      rest = rest >> 8
    }
  }
}
