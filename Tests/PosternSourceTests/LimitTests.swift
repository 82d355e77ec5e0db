import Testing

@testable import PosternDiagnostics
@testable import PosternSource

@Suite struct LimitTests {
  /// A list of lists: the innermost, empty one has that depth.
  static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test func depth() {
    #expect(Reading(Self.nested(64)).diagnostics.isEmpty)
    #expect(Reading(Self.nested(65)).diagnostics.map(\.code) == ["PST0131"])
    #expect(Reading("[" + Self.nested(65) + ", &a]").parsed.isBroken)
    let place = Reading("a: " + Self.nested(64)).diagnostics.first?.range
    #expect(place?.start == UInt32(66))
    // A scalar in a collection of depth 64 has depth 65.
    #expect(Reading("x: " + String(repeating: "- ", count: 0) + Self.nested(63)).diagnostics.isEmpty)
    let filled = String(repeating: "[", count: 64) + "x" + String(repeating: "]", count: 64)
    #expect(Reading(filled).diagnostics.map(\.code) == ["PST0131"])
  }

  @Test func depthCountsThroughAliases() {
    // The alias stands at depth 2 in the root and 3 in a list: with a value of 62 levels that makes 64.
    let base = "a: &x " + Self.nested(62) + "\n"
    #expect(Reading(base + "b: [*x]\n").diagnostics.isEmpty)
    let reading = Reading(base + "b: [[*x]]\n")
    #expect(reading.diagnostics.map(\.code) == ["PST0131"])
    #expect(reading.diagnostics.map { reading.source($0.range) } == ["*x"])
  }

  @Test func nodes() {
    // The root, a list of 1,000 nodes with its 998 copies, and 999 texts.
    let list = "&x [" + String(repeating: "a,", count: 999) + "]"
    let most = "[" + list + String(repeating: ", *x", count: 998) + String(repeating: ", a", count: 999)
    let legal = Reading(most + "]")
    #expect(legal.tree.usage.nodes == 999_000 + 1_000)
    #expect(legal.diagnostics.isEmpty)
    let beyond = Reading(most + ", b]")
    #expect(beyond.diagnostics.map(\.code) == ["PST0132"])
    #expect(beyond.diagnostics.map { beyond.source($0.range) } == ["b"])
    #expect(beyond.parsed.isBroken)
  }

  /// 10 lists of 10 … of 10 texts: counted, never made.
  static func laughs(_ levels: Int) -> String {
    var text = "a0: &a0 x\n"
    for level in 1...levels {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    return text
  }

  @Test func nodesCountAliasesAsCopies() {
    let legal = Reading(Self.laughs(5))
    #expect(legal.diagnostics.isEmpty)
    // Keys, the mapping and the sizes 1, 11, 111 … 111111.
    #expect(legal.tree.usage.nodes == 6 + 1 + 123_456)
    let beyond = Reading(Self.laughs(40))
    #expect(beyond.diagnostics.map(\.code) == ["PST0132"])
    #expect(beyond.diagnostics.map { beyond.source($0.range) } == ["*a5"])
  }

  @Test func bytesAreCountedOverAllFiles() {
    var map = SourceMap()
    var tree = SyntaxTree()
    var diagnostics: [Diagnostic] = []
    // As if other files had been read before.
    tree.usage.bytes = 8_000_000
    func read(_ name: String, _ count: Int) -> ParsedFile {
      let text: [UInt8] = Array("a: b\n#".utf8)
      let bytes = text + Array(repeating: 0x78, count: count - text.count)
      let file = map.add(path: name, name: name, bytes: bytes)
      return tree.parse(file, in: map, diagnostics: &diagnostics)
    }
    #expect(read("1", 388_600).isBroken == false)
    #expect(read("2", 9).isBroken)
    #expect(diagnostics.map(\.code) == ["PST0130"])
    #expect(diagnostics.map(\.range) == [.startOf(FileID(1))])
    #expect(read("3", 8).isBroken == false)
    #expect(read("4", 6).isBroken)
    #expect(diagnostics.count == 1)
  }

  @Test func nodesAreCountedOverAllFiles() {
    var map = SourceMap()
    var tree = SyntaxTree()
    var diagnostics: [Diagnostic] = []
    let texts = [LimitTests.laughs(5), LimitTests.laughs(6), LimitTests.laughs(5)]
    let parsed = texts.map { text in
      let file = map.add(path: text, name: text, bytes: Array(text.utf8))
      return tree.parse(file, in: map, diagnostics: &diagnostics)
    }
    #expect(parsed.map(\.isBroken) == [false, true, false])
    #expect(diagnostics.map(\.range.file.index) == [1])
  }

  @Test func faultsAreFinite() {
    let reading = Reading("{" + String(repeating: "a,", count: 5_000) + "}")
    #expect(reading.diagnostics.count == TreeParser.faultLimit + 1)
    #expect(reading.diagnostics.last?.code == "PST0134")
    #expect(reading.parsed.isBroken)
  }

  @Test func longWordsAreClipped() {
    let reading = Reading(
      "!" + String(repeating: "é", count: 10) + String(repeating: "a", count: 100_000) + " b")
    #expect(reading.diagnostics.allSatisfy { $0.message.utf8.count < 200 })
    #expect(!reading.diagnostics.isEmpty)
  }
}
