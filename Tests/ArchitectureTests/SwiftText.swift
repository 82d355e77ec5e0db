import Foundation
import TestSupport

/// A source file, as far as these tests read it.
struct SwiftText {
  /// Lines with comments and texts blanked out.
  let code: [String]

  init(of path: String) throws {
    var inBlockText = false
    code = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.contains("\"\"\"") {
        let opensAndCloses = line.components(separatedBy: "\"\"\"").count == 3
        if !opensAndCloses { inBlockText.toggle() }
        return ""
      }
      return inBlockText ? "" : Self.withoutTexts(String(line))
    }
  }

  /// The modules that are imported, whatever the access.
  var imports: Set<String> {
    var found: Set<String> = []
    for line in code {
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at < 2 || words[0].hasPrefix("@"), at + 1 < words.count
      else {
        continue
      }
      found.insert(String(words[at + 1].prefix { $0 != "." }))
    }
    return found
  }

  /// Whether a word stands in the code.
  func contains(_ word: String) -> Bool {
    code.contains { $0.contains(word) }
  }

  private static func withoutTexts(_ line: String) -> String {
    var result = ""
    var inText = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { inText.toggle() } else if !inText { result.append(character) }
      if !inText, result.hasSuffix("//") { return String(result.dropLast(2)) }
      previous = character
    }
    return result
  }
}
