import Testing

@testable import PosternDiagnostics
@testable import PosternSource

/// A faulty file: `⟦ ⟧` around each primary place, and the codes in the order of the places.
struct FaultCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var codes: [String]
  /// The tree that is read nevertheless; nil when the file is broken.
  var tree: String?
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ codes: String..., tree: String? = nil) {
    (self.name, self.text, self.codes, self.tree) = (name, text, codes, tree)
  }
}

@Suite struct FaultTests {
  static let syntax = [
    FaultCase("unclosed double quote", "a: 1\nb: ⟦\"⟧x\nc: y\n", "PST0107"),
    FaultCase("unclosed single quote", "a: ⟦'⟧x", "PST0107"),
    FaultCase("unclosed quote that a later one ends", "a: ⟦\"⟧x\nb: \"y\"\nc: \"z\"\n", "PST0107"),
    FaultCase("unclosed quote in brackets", "{a: 1,\n b: ⟦\"⟧x,\n c: \"y\" }", "PST0107"),
    FaultCase("unclosed list", "a: ⟦[⟧b, c\nd: e\n", "PST0108"),
    FaultCase("unclosed mapping at the end", "a: ⟦{⟧b: c\n", "PST0108"),
    FaultCase("comma missing on the line", "a: [1 2, \"x\" ⟦\"y\"]⟧\n", "PST0108"),
    FaultCase("comma missing before a line", "a: {\n  b: c\n  d⟦:⟧ e\n}\n", "PST0108"),
    FaultCase("closing bracket alone", "a: ⟦]⟧\n", "PST0104"),
    FaultCase("one bracket too many", "a: {b: c}⟦}⟧\n", "PST0104"),
    FaultCase("outdented key", "a:\n  b: 1\n ⟦c:⟧ 2\n", "PST0105"),
    FaultCase("key in a list", "- a\n⟦b:⟧ c\n", "PST0105"),
    FaultCase("dash in a mapping", "a: 1\n⟦-⟧ b\n", "PST0105"),
    FaultCase("tab before a key", "a:\n⟦\t⟧b: 2\n", "PST0106"),
    FaultCase("tab before a second key", "a:\n  b: 1\n⟦\t⟧c: 2\n", "PST0106"),
    FaultCase("tab in a block scalar", "a: |\n⟦\t⟧x\n", "PST0106"),
    FaultCase("two colons", "a: b⟦:⟧ c\n", "PST0111"),
    FaultCase("key below a value", "a: 1\n  b⟦:⟧ 2\n", "PST0111"),
    FaultCase("no colon", "a: 1\n⟦foo bar⟧ \nb: 2\n", "PST0112"),
    FaultCase("unknown escape", "a: \"é ⟦\\q⟧\"\n", "PST0109"),
    FaultCase("at sign", "a: ⟦@⟧home\n", "PST0104"),
    FaultCase("text behind a quoted one", "a: \"x\" ⟦y z⟧\n", "PST0104"),
    FaultCase("list on its key's line", "a: ⟦-⟧ b\n", "PST0104"),
    FaultCase("asterisk alone", "a: *⟦\n⟧", "PST0104"),
    FaultCase("undefined handle", "a: ⟦!foo!bar⟧ x\n", "PST0124"),
    FaultCase("content behind the root", "[a]\n⟦b:⟧ c\n", "PST0113"),
    FaultCase("second document", "a: 1\n⟦---⟧\nb: 2\n", "PST0115"),
    FaultCase("second document after an end", "a: 1\n...\n# c\n⟦b:⟧ 2\n", "PST0115"),
    FaultCase("tag directive", "⟦%TAG ! x:⟧\n---\na: 1\n", "PST0114"),
    FaultCase("two directives", "%YAML 1.2\n⟦%YAML 1.2⟧\n---\na: 1\n", "PST0114"),
    FaultCase("old version", "⟦%YAML 1.0⟧\n---\na: 1\n", "PST0114"),
    FaultCase("directive in the middle", "a: 1\n⟦%FOO⟧\nb: 2\n", "PST0114"),
    FaultCase("control character", "a: é⟦\u{7}⟧\n", "PST0102"),
    FaultCase("line separator in a comment", "a: 1 # b⟦\u{2028}⟧c: 2\n", "PST0116"),
    FaultCase("paragraph separator in quotes", "a: \"é⟦\u{2029}⟧\"\n", "PST0116"),
    FaultCase("next line in a text", "a: é⟦\u{85}⟧ b\n", "PST0116"),
    FaultCase("delete character in a comment", "a: 1 # ⟦\u{7F}⟧\n", "PST0102"),
  ]

