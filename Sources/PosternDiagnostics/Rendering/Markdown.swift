/// Text of a Markdown document (GitHub's flavour) in the making.
///
/// What users wrote goes through `escape`, so that it is read as text: no link, heading, table, HTML or mention
/// comes out of a policy.
package struct Markdown {
  package init() {}

  /// The lines written so far.
  private var lines: [String] = []

  /// The document, ending in one LF.
  package var text: String { lines.joined(separator: "\n") + "\n" }

  /// A heading, level 1 … 6, of Markdown text.
  package mutating func heading(_ level: Int, _ text: String) {
    block([String(repeating: "#", count: level) + " " + text])
  }

  /// A paragraph of Markdown text.
  package mutating func paragraph(_ text: String) { block([text]) }

  /// A list of Markdown items, each one line behind its marker.
  package mutating func list(_ items: [String], marker: String = "-") {
    if !items.isEmpty { block(items.map { "\(marker) \($0)" }) }
  }

  /// A table of Markdown cells; a bar that code has in it is escaped here, since it means a bar nowhere else.
  package mutating func table(_ header: [String], _ rows: [[String]]) {
    let line = { (cells: [String]) in "| " + cells.map(Self.escapeBars).joined(separator: " | ") + " |" }
    block([line(header), line(header.map { _ in "---" })] + rows.map(line))
  }

  private static func escapeBars(_ cell: String) -> String {
    guard cell.utf8.contains(0x7C) else { return cell }
    var result: [UInt8] = []
    for byte in cell.utf8 {
      if byte == 0x7C, result.last != 0x5C { result.append(0x5C) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Text that a reader unfolds.
  package mutating func details(_ summary: String, _ text: String) {
    block(["<details><summary>\(summary)</summary>", "", text, "", "</details>"])
  }

  private mutating func block(_ block: [String]) {
    if !lines.isEmpty { lines.append("") }
    lines += block
  }

  /// Text as a paragraph of its own: as `escape`, and nothing at its beginning makes it a list, a line or code.
  package static func escapeParagraph(_ text: String) -> String {
    let escaped = escape(String(text.drop { $0.isWhitespace }))
    let number = escaped.prefix { $0.isASCII && $0.isNumber }
    if !number.isEmpty, let mark = escaped.dropFirst(number.count).first, mark == "." || mark == ")" {
      return number + "\\" + escaped.dropFirst(number.count)
    }
    return escaped.hasPrefix("-") || escaped.hasPrefix("+") || escaped.hasPrefix("=")
      ? "\\" + escaped : escaped
  }

  /// Text as text: punctuation with a meaning is escaped, line breaks become spaces, and control, direction and
  /// other invisible characters become U+FFFD.
  package static func escape(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain), !text.utf8.contains(0x3A), !hasWWW(text) { return text }
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return escapeASCII(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result += " "
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "@": result += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "!": result += "\\" + String(scalar)
      default: result += isVisible(scalar) ? String(scalar) : "\u{FFFD}"
      }
    }
    return withoutAutolinks(result)
  }

  /// As `escape`, of visible ASCII.
  private static func escapeASCII(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case 0x3C: result += "&lt;".utf8
      case 0x3E: result += "&gt;".utf8
      case 0x26: result += "&amp;".utf8
      case 0x40: result += "&#64;".utf8
      case 0x5C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D, 0x23, 0x7C, 0x7E, 0x24, 0x21:
        result.append(0x5C)
        result.append(byte)
      default: result.append(byte)
      }
    }
    let escaped = String(decoding: result, as: UTF8.self)
    return escaped.utf8.contains(0x3A) || hasWWW(escaped) ? withoutAutolinks(escaped) : escaped
  }

  /// Text in code style, whatever it holds: behind a longer fence than any run of backticks in it.
  package static func code(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x60 }) {
      return "`" + text + "`"
    }
    var longest = 0
    var run = 0
    var visible = ""
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
      visible += scalar == "\n" ? " " : isVisible(scalar) ? String(scalar) : "\u{FFFD}"
    }
    let fence = String(repeating: "`", count: longest + 1)
    let padding = visible.hasPrefix("`") || visible.hasSuffix("`") ? " " : ""
    return fence + padding + visible + padding + fence
  }

  /// Letters, digits, and punctuation that means nothing in Markdown.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x22, 0x27...0x29, 0x2B...0x3B, 0x3D, 0x3F, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func hasWWW(_ text: String) -> Bool {
    var run = 0
    for byte in text.utf8 {
      if byte == 0x2E, run >= 3 { return true }
      run = byte == 0x77 ? run + 1 : 0
    }
    return false
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  /// Addresses in a text are not made links: their colon, or the dot behind `www`, is written as an entity.
  private static func withoutAutolinks(_ text: String) -> String {
    replace("www.", by: "www&#46;", in: replace("://", by: "&#58;//", in: text))
  }

  private static func replace(_ part: String, by other: String, in text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    let needle = Array(part.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: needle) {
        result += other.utf8
        index += needle.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
