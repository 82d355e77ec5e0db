/// One file of a policy: its bytes, and its two names.
public struct SourceFile: Sendable {
  /// As a user would name it: relative to the working directory or as given, `/` between parts.
  public let path: String
  /// Relative to the policy's folder, `/` between parts: what artefacts say.
  public let name: String
  /// The bytes as they were read.
  public let bytes: [UInt8]
  /// Byte offset of the first byte of each line; never empty. Lines end at LF, CR LF or CR.
  public let lineStarts: [UInt32]

  public init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
    self.lineStarts = Self.findLines(bytes)
  }

  private static func findLines(_ bytes: [UInt8]) -> [UInt32] {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 24 + 1)
    let text = bytes.span
    var index = 0
    while index + 8 <= text.count {
      let word = text.word(at: index)
      var found = word.places(of: 0x0A) | word.places(of: 0x0D)
      while found != 0 {
        endLine(index + found.trailingZeroBitCount / 8, text, &starts)
        found &= found - 1
      }
      index += 8
    }
    while index < text.count {
      if text[index] == 0x0A || text[index] == 0x0D { endLine(index, text, &starts) }
      index += 1
    }
    return starts
  }

  /// Takes note of the line behind a CR or LF; of CR LF, behind the LF.
  private static func endLine(_ index: Int, _ text: Span<UInt8>, _ starts: inout [UInt32]) {
    if text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { return }
    starts.append(UInt32(truncatingIfNeeded: index + 1))
  }
}

/// A place as people and tools name it. Lines and columns count from 1; columns count Unicode scalars; a
/// byte order mark has no column.
public struct SourcePosition: Hashable, Sendable {
  /// The file, by `SourceFile.path` or `SourceFile.name`, as asked for.
  public var file: String
  /// First line, from 1.
  public var line: Int
  /// First column, from 1, in Unicode scalars.
  public var column: Int
  /// Line of the end.
  public var endLine: Int
  /// Column behind the last scalar.
  public var endColumn: Int

  public init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// `file:line:column`, as artefacts and terminals write it.
  public var text: String { "\(file):\(line):\(column)" }
}

/// All files of a run, and the translation of byte ranges to lines and columns.
public struct SourceMap: Sendable {
  /// In the order they were added; `FileID.index` is the index here.
  public private(set) var files: [SourceFile] = []

  public init() {}

  /// Adds a file and returns its name for ranges.
  public mutating func add(path: String, name: String, bytes: [UInt8]) -> FileID {
    files.append(SourceFile(path: path, name: name, bytes: bytes))
    return FileID(UInt32(truncatingIfNeeded: files.count - 1))
  }

  /// The file that a range names.
  public subscript(file: FileID) -> SourceFile { files[Int(file.index)] }

  /// Lines and columns of a range, with the file's path as a user names it.
  /// - Complexity: logarithmic in the number of lines, linear in the length of the two lines.
  public func position(of range: SourceRange) -> SourcePosition {
    position(of: range, file: self[range.file].path)
  }

  /// Lines and columns of a range, with the file's name relative to the policy's folder: for artefacts.
  public func artefactPosition(of range: SourceRange) -> SourcePosition {
    position(of: range, file: self[range.file].name)
  }

  private func position(of range: SourceRange, file name: String) -> SourcePosition {
    let file = self[range.file]
    let (line, column) = Self.lineAndColumn(range.start, in: file)
    var (endLine, endColumn) = (line, column)
    // On the first line a byte order mark may stand between the two.
    if line == 1 || line < file.lineStarts.count && file.lineStarts[line] <= range.end {
      (endLine, endColumn) = Self.lineAndColumn(range.end, in: file)
    } else {
      endColumn += Self.scalars(in: file.bytes, from: Int(range.start), to: Int(range.end))
    }
    return SourcePosition(file: name, line: line, column: column, endLine: endLine, endColumn: endColumn)
  }

  private static func lineAndColumn(_ offset: UInt32, in file: SourceFile) -> (Int, Int) {
    var low = 0
    var high = file.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if file.lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    var index = Int(file.lineStarts[low])
    if low == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    column += scalars(in: file.bytes, from: index, to: Int(offset))
    return (low + 1, column)
  }

  /// How many scalars begin in a range of bytes, as far as there are bytes.
  private static func scalars(in bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var count = 0
    var index = start
    let end = min(end, bytes.count)
    while index < end {
      if bytes[index] & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }
}