  static let subset = [
    FaultCase(
      "merge key", "a: &x {b: 1}\nc:\n  ⟦<<⟧: *x\n  d: 2\n", "PST0120",
      tree: "{a: {b: 1}, c: …{d: 2}}"),
    FaultCase("list as key", "a: {⟦[⟧b, c]: d, e: f}\n", "PST0121", tree: "{a: …{e: f}}"),
    FaultCase("complex key", "a:\n  ? ⟦b⟧: c\n  : d\n", "PST0121", tree: "{a: …{}}"),
    FaultCase("alias to a list as key", "a: &x [b]\n⟦*x⟧ : c\n", "PST0121", tree: "…{a: [b]}"),
    FaultCase(
      "faults inside a complex key", "? ⟦[⟧⟦!x⟧ a]\n: {b: 1, ⟦b⟧: 2}\n", "PST0121", "PST0124",
      "PST0123", tree: "…{}"),
    FaultCase("empty key", "a:\n  ?⟦⟧\n  : c\n  d: e\n", "PST0122", tree: "{a: …{d: e}}"),
    FaultCase("colon alone", "a:\n  ⟦:⟧ c\n  d: e\n", "PST0122"),
    FaultCase("empty key in brackets", "a: {⟦:⟧ c, d: e}\n", "PST0122"),
    FaultCase("value missing in brackets", "a: ⟦[⟧", "PST0108"),
    FaultCase("comma alone", "a: [b, ⟦,⟧ c]", "PST0104"),
    FaultCase(
      "duplicate key", "a: 1\n'b': 2\n⟦\"a\"⟧: 3\n⟦b⟧: 4\n", "PST0123", "PST0123",
      tree: "{a: 1, \"b\": 2}"),
    FaultCase("duplicate by decoding", "é: 1\n⟦\"\\u00e9\"⟧: 2\n", "PST0123", tree: "{é: 1}"),
    FaultCase(
      "duplicates among many",
      "{" + (0..<40).map { "k\($0): \($0)" }.joined(separator: ", ") + ", ⟦k7⟧: x, ⟦k39⟧: y}",
      "PST0123", "PST0123",
      tree: "{" + (0..<40).map { "k\($0): \($0)" }.joined(separator: ", ") + "}"),
    FaultCase("string tag", "a: ⟦!!str⟧ 1\nb: 2\n", "PST0124", tree: "{a: ?1, b: 2}"),
    FaultCase("tag of a mapping", "a: ⟦!!map⟧ {b: c}\n", "PST0124", tree: "{a: {b: c}}"),
    FaultCase("non-specific tag", "a: &x ⟦!⟧ 1\n", "PST0124", tree: "{a: ?1}"),
    FaultCase("verbatim secret", "a: ⟦!<!secret>⟧ b\n", "PST0124", tree: "{a: ?b}"),
    FaultCase("tag of a key", "⟦!x⟧ a: 1\nb: 2\n", "PST0124", tree: "…{b: 2}"),
    FaultCase("tag without a value", "a: ⟦!x⟧\nb: 1\n", "PST0124", tree: "{a: ?, b: 1}"),
    FaultCase("secret list", "a: ⟦!secret⟧ [b]\n", "PST0125", tree: "{a: ?[b]}"),
    FaultCase("secret key", "⟦!secret a⟧: b\n", "PST0125", tree: "…{}"),
    FaultCase("undefined alias", "a: ⟦*x⟧\nb: &x 1\n", "PST0126", tree: "{a: ?, b: 1}"),
    FaultCase("recursive alias", "a: &x [1, ⟦*x⟧]\n", "PST0127", tree: "{a: [1, ?]}"),
    FaultCase("undefined alias as key", "⟦*x⟧ : 1\n", "PST0126", tree: "…{}"),
  ]

  static let variables = [
    FaultCase("in a mapping", "a: { app: ⟦${x}⟧ }\n", "PST0110", tree: "{a: {app: ?$_x_}}"),
    FaultCase("in a list", "[⟦${x}⟧]", "PST0110", tree: "[?$_x_]"),
    FaultCase("within a text", "[a, pre⟦${x}⟧post, b]", "PST0110", tree: "[a, ?pre$_x_post, b]"),
    FaultCase(
      "several, and another fault",
      "a: [⟦${x}⟧]\nb:\n  - {c: ⟦${y}⟧/${z}, ⟦c⟧: 1}\n", "PST0110", "PST0110", "PST0123",
      tree: "{a: [?$_x_], b: [{c: ?$_y_/$_z_}]}"),
    FaultCase("as a key", "{⟦${x}⟧: 1, a: 2}", "PST0110", tree: "…{a: 2}"),
    FaultCase("escaped", "[$⟦${x}⟧]", "PST0110", tree: "[?$$_x_]"),
    FaultCase("not closed", "{a: ⟦${x⟧ , b: 1}", "PST0110"),
    FaultCase("empty", "{a: ⟦${}⟧}", "PST0110", tree: "{a: ?$__}"),
    FaultCase(
      "on several lines", "a: {\n  b: ⟦${x}⟧,\n  c: ⟦${y}⟧ # here\n}\n", "PST0110", "PST0110",
      tree: "{a: {b: ?$_x_, c: ?$_y_}}"),
  ]

