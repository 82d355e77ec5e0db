import Testing

@testable import PosternDiagnostics
@testable import PosternSource

/// A text, the path to one node in it, and `⟦ ⟧` around where that node stands.
struct RangeCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  /// Keys and indices from the root.
  var path: [String]
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ path: String...) {
    (self.name, self.text, self.path) = (name, text, path)
  }
}

@Suite struct RangeTests {
  static let cases = [
    RangeCase("plain", "a: ⟦b c⟧   # d\n", "a"),
    RangeCase("plain over lines", "a: ⟦b\n  c⟧  \n\nd: e\n", "a"),
    RangeCase("quoted", "a: ⟦\"b\\n\"⟧ \n", "a"),
    RangeCase("single quotes over lines", "a: ⟦'b\r\n\r\n  c'⟧\r\n", "a"),
    RangeCase("literal", "a: ⟦|\n  b\n\n  c⟧\n\n\n# d\ne: f\n", "a"),
    RangeCase("folded to the end", "a: ⟦>-\n  b⟧", "a"),
    RangeCase("literal without content", "a: ⟦|-⟧  # c\n\nb: c\n", "a"),
    RangeCase("empty", "a:⟦⟧ \nb: c\n", "a"),
    RangeCase("empty item", "- a\n-⟦⟧\n- b\n", "1"),
    RangeCase("secret", "a: ⟦!secret b⟧\n", "a"),
    RangeCase("anchored", "a: &x ⟦b⟧\n", "a"),
    RangeCase("anchored secret", "a: &x ⟦!secret b⟧\n", "a"),
    RangeCase("secret before its anchor", "a: ⟦!secret &x b⟧\n", "a"),
    RangeCase("anchored empty", "a: &x⟦⟧\nb: c\n", "a"),
    RangeCase("anchored mapping", "a: &x\n  ⟦b: c⟧\n\nd: e\n", "a"),
    RangeCase("alias", "a: &x [b]\nc: ⟦*x⟧ # d\n", "c"),
    RangeCase("inside an alias", "a: &x [⟦b⟧]\nc: *x\n", "c", "0"),
    RangeCase("block mapping", "a:\n  ⟦b: c\n  d: e⟧   \n\n# f\ng: h\n", "a"),
    RangeCase("block list", "a:\n  ⟦- b\n  - c⟧\n\nd: e\n", "a"),
    RangeCase("indentless list", "a:\n⟦- b\n- c⟧\n# f\nd: e\n", "a"),
    RangeCase("flow mapping", "a: ⟦{ b: c,\n  d: [] }⟧ \ne: f\n", "a"),
    RangeCase("flow list in one", "a: [b, ⟦[ c ]⟧ ]\n", "a", "1"),
    RangeCase("pair in a list", "a: [ ⟦b: c⟧ ]\n", "a", "0"),
    RangeCase("mapping that ends in a flow", "a:\n  ⟦b: { c: d }⟧\n\ne: f\n", "a"),
    RangeCase("mapping that ends in an alias", "a: &x b\nc:\n  ⟦d: *x⟧\n\ne: f\n", "c"),
    RangeCase("mapping that ends in an empty value", "c:\n  ⟦d:⟧\n\ne: f\n", "c"),
    RangeCase("behind a tab", "a: b\t# c\nd:\t⟦e⟧\t\n", "d"),
    RangeCase("behind CR alone", "a: b\rc: ⟦d⟧\re: f\r", "c"),
    RangeCase("behind escaped NEL, LS and PS", "a: \"x\\Ny\\Lz\\P\"\nb: ⟦é😀⟧\n", "b"),
  ]

  @Test(arguments: cases) func range(_ row: RangeCase) throws {
    for before in ["", "\u{FEFF}", "# é😀 日本\r\n# \u{1F3F4}\n"] {
      let marked = MarkedText(before + row.text)
      let reading = Reading(marked.text)
      #expect(reading.diagnostics.isEmpty)
      var node = try #require(reading.parsed.root)
      for step in row.path {
        if let index = Int(step) {
          node = reading.tree.items(node)[index]
        } else {
          node = try #require(
            reading.tree.entries(node).first { reading.tree.textEquals($0.key, step) }?.value)
        }
      }
      let range = reading.tree.range(node)
      #expect([Int(range.start)..<Int(range.end)] == marked.ranges)
    }
  }

  @Test func questionsAboutScalars() throws {
    let reading = Reading(
      "a: null\nb: ~\nc:\nd: 'null'\ne: ${x}\nf: $${x}\ng: !secret ${x}\nh: $x {y}\ni: !secret\nj: Null\n")
    let tree = reading.tree
    let entries = try tree.entries(#require(reading.parsed.root))
    func keys(_ test: (NodeID) -> Bool) -> String {
      entries.filter { test($0.value) }.map { tree.text($0.key) }.joined()
    }
    #expect(keys(tree.isNull) == "abc")
    #expect(keys(tree.isEmptyValue) == "c")
    #expect(keys(tree.hasVariable) == "ef")
    #expect(keys(tree.isSecret) == "gi")
    #expect(keys(tree.isPlain) == "abcefghij")
    #expect(keys { tree.textEquals($0, "null") } == "ad")
    #expect(keys { tree.withText($0) { $0.count } == 4 } == "adegj")
  }

  @Test func nodesOfLaterPhases() {
    var reading = Reading("a: &x [1]\nb: *x\n")
    let place = reading["a"].map(reading.tree.range) ?? .startOf(FileID(0))
    let other = SourceRange(file: FileID(0), start: 1, end: 2)
    let scalar = reading.tree.addScalar(text: "v${", plain: false, range: place, origins: [other, place])
    let list = reading.tree.addSequence(items: [scalar, scalar], range: other)
    let mapping = reading.tree.addMapping(
      entries: [Entry(key: scalar, value: list)], range: other, incomplete: true)
    #expect(reading.dump(mapping) == "…{\"v${\": [\"v${\", \"v${\"]}")
    #expect(reading.tree.hasVariable(scalar))
    #expect(Array(reading.tree.origins(scalar)) == [other, place])
    #expect(reading.tree.origins(list).isEmpty)
    #expect(reading["b"].map { Array(reading.tree.origins($0)) } == [place])
    #expect(reading["a"].map { reading.tree.origins($0).isEmpty } == true)
  }
}
