import Testing

@testable import PosternSource

struct TreeCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var tree: String
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ tree: String) {
    (self.name, self.text, self.tree) = (name, text, tree)
  }
}

@Suite struct TreeTests {
  static let shapes = [
    TreeCase("block", "a: 1\nb:\n  - x\n  - y: z\n", "{a: 1, b: [x, {y: z}]}"),
    TreeCase(
      "flow", "{a: [1, 'two', \"three\"], b: {}, c: []}", "{a: [1, \"two\", \"three\"], b: {}, c: []}"),
    TreeCase("indentless list", "a:\n- 1\n- 2\nb: 3\n", "{a: [1, 2], b: 3}"),
    TreeCase("block scalars", "a: |\n  x\n  y\nb: >-\n  p\n  q\n", "{a: \"x\ny\n\", b: \"p q\"}"),
    TreeCase("empty values", "a:\nb: ''\n- ", "nothing"),
    TreeCase("empty value", "a:\nb: ''\n", "{a: , b: \"\"}"),
    TreeCase("secret", "a: !secret one\nb: [!secret two]\n", "{a: secret(one), b: [secret(two)]}"),
    TreeCase("alias", "a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: *[1, 2]}"),
    TreeCase("alias of a scalar as key", "a: &x k\nb: { *x : 1 }\n", "{a: k, b: {*k: 1}}"),
    TreeCase("anchors are renamed", "a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: *2}"),
    TreeCase("nothing", "", "nothing"),
    TreeCase("comments alone", "# a\n\n  # b\n", "nothing"),
    TreeCase("an empty document", "---\n...\n", "nothing"),
    TreeCase("version directive", "%YAML 1.2\n---\na: 1\n", "{a: 1}"),
    TreeCase("document marks", "--- # here\na: 1\n...\n# after\n...\n", "{a: 1}"),
    TreeCase("root scalar", "text", "text"),
    TreeCase("byte order mark", "\u{FEFF}a: 1\nb: 2\n", "{a: 1, b: 2}"),
    TreeCase("quotes around a merge key", "'<<': 1\n", "{\"<<\": 1}"),
    TreeCase("no type but text", "a: NO\nb: 0777\nc: 1:30\nd: ~\n", "{a: NO, b: 0777, c: 1:30, d: ~}"),
  ]

  @Test(arguments: shapes) func shape(_ row: TreeCase) {
    #expect(Reading(row.text).dump() == row.tree)
  }
}
