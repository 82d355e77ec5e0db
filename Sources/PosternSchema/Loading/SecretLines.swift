import PosternDiagnostics

/// Finds what may be a literal secret by the lines of a file, whether the file is YAML or not, so that no excerpt shows
/// one.
///
/// What stands behind the key of a secret is taken for one unless it is `!secret` and a name, with all that follows on
/// its line: an indicator such as `*` or `#` may be how the secret begins. Rather too much is masked than too little.
struct SecretLines {
  private let bytes: [UInt8]
  private let file: FileID
  private(set) var ranges: [SourceRange] = []
  /// The indentation of a key whose value may go on in the lines below it.
  private var openIndentation: Int?
  /// Whether the line before names a secret by `? key`.
  private var isExplicit = false
  /// The words in front of a colon that were looked at, and whether they are keys of secrets.
  private var knownWords: [ArraySlice<UInt8>: Bool] = [:]

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
      let isItem = bytes[text] == UInt8(ascii: "-")
      // What is no key where a key must stand is the value, wrongly indented; a tab's width is anybody's guess.
      let isInside = text - start > indentation || isItem && text - start == indentation
      if isInside || bytes[start..<text].contains(0x09) || !mayBeKey(text, end) {
        maskItems(isItem ? skipBlanks(text + 1, end) : text, end)
        return
      }
      openIndentation = nil
    }
    if isExplicit, bytes[text] == UInt8(ascii: ":") {
      isExplicit = false
      _ = scanValue(skipBlanks(text + 1, end), end, isFlow: false, indentation: text - start)
      return
    }
    isExplicit = bytes[text] == UInt8(ascii: "?") && isSecretKey(word(skipBlanks(text + 1, end), end))
    if let value = valueWithoutColon(text, end) {
      openIndentation = text - start
      mask(value, end)
      return
    }
    var index = text
    var isFlow = false
    while index < end {
      guard isWordByte(bytes[index]) else {
        if bytes[index] == UInt8(ascii: "{") { isFlow = true }
        if let value = valueOfEscapedKey(index, end) {
          index = scanValue(value, end, isFlow: isFlow, indentation: text - start)
        } else {
          index += 1
        }
        continue
      }
      let first = index
      while index < end, isWordByte(bytes[index]) { index += 1 }
      guard let value = valueStart(index, end), isSecretKey(bytes[first..<index]) else { continue }
      index = scanValue(value, end, isFlow: isFlow, indentation: text - start)
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

  /// The word that begins at a place, quoted or not.
  private func word(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    var first = start
    if first < end, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[first]) { first += 1 }
    return bytes[first..<(bytes[first..<end].firstIndex { !isWordByte($0) } ?? end)]
  }

  /// Whether a line may be a key, a comment, an item or a mark of YAML, and so the end of what stands above it.
  private func mayBeKey(_ text: Int, _ end: Int) -> Bool {
    if [UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[text]) {
      return true
    }
    if bytes[text..<end].starts(with: "- ".utf8) || bytes[text..<end].starts(with: "---".utf8)
      || bytes[text..<end].starts(with: "...".utf8)
    {
      return true
    }
    let name = word(text, end)
    guard !name.isEmpty || bytes[text] == UInt8(ascii: "\"") else { return false }
    return bytes[name.endIndex..<end].indices.contains { index in
      bytes[index] == UInt8(ascii: ":")
        && (index + 1 == end || [0x20, 0x09].contains(bytes[index + 1]))
    }
  }

  /// What stands behind the key of a secret whose colon was forgotten, where the key begins a line; nil for anything
  /// else.
  private mutating func valueWithoutColon(_ text: Int, _ end: Int) -> Int? {
    let name = word(text, end)
    guard !name.isEmpty, name.startIndex == text, name.endIndex < end,
      [0x20, 0x09].contains(bytes[name.endIndex])
    else { return nil }
    let value = skipBlanks(name.endIndex, end)
    guard value < end, bytes[value] != UInt8(ascii: ":"), isSecretKey(name) else { return nil }
    return value
  }

  /// The value behind a quoted key with an escape in it, which may spell any key; nil for anything else.
  private func valueOfEscapedKey(_ start: Int, _ end: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "\"") else { return nil }
    var index = start + 1
    var isEscaped = false
    while index < end, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    return isEscaped && index < end ? valueStart(index, end) : nil
  }

  /// Whether a word is the key of a secret, or may be meant for one.
  private mutating func isSecretKey(_ word: ArraySlice<UInt8>) -> Bool {
    if let known = knownWords[word] { return known }
    let text = String(decoding: word, as: UTF8.self)
    let lower = text.lowercased()
    let isSecret =
      ["secret", "password"].contains { lower.hasSuffix($0) || lower.hasSuffix($0 + "s") }
      || SchemaReader.maskedKeys.contains(text)
      || text.utf8.count > 6 && !nearMisses(of: text, in: SchemaReader.secretKeys).isEmpty
    knownWords[word] = isSecret
    return isSecret
  }

  /// Masks the value of a secret's key.
  /// - Returns: where further keys may be looked for on the line.
  private mutating func scanValue(_ start: Int, _ end: Int, isFlow: Bool, indentation: Int) -> Int {
    if let named = endOfName(start, end) { return named }
    if start < end, bytes[start] == UInt8(ascii: "[") {
      let list = maskItems(start + 1, end)
      if list.goesOn { openIndentation = indentation }
      return list.end
    }
    if isFlow, let stop = endInBrackets(start, end, UInt8(ascii: "}")) {
      mask(start, stop)
      return stop
    }
    openIndentation = indentation
    mask(start, end)
    return end
  }

  /// Masks what stands in a list from the first item on that is no `!secret` and name.
  /// - Returns: whether the list goes on, and where on the line it ends.
  @discardableResult private mutating func maskItems(_ start: Int, _ end: Int) -> (goesOn: Bool, end: Int) {
    var index = start
    while index < end {
      switch bytes[index] {
      case 0x20, 0x09, UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"): return (false, index + 1)
      default:
        if let next = endOfName(index, end) {
          index = next
        } else if let next = endInBrackets(index, end, UInt8(ascii: "]")) {
          mask(index, next)
          index = next
        } else {
          mask(index, end)
          return (!bytes[index..<end].contains(UInt8(ascii: "]")), end)
        }
      }
    }
    return (true, end)
  }

  /// The end of `!secret name`, where nothing but a comment or a bracket or comma follows; nil for anything else.
  private func endOfName(_ start: Int, _ end: Int) -> Int? {
    guard bytes[start..<end].starts(with: "!secret".utf8) else { return nil }
    let name = skipBlanks(start + 7, end)
    guard name > start + 7 else { return nil }
    var index = name
    while index < end,
      ScalarSyntax.isLower(bytes[index]) || ScalarSyntax.isDigit(bytes[index])
        || bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    guard index > name, ScalarSyntax.isLower(bytes[name]), index - name <= 64 else { return nil }
    let next = skipBlanks(index, end)
    guard next < end else { return end }
    let isComment = bytes[next] == UInt8(ascii: "#") && next > index
    if isComment { return end }
    return [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[next]) ? next : nil
  }

  /// Where a value in brackets ends that is a simple text, quoted or not; nil for anything else.
  private func endInBrackets(_ start: Int, _ end: Int, _ bracket: UInt8) -> Int? {
    guard start < end else { return nil }
    let marks = [UInt8(ascii: ","), bracket]
    var index = start
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      guard let close = bytes[(start + 1)..<end].firstIndex(of: bytes[start]) else { return nil }
      index = skipBlanks(close + 1, end)
      return index < end && marks.contains(bytes[index]) ? close + 1 : nil
    }
    guard isWordByte(bytes[start]) || ScalarSyntax.isDigit(bytes[start]) else { return nil }
    while index < end, !marks.contains(bytes[index]) {
      if bytes[index] == UInt8(ascii: "#") { return nil }
      index += 1
    }
    guard index < end else { return nil }
    while bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 }
    return index
  }

  private mutating func mask(_ start: Int, _ end: Int) {
    var start = start
    if bytes[start..<end].starts(with: "!secret".utf8) { start = max(start, skipBlanks(start + 7, end)) }
    guard start < end else { return }
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
    ScalarSyntax.isLower(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
