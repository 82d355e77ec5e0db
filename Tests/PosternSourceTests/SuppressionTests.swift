import Testing

@testable import PosternDiagnostics
@testable import PosternSource

/// A file with comments: `⟦ ⟧` around what the findings about suppressions point to.
struct SuppressionCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  /// Lines that are spoken of by well-formed suppressions.
  var lines: [Int]
  var codes: [String]
  var testDescription: String { name }

  init(_ name: String, _ text: String, lines: [Int] = [], _ codes: String...) {
    (self.name, self.text, self.lines, self.codes) = (name, text, lines, codes)
  }
}

@Suite struct SuppressionTests {
  static let cases = [
    SuppressionCase("same line", "a: 1 # postern: allow PST0421 -- why\n", lines: [1]),
    SuppressionCase("line above", "# postern: allow PST0421 -- why\na: 1\n", lines: [2]),
    SuppressionCase(
      "indented, stacked",
      "a:\n  # postern: allow PST0421 -- x\n  # more\n  #postern: allow PST0422 -- y\n  b: 1\n",
      lines: [5, 5]),
    SuppressionCase("a blank line parts", "# postern: allow PST0421 -- x\n\na: 1\n", lines: [2]),
    SuppressionCase("behind a byte order mark", "\u{FEFF}# postern: allow PST0421 -- x\na: 1\n", lines: [2]),
    SuppressionCase("CR LF", "a: é # postern: allow PST0421 -- x\r\nb: 2\r\n", lines: [1]),
    SuppressionCase("in quotes", "a: \"x # postern: allow PST0421 -- x\"\n"),
    SuppressionCase("in quotes over lines", "a: 'x\n  # postern: nonsense\n  y'\n"),
    SuppressionCase("in a block scalar", "a: |\n  # postern: nonsense\n  x # postern: nonsense\n"),
    SuppressionCase(
      "behind a block scalar's sign", "a: | # postern: allow PST0421 -- x\n  # postern: y\nb: 1\n",
      lines: [1]),
    SuppressionCase("below a block scalar", "a: |\n  x\n# postern: allow PST0421 -- x\nb: 1\n", lines: [4]),
    SuppressionCase("no comment without a blank", "a: b#postern: c\n"),
    SuppressionCase("within another comment", "a: 1 # see # postern: nonsense\n"),
    SuppressionCase("several signs", "## # postern: allow PST0421 -- x\na: 1\n", lines: [2]),
    SuppressionCase(
      "in the middle of a flow list", "a: [b, # postern: allow PST0421 -- x\n  c]\n", lines: [1]),
    SuppressionCase("another word", "a: 1 # ⟦postern: ignore PST0421 -- x⟧  \n", "PST0901"),
    SuppressionCase("no code", "a: 1 # ⟦postern: allow -- x⟧\n", "PST0901"),
    SuppressionCase("two codes", "a: 1 # ⟦postern: allow PST0421 PST0422 -- x⟧\n", "PST0901"),
    SuppressionCase("nothing", "a: 1 # ⟦postern:⟧\n", "PST0901"),
    SuppressionCase("no reason", "a: 1 # ⟦postern: allow PST0421⟧\n", "PST0902"),
    SuppressionCase("empty reason", "a: 1 # ⟦postern: allow PST0421 --⟧ \n", "PST0902"),
    SuppressionCase("unknown code", "a: 1 # ⟦postern: allow PST9999 -- x⟧\n", "PST0903"),
    SuppressionCase("code in lower case", "a: 1 # ⟦postern: allow pst0421 -- x⟧\n", "PST0903"),
    SuppressionCase("an error's code", "a: 1 # ⟦postern: allow PST0123 -- x⟧\n", "PST0904"),
    SuppressionCase("broken file", "a: [ # postern: nonsense\n"),
  ]

  @Test(arguments: cases) func suppression(_ row: SuppressionCase) {
    let marked = MarkedText(row.text)
    let reading = Reading(marked.text)
    var suppressions = Suppressions()
    suppressions.read(reading.parsed, tree: reading.tree, in: reading.map)
    #expect(suppressions.all.map(\.line) == row.lines)
    #expect(suppressions.findings.map(\.code) == row.codes)
    #expect(suppressions.findings.map { Int($0.range.start)..<Int($0.range.end) } == marked.ranges)
  }

  @Test func whatIsAllowedGoesAndWhatIsUnusedComes() {
    let reading = Reading(
      "a: 1 # postern: allow PST0421 -- x\n# postern: allow PST0422 -- y\nb: 2\nc: 3\n")
    var suppressions = Suppressions()
    suppressions.read(reading.parsed, tree: reading.tree, in: reading.map)
    func finding(_ code: String, _ key: String) -> Diagnostic {
      let entry = CatalogueEntry(code, .warning, "", explanation: "", bad: "", good: "")
      return Diagnostic(entry, key, at: reading[key].map(reading.tree.range) ?? .startOf(FileID(0)))
    }
    let findings = [finding("PST0421", "a"), finding("PST0421", "b"), finding("PST0422", "a")]
    let (kept, suppressed) = suppressions.apply(to: findings, in: reading.map)
    #expect(suppressed.map(\.diagnostic) == [findings[0]])
    #expect(suppressed.map(\.reason) == ["x"])
    #expect(kept.map(\.code) == ["PST0421", "PST0422", "PST0905"])
    #expect(kept.last?.severity == .warning)
    let quiet = suppressions.apply(to: findings, in: reading.map, reportsUnused: false)
    #expect(quiet.kept.map(\.code) == ["PST0421", "PST0422"])
  }

  @Test func whatWasPerhapsNotLookedForIsNotMissed() {
    let reading = Reading(
      "a: 1 # postern: allow PST0421 -- x\nb: 2 # postern: allow PST0611 -- on some days only\n")
    var suppressions = Suppressions()
    suppressions.read(reading.parsed, tree: reading.tree, in: reading.map)
    #expect(suppressions.apply(to: [], in: reading.map).kept.map(\.range.start) == [7])
    func fault(_ code: String) -> Diagnostic {
      Diagnostic(
        CatalogueEntry(code, .error, "", explanation: "", bad: "", good: ""), "", at: .startOf(FileID(0)))
    }
    #expect(suppressions.apply(to: [fault("PST0201")], in: reading.map).kept.map(\.code) == ["PST0201"])
    let disproved = suppressions.apply(to: [fault("PST0640")], in: reading.map)
    #expect(disproved.kept.map(\.code) == ["PST0640", "PST0905"])
  }

  /// Comments above each other all speak of the line below the last, and are read once.
  @Test func manyAboveEachOther() {
    let count = 20_000
    let comments = String(repeating: "# postern: allow PST0421 -- a\n", count: count)
    let marks = "x: \"" + String(repeating: "postern:", count: count) + "\" # a\n"
    let reading = Reading(comments + marks)
    var suppressions = Suppressions()
    suppressions.read(reading.parsed, tree: reading.tree, in: reading.map)
    let lines = suppressions.all.map(\.line)
    #expect(lines == Array(repeating: count + 1, count: count))
  }
}
