import PosternSchema
import TestSupport
import Testing

/// One file of `Tests/BadInput`: parts laid over `ExamplePolicy`, and what a user sees.
///
/// A part begins with a line `=== <file> <how>…`; the first is of `policy.yaml` without such a line. Its sections
/// replace those of the base; `whole` replaces the file. `escaped` reads `\xHH`, `\r`, `\t`, `\n`, `\\`;
/// `times <n>` repeats the text, `unended` drops its last line end; `removed` has no text, and the file is not there;
/// `folder`: a folder is there instead. `=== expected` is the last part: the findings, then the summary; `tail <n>`:
/// their last n lines. Anywhere before, `=== today <day>` sets the day, `=== only <environment>` has that one
/// checked and no other, and `=== hidden <text>` gives a text that no output may hold.
struct BadInputCase: Sendable, CustomTestStringConvertible {
  /// The file's path below `Tests/BadInput`, without its ending.
  let name: String
  private(set) var files: [String: [UInt8]] = ExamplePolicy.files.mapValues { Array($0.utf8) }
  private(set) var folders: Set<String> = []
  private(set) var today = dayOfTests
  private(set) var only: Set<String> = []
  private(set) var hidden: [String] = []
  private(set) var expected = ""
  private(set) var tail: Int?
  /// The text up to and with the line `=== expected`.
  private(set) var input = ""

  var testDescription: String { name }

  init(name: String, text: String) {
    self.name = name
    var part = (head: ["policy.yaml"], text: "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if part.head.first == "expected" {
        expected += line + "\n"
        continue
      }
      input += line + "\n"
      if line.hasPrefix("=== today ") {
        today = String(line.dropFirst("=== today ".count))
      } else if line.hasPrefix("=== only ") {
        only.insert(String(line.dropFirst("=== only ".count)))
      } else if line.hasPrefix("=== hidden ") {
        hidden.append(String(line.dropFirst("=== hidden ".count)))
      } else if line.hasPrefix("=== ") {
        take(part.head, part.text)
        part = (line.dropFirst(4).split(separator: " ").map(String.init), "")
        if part.head.first == "expected", part.head.count == 3 { tail = Int(part.head[2]) }
      } else {
        part.text += line + "\n"
      }
    }
  }

  /// The policy's files.
  var policy: PolicyFiles { .memory(files, folders: folders) }

  private mutating func take(_ head: [String], _ text: String) {
    let name = head[0]
    files[name] = head.contains("removed") || head.contains("folder") ? nil : bytes(of: name, head, text)
    if head.contains("folder") { folders.insert(name) }
  }

  private func bytes(of name: String, _ head: [String], _ text: String) -> [UInt8] {
    var text = text
    if !head.contains("whole"), let base = ExamplePolicy.files[name] {
      if text.isEmpty { return Array(base.utf8) }
      text = ExamplePolicy.replaceSections(of: base, by: text)
    }
    var bytes = head.contains("escaped") ? Self.unescaped(Array(text.utf8)) : Array(text.utf8)
    if let times = head.firstIndex(of: "times"), let count = Int(head[times + 1]) {
      bytes = Array(repeatElement(bytes, count: count).joined())
    }
    if head.contains("unended"), bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }

  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let sign = rest.first else {
        result.append(byte)
        continue
      }
      let plain = ["r": 13, "t": 9, "n": 10, "\\": 92] as [UnicodeScalar: UInt8]
      if let value = plain[UnicodeScalar(sign)] {
        result.append(value)
        rest.removeFirst()
      } else if sign == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

extension BadInputCase {
  /// All of `Tests/BadInput`, in order of their names.
  static let all: [BadInputCase] = {
    let folder = "Tests/BadInput/"
    return Repository.files(below: folder, suffix: ".txt").compactMap { path in
      (try? Repository.text(path)).map {
        BadInputCase(name: String(path.dropFirst(folder.count).dropLast(".txt".count)), text: $0)
      }
    }
  }()
}
