import PosternDiagnostics

/// Finds what may be a literal secret in a file that is no YAML, so that no excerpt of its fault shows one.
///
/// There are no nodes to look at, only lines: what stands behind the key of a secret is taken for one unless it is
/// tagged `!secret`, and rather too much is masked than too little.
struct BrokenFileSecrets {
  private let bytes: [UInt8]
  private let file: FileID
  private(set) var ranges: [SourceRange] = []
  /// The indentation of a key whose value goes on in the lines below it.
  private var openIndentation: Int?

  /// - Complexity: linear in the file's size.
  init(in bytes: [UInt8], of file: FileID) {
    self.bytes = bytes
    self.file = file
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      scan(start, end)
      start = end + 1
    }
  }

  private mutating func scan(_ start: Int, _ end: Int) {
    let text = skipBlanks(start, end)
    guard text < end else { return }
    if let indentation = openIndentation {
      if text - start > indentation || bytes[text] == UInt8(ascii: "-") {
        mask(bytes[text] == UInt8(ascii: "-") ? skipBlanks(text + 1, end) : text, end)
        return
      }
      openIndentation = nil
    }
    for key in SchemaReader.maskedKeys {
      let word = Array(key.utf8)
      var index = text
      while index + word.count < end {
        if bytes[index] == word[0], bytes[index..<(index + word.count)].elementsEqual(word),
          index == start || !isWordByte(bytes[index - 1]), let value = valueStart(index + word.count, end)
        {
          scanValue(
            value, end, isFlow: bytes[start..<index].contains(UInt8(ascii: "{")), indentation: text - start)
        }
        index += 1
      }
    }
  }

  /// Where the value begins of a key that ends at `index`; nil when no colon follows.
  private func valueStart(_ index: Int, _ end: Int) -> Int? {
    var index = index
    if index < end, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[index]) { index += 1 }
    index = skipBlanks(index, end)
    guard index < end, bytes[index] == UInt8(ascii: ":") else { return nil }
    return skipBlanks(index + 1, end)
  }

  private mutating func scanValue(_ start: Int, _ end: Int, isFlow: Bool, indentation: Int) {
    guard start < end, ![UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#")].contains(bytes[start])
    else {
      openIndentation = indentation
      return
    }
    switch bytes[start] {
    case UInt8(ascii: "["):
      let close = bytes[start..<end].firstIndex(of: UInt8(ascii: "]")) ?? end
      if close == end { openIndentation = indentation }
      for item in bytes[(start + 1)..<close].split(separator: UInt8(ascii: ",")) {
        mask(skipBlanks(item.startIndex, item.endIndex), item.endIndex)
      }
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let close = bytes[(start + 1)..<end].firstIndex(of: bytes[start])
      if close == nil { openIndentation = indentation }
      mask(start, close.map { $0 + 1 } ?? end)
    default:
      let stop = bytes[start..<end].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") }
      mask(start, isFlow ? stop ?? end : end)
    }
  }

  /// Masks a stretch of a line, unless it is empty or names its secret.
  private mutating func mask(_ start: Int, _ end: Int) {
    guard start < end, !bytes[start..<end].starts(with: "!secret".utf8) else { return }
    ranges.append(
      SourceRange(
        file: file, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
  }

  private func skipBlanks(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    UnicodeScalar(byte).properties.isAlphabetic || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
