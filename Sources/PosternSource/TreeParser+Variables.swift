import PosternDiagnostics

/// The trap of `${name}` unquoted in `{ }` or `[ ]`, where YAML takes the brace for its own. Each is reported, and
/// the file is read again with the braces blotted out, so that one does not hide the next.
extension TreeParser {
  /// At most this many bytes are read again for the sake of more findings.
  static let rereadLimit = 1 << 21

  /// Reports the variable whose opening brace libyaml did not expect.
  mutating func reportUnquotedVariable(brace: Int) {
    var start = brace - 1
    // The text before the brace is the last node, or as a key the last but an empty value.
    for node in tree.nodes.suffix(2)
    where node.file == file.index && Int(node.end) == brace && node.start < node.end {
      if node.flags.contains(.plain) { start = Int(node.start) }
    }
    let (end, braces, isClosed) = scanValue(from: brace)
    let variable = bytes[brace..<end].firstIndex(of: 0x7D).map { $0 + 1 } ?? end
    let value = text(range(bytes: start, end))
    fail(.unquotedVariable(quoted(value), at: range(bytes: brace - 1, max(variable, brace + 1))))
    rereadBytes += bytes.count
    guard isClosed, rereadBytes <= Self.rereadLimit else { return }
    for index in braces { readable[index] = 0x5F }
    for pair in stride(from: 0, to: braces.count, by: 2) {
      unquoted.append(text(range(bytes: braces[pair] + 1, braces[pair + 1])))
    }
    blotted.insert(start)
    mustReread = true
  }

  /// Finds the end of an unquoted value that has variables in it, and the braces of these.
  private func scanValue(from brace: Int) -> (end: Int, braces: [Int], isClosed: Bool) {
    var index = brace
    var braces: [Int] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x7B, bytes[index - 1] == 0x24 {
        var close = index + 1
        while close < bytes.count, isNameByte(bytes[close]) { close += 1 }
        guard close < bytes.count, bytes[close] == 0x7D else { return (close, braces, false) }
        braces += [index, close]
        index = close + 1
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      let endsHere = [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte) || isBreak(byte)
      let endsBehindBlank = isBlank(byte) && next == 0x23
      let isColon = byte == 0x3A && (isBlank(next) || isBreak(next))
      if endsHere || endsBehindBlank || isColon { break }
      index += 1
    }
    while index > brace, isBlank(bytes[index - 1]) { index -= 1 }
    return (index, braces, true)
  }

  /// Letters, digits, `_`, `-`, `.`.
  func isNameByte(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x2D || byte == 0x2E || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private func quoted(_ value: String) -> String {
    if value.utf8.contains(0x22) || value.utf8.contains(0x5C) {
      return "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    return "\"" + value + "\""
  }
}
