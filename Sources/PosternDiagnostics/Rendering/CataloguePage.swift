/// The catalogue as people read it: `postern explain-code`, and `Documentation/Diagnostics.md`.
public enum CataloguePage {
  /// One page for a terminal, ending with LF.
  public static func terminal(_ entry: CatalogueEntry, colour: Bool = false) -> String {
    let paint = Painter(colour: colour)
    let head = paint(entry.severity.style, "\(entry.severity.rawValue)[\(entry.code)]")
    var text = head + paint(.title, ": \(entry.title)") + "\n\n"
    text += entry.explanation.trimmedNewlines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapped($0) + "\n" }.joined()
    for (title, example) in [("Refused:", entry.bad), ("Instead:", entry.good)] {
      text += "\n" + paint(.help, title) + "\n"
      for (name, body) in blocks(example) {
        text += "\n"
        if let name { text += "  \(name)\n" }
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
          text += "    \(line)".trimmedEnd + "\n"
        }
      }
    }
    return text
  }

  /// A line broken between words, so that none takes more than 80 columns unless a word alone does; one that is
  /// indented stays as it is.
  private static func wrapped(_ line: Substring) -> String {
    if line.first == " " { return String(line) }
    var lines: [String] = []
    var last = ""
    for word in line.split(separator: " ") {
      if last.isEmpty {
        last = String(word)
      } else if DisplayWidth.of(last) + 1 + DisplayWidth.of(String(word)) <= 80 {
        last += " " + word
      } else {
        lines.append(last)
        last = String(word)
      }
    }
    return (lines + [last]).joined(separator: "\n")
  }

  /// One page as Markdown, with a heading of level two, ending with LF.
  public static func markdown(_ entry: CatalogueEntry) -> String {
    var text = "## \(entry.code): \(entry.title)\n\n"
    text += "Severity: \(entry.severity.rawValue).\n\n"
    text += entry.explanation.trimmedNewlines + "\n"
    for (title, example) in [("Refused", entry.bad), ("Instead", entry.good)] {
      text += "\n\(title):\n"
      for (name, body) in blocks(example) {
        text += "\n"
        if let name { text += "`\(name)`:\n\n" }
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: body) + 1))
        text += "\(fence)yaml\n\(body)\n\(fence)\n"
      }
    }
    return text
  }

  /// All codes, one a line: code, severity, title; ending with LF.
  public static var index: String { index(Catalogue.entries) }

  static func index(_ entries: [CatalogueEntry]) -> String {
    entries.map { "\($0.code)  \($0.severity == .error ? "error  " : "warning")  \($0.title)\n" }.joined()
  }

  /// The whole of `Documentation/Diagnostics.md`, ending with LF.
  public static var document: String { document(Catalogue.entries) }

  static func document(_ entries: [CatalogueEntry]) -> String {
    var text = """
      # Diagnostics

      Generated from the catalogue by `make documentation`; do not edit. `postern explain-code <code>` prints one page.

      An error is what cannot work once deployed, or whose meaning is in doubt; the rest is a warning. A code is never
      used again for another fault. A warning can be allowed where it stands, with a reason:
      `# postern: allow <code> -- <reason>` on its line or the line above.

      | code | severity | title |
      |---|---|---|

      """
    for entry in entries {
      let title = entry.title.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      text += "| [\(entry.code)](#\(anchor(entry))) | \(entry.severity.rawValue) | \(title) |\n"
    }
    return text + entries.map { "\n" + markdown($0) }.joined()
  }

  /// GitHub's anchor of a page's heading: lower case, spaces to hyphens, other signs dropped.
  static func anchor(_ entry: CatalogueEntry) -> String {
    String(
      "\(entry.code) \(entry.title)".lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_"
          ? character : nil
      })
  }

  /// Texts of an example with the file each is in; no name when it is a fragment of `policy.yaml` alone.
  private static func blocks(_ example: CatalogueExample) -> [(String?, String)] {
    example.files.map { file in
      let isPlain = example.files.count == 1 && file.name == "policy.yaml"
      return (isPlain ? nil : file.name, file.text.isEmpty ? "# (empty)" : file.text.trimmedNewlines)
    }
  }

  private static func longestRun(of sign: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == sign ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension String {
  /// Without line ends at the end.
  fileprivate var trimmedNewlines: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
