import Testing

@testable import PosternDiagnostics

@Suite struct SourceMapTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let place: [Int]
    var testDescription: String { name }
    init(_ name: String, _ source: String, _ place: [Int]) {
      self.name = name
      self.source = source
      self.place = place
    }
  }

  /// The marked place as line, column, end line, end column.
  @Test(arguments: [
    Row("first byte", "⟦a⟧", [1, 1, 1, 2]),
    Row("byte order mark has no column", "\u{FEFF}⟦a⟧", [1, 1, 1, 2]),
    Row("columns are scalars, not bytes or clusters", "é漢😀e\u{301}⟦👩‍💻⟧", [1, 6, 1, 9]),
    Row("a tab is one column", "\ta\t⟦b⟧", [1, 4, 1, 5]),
    Row("LF", "a\n⟦b⟧", [2, 1, 2, 2]),
    Row("CRLF is one end", "a\r\n⟦b\r\n⟧c", [2, 1, 3, 1]),
    Row("CR", "a\rb\r⟦c⟧", [3, 1, 3, 2]),
    Row("an empty line", "a\n\n\n⟦b⟧", [4, 1, 4, 2]),
    Row("behind the last line end", "a\n⟦⟧", [2, 1, 2, 1]),
    Row("an empty file", "⟦⟧", [1, 1, 1, 1]),
    Row("several lines", "a: ⟦|\n  é\n  b⟧\n", [1, 4, 3, 4]),
  ])
  func findsLinesAndColumns(_ row: Row) {
    let fixture = Fixture(row.source)
    let position = fixture.sources.position(of: fixture.primary[0])
    #expect([position.line, position.column, position.endLine, position.endColumn] == row.place)
    #expect(position.text == "policies/acme/policy.yaml:\(row.place[0]):\(row.place[1])")
  }

  @Test func namesFilesForPeopleAndForArtefacts() {
    var sources = SourceMap()
    let file = sources.add(path: "../p/policy.yaml", name: "policy.yaml", bytes: [])
    #expect(sources.position(of: .startOf(file)).file == "../p/policy.yaml")
    #expect(sources.artefactPosition(of: .startOf(file)).file == "policy.yaml")
  }

  @Test func whatLiesBehindTheEndIsAtTheEnd() {
    let fixture = Fixture("ab\n⟦c⟧")
    let beyond = SourceRange(file: FileID(0), start: 99, end: 100)
    #expect(fixture.sources.position(of: beyond).text == "policies/acme/policy.yaml:2:2")
    #expect(fixture.report([Diagnostic(Fixture.unused, "m", at: beyond)]).findings.count == 1)
  }
}
