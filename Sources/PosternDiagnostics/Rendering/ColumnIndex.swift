/// Columns of one file, fast also in a file that is one long line: counts are kept every few hundred bytes.
///
/// Agrees with `SourceMap.position(of:)`, and knows UTF-16 columns too.
struct ColumnIndex {
  /// A place of the file.
  struct Place: Hashable {
    /// From 1.
    var line: Int
    /// From 1, in Unicode scalars; a byte order mark has no column.
    var column: Int
    /// From 1, in UTF-16 code units.
    var utf16Column: Int
  }

  private static let step = 512

  private struct Count {
    var scalars = 0
    var units = 0

    mutating func add(_ byte: UInt8) {
      if byte & 0xC0 == 0x80 { return }
      scalars += 1
      units += byte >= 0xF0 ? 2 : 1
    }
  }

  private let file: SourceFile
  private let markLength: Int
  /// Counts of the bytes before every `step`th byte.
  private var counts: [Count] = []

  init(_ file: SourceFile) {
    self.file = file
    self.markLength = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var count = Count()
    counts.reserveCapacity(file.bytes.count / Self.step + 1)
    for start in stride(from: 0, through: file.bytes.count, by: Self.step) {
      counts.append(count)
      let end = min(start + Self.step, file.bytes.count)
      for index in stride(from: max(start, markLength), to: end, by: 1) { count.add(file.bytes[index]) }
    }
  }

  /// The place of a byte offset; what lies behind the end is at the end.
  /// - Complexity: logarithmic in the number of lines.
  func place(of offset: UInt32) -> Place {
    let offset = min(Int(offset), file.bytes.count)
    let line = self.line(of: offset)
    let start = count(to: Int(file.lineStarts[line]))
    let end = count(to: offset)
    return Place(
      line: line + 1, column: end.scalars - start.scalars + 1, utf16Column: end.units - start.units + 1)
  }

  /// Index from 0 of the line that a byte is in.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = file.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(file.lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, from 0, without its end and without a byte order mark.
  func bytes(ofLine line: Int) -> Range<Int> {
    let start = line == 0 ? markLength : Int(file.lineStarts[line])
    guard line + 1 < file.lineStarts.count else { return start..<file.bytes.count }
    var end = Int(file.lineStarts[line + 1]) - 1
    if file.bytes[end] == 0x0A, end > start, file.bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  private func count(to offset: Int) -> Count {
    let known = offset / Self.step
    var count = counts[known]
    for index in stride(from: max(known * Self.step, markLength), to: offset, by: 1) {
      count.add(file.bytes[index])
    }
    return count
  }
}
