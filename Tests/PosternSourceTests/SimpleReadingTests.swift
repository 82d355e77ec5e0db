import TestSupport
import Testing

@testable import PosternDiagnostics
@testable import PosternSource

/// What stands in a file is what libyaml says, whoever reads it: simple YAML is read without libyaml, and both readings
/// make the same nodes.
@Suite struct SimpleReadingTests {
  /// One reading of a file into a tree of its own.
  struct Reading {
    var parser: TreeParser
    var parsed: ParsedFile
    /// Whether libyaml was not asked.
    var isSimple: Bool

    init(_ bytes: [UInt8], simply: Bool) {
      parser = Self.parser(of: bytes)
      parser.readsSimply = simply
      parsed = parser.parse()
      var simple = Self.parser(of: bytes)
      simple.checkHead()
      isSimple = !simple.isBroken && simple.readSimple()
    }

    private static func parser(of bytes: [UInt8]) -> TreeParser {
      var map = SourceMap()
      let file = map.add(path: "policy.yaml", name: "policy.yaml", bytes: bytes)
      return TreeParser(file: file, bytes: bytes, tree: SyntaxTree())
    }

    /// All of the tree, and all that was found.
    var whole: [[Int]] {
      let tree = parser.tree
      return [
        tree.nodes.flatMap { node in
          [node.file, node.start, node.end, node.first, node.count, UInt32(node.flags.rawValue)].map {
            Int($0)
          }
        },
        tree.items.map { Int($0.raw) }, tree.entries.flatMap { [Int($0.key.raw), Int($0.value.raw)] },
        tree.text.map { Int($0) }, tree.scalarsWithVariables.map { Int($0.raw) },
        [tree.usage.nodes, parsed.root.map { Int($0.raw) } ?? -1, parsed.isBroken ? 1 : 0],
        [parsed.nodes.lowerBound, parsed.nodes.upperBound, parsed.mayHaveComments ? 1 : 0],
      ]
    }

    var findings: [String] {
      (parser.found + parser.diagnostics).map { "\($0.code) \($0.message) \($0.range)" }
    }
  }

  /// Reads a text both ways and holds them equal.
  /// - Returns: whether it is simple.
  private static func compare(_ bytes: [UInt8], _ comment: @autoclosure () -> Comment) -> Bool {
    let simple = Reading(bytes, simply: true)
    let full = Reading(bytes, simply: false)
    if simple.whole != full.whole || simple.findings != full.findings {
      Issue.record("\(comment()): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    return simple.isSimple
  }

  static let simple = [
    "a: 1\nb:\n  c: x y\n  d: [p, q r, 5 per 10m]\n", "a:\n  - b: 1\n    c: { d: e, f: [g] }\n  - h\nz: 1\n",
    "a:\n- b\n- c: d\ne: f\n", "a: !secret name\nb: [!secret x, !secret y]\n",
    "a: \"x: # y\"\nb: 'q \"r\"'\n",
    "# c\n\na: b # d\n   # e\nf: ${g}/h\n", "a: [\n b,\n  c\n]\nd: {}\ne: []\n",
    "a:\n  - - b\n    - c\n  - [d]\n",
    "a: https://x.y/z?q=1,2#r\n", "  a: 1\n  b: 2\n", "a:\n  b\nc:\n  [d]\n", "a: b", "a.b-c_d: +1\n",
  ]

  @Test(arguments: simple) func isReadWithoutLibyaml(_ text: String) {
    #expect(Self.compare(Array(text.utf8), "simple"))
  }

  static let others = [
    "a: b\n  c\n", "a: b\n c: d\n", "a: 'x\n  y'\n", "a: 'it''s'\n", "a: \"\\n\"\n", "a: |\n  b\n",
    "a: &x b\nc: *x\n",
    "a:\nb: c\n", "a: [b, ]\n", "a: [b: c]\n", "a: {b}\n", "a: {b:c}\n", "a: [${b}]\n", "a: b: c\n",
    "---\na: b\n",
    "a: b\n...\n", "a: b\n---\nc: d\n", "- a\n", "a", "", "a: é\n", "a: b\r\n", "a:\tb\n", "a: !t b\n",
    "a: ? b\n",
    "a: [b\n c]\n", "a: \"b\" c\n", "a: [b] c\n", "\"a\": b\n", "a b: c\n", "a: b\na: c\n", "a: @b\n",
    "a: -b\n",
  ]

  @Test(arguments: others) func isReadByLibyaml(_ text: String) {
    #expect(!Self.compare(Array(text.utf8), "not simple"))
  }

  @Test func shippedPoliciesAreSimple() throws {
    let files = Repository.files(below: "policies", suffix: ".yaml")
    var simple = 0
    for file in files where try Self.compare(Repository.bytes(file), "\(file)") { simple += 1 }
    // One has an arrow in a comment.
    #expect(simple == files.count - 1)
  }

  /// A deep nest is simple up to the limit, and libyaml's to report beyond.
  @Test func limitsAreLibyamls() {
    for depth in [SyntaxLimits.depth - 1, SyntaxLimits.depth] {
      let text = "a: " + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
      #expect(Self.compare(Array(text.utf8), "depth") == (depth <= SyntaxLimits.depth))
      let deeper = "a: " + String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
      #expect(Self.compare(Array(deeper.utf8), "deeper") == (depth < SyntaxLimits.depth - 1))
    }
  }

  /// Pieces of YAML in any order: many are simple, and most are faulty.
  @Test func randomTexts() {
    let seed: UInt64 = 20_270_411
    var random = SplitMix64(seed: seed)
    var simple = 0
    for number in 0..<6_000 {
      var text = random.oneIn(2) ? "a: " : ""
      for _ in 0...random.below(12) { text += random.pick(Self.pieces) }
      if Self.compare(Array(text.utf8), "seed \(seed), text \(number)") { simple += 1 }
    }
    #expect(simple > 100)
  }

  private static let pieces = [
    "a:", "b:", "key: ", " ", "  ", "\n", "\n", "\n  ", "\n    ", "- ", "-", "[", "]", "{", "}", ", ", ",",
    "x", "y z",
    "\"q\"", "'s'", "!secret n", "!secret ", "#c", " # c", ": ", ":", "'", "\"", "~", "$", "${v}", "|", ">",
    "1",
    "---", "...", "?", "? ", "&a ", "*a", "%", "<<: ", "a: 1", "b: 2", "c: [x, y]", "d: { e: f }", "\t", "\\",
    "!t ",
    "\r", "é", "@", "null", "http://x", "\n- ", "\n  - ", "\na: ", "\nb: ",
  ]

  /// Shipped files with a line moved, a byte changed, a piece put in.
  @Test func changedFiles() throws {
    let seed: UInt64 = 20_270_412
    var random = SplitMix64(seed: seed)
    let files = try Repository.files(below: "policies", suffix: ".yaml").map { try Repository.bytes($0) }
    var simple = 0
    for number in 0..<600 {
      var bytes = random.pick(files)
      let place = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(0x20 + random.below(0x5F))
      case 2: bytes.insert(contentsOf: random.pick(Self.pieces).utf8, at: place)
      default:
        let line = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        bytes.insert(contentsOf: Array(repeating: 0x20, count: 1 + random.below(3)), at: line)
      }
      if Self.compare(bytes, "seed \(seed), file \(number)") { simple += 1 }
    }
    #expect(simple > 60)
  }
}