  @Test(arguments: syntax + subset + variables) func fault(_ row: FaultCase) {
    check(row, before: "")
    check(row, before: "# é😀\u{2027}# ☃\r\n")
  }

  private func check(_ row: FaultCase, before: String) {
    guard before.isEmpty || !row.text.contains("%") else { return }
    let marked = MarkedText(before + row.text)
    let reading = Reading(marked.text)
    let found = reading.diagnostics.sorted {
      ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
    }
    #expect(found.map(\.code) == row.codes)
    #expect(found.map { Int($0.range.start)..<Int($0.range.end) } == marked.ranges)
    #expect(reading.parsed.isBroken == (row.tree == nil))
    if let tree = row.tree { #expect(reading.dump() == tree) }
    for diagnostic in found {
      #expect(diagnostic.severity == .error)
      #expect(!diagnostic.message.contains("this is not YAML"))
    }
  }

  @Test func helpShowsTheQuotedVariable() {
    let helps = ["[pre${x}/${y} ]", "{a\"b ${x}: c}", "[it's ${x}\\]"].map { Reading($0).diagnostics[0].help }
    #expect(
      helps == ["quote it: `\"pre${x}/${y}\"`", "quote it: `'a\"b ${x}'`", "quote it: `'it''s ${x}\\'`"])
  }

  @Test func duplicateNamesTheFirst() {
    let reading = Reading("a: 1\nb: 2\na: 3\na: 4\n")
    #expect(reading.diagnostics.map { $0.related.map { $0.range.start } } == [[0], [0]])
  }
}

struct BytesCase: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]
  var offset: UInt32
  var testDescription: String { name }
}

@Suite struct EncodingTests {
  static let start = Array("a: é\nb: ".utf8)
  static let cases = [
    BytesCase(name: "Latin-1", bytes: start + [0xE9, 0x0A], offset: 9),
    BytesCase(name: "surrogate", bytes: start + [0xED, 0xA0, 0x80], offset: 9),
    BytesCase(name: "overlong", bytes: start + [0xC0, 0xAF], offset: 9),
    BytesCase(name: "overlong of three", bytes: start + [0xE0, 0x80, 0xAF], offset: 9),
    BytesCase(name: "too large", bytes: start + [0xF4, 0x90, 0x80, 0x80], offset: 9),
    BytesCase(name: "cut off", bytes: start + [0xE2, 0x82], offset: 9),
    BytesCase(name: "continuation alone", bytes: start + [0x80], offset: 9),
    BytesCase(name: "little-endian UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00], offset: 0),
    BytesCase(name: "big-endian UTF-16", bytes: [0xFE, 0xFF, 0x00, 0x61], offset: 0),
    BytesCase(
      name: "far into the file", bytes: Array(repeating: 0x23, count: 70_000) + [0x0A, 0xFF], offset: 70_001),
    BytesCase(name: "behind a byte order mark", bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xFF], offset: 4),
  ]

  @Test(arguments: cases) func notUTF8(_ row: BytesCase) {
    let reading = Reading(bytes: row.bytes)
    #expect(reading.diagnostics.map(\.code) == ["PST0101"])
    #expect(reading.diagnostics.first?.range.start == row.offset)
    #expect(reading.parsed.isBroken)
  }

  @Test func aBadFileLeavesTheOthers() {
    var map = SourceMap()
    var tree = SyntaxTree()
    var diagnostics: [Diagnostic] = []
    let texts = ["a: [", "b: 1", "c: \"\\q\"", "d: 2"]
    let parsed = texts.map { text in
      let file = map.add(path: text, name: text, bytes: Array(text.utf8))
      return tree.parse(file, in: map, diagnostics: &diagnostics)
    }
    #expect(parsed.map(\.isBroken) == [true, false, true, false])
    #expect(diagnostics.map(\.code) == ["PST0108", "PST0109"])
    #expect(parsed.compactMap(\.root).map { tree.entries($0).map { tree.text($0.key) } } == [["b"], ["d"]])
  }
}
