import Testing

@testable import PosternDiagnostics

@Suite struct TerminalRendererTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let expected: String
    var testDescription: String { name }
  }

  /// The source with its marks, and what stands below the line that names the place.
  static let rows = [
    Row(
      name: "one place", source: "policy: acme\nrouting:\n  - when: { group: ⟦admin⟧ }\n",
      expected: """
         --> policies/acme/policy.yaml:3:20
          |
        3 |   - when: { group: admin }
          |                    ^^^^^ `admin` is not declared

        """),
    Row(
      name: "related lines that begin at a line's start",
      source: "⟨groups:\n  a: b\n  c: d\n⟩x: 1\n  when: ⟦admin⟧\n",
      expected: """
         --> policies/acme/policy.yaml:5:9
          |
        1 | / groups:
        2 | |   a: b
        3 | |   c: d
          | |______- declared groups are here
        ...
        5 |     when: admin
          |           ^^^^^ `admin` is not declared

        """),
    Row(
      name: "related lines that begin within a line, two labels below one line",
      source: "  x: ⟨groups:\n  a: b\n  c: d⟩\nx: ⟪1⟫\n  when: ⟦admin⟧ and ⟪it⟫\n",
      expected: """
         --> policies/acme/policy.yaml:5:9
          |
        1 |     x: groups:
          |  ______-
        2 | |   a: b
        3 | |   c: d
          | |______- declared groups are here
        4 |   x: 1
          |      - and used here
        5 |     when: admin and it
          |           ^^^^^     -- and used here
          |           |
          |           `admin` is not declared

        """),
    Row(
      name: "many lines are left out", source: "a: ⟦{\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n}⟧ ⟨x⟩\n",
      expected: """
         --> policies/acme/policy.yaml:1:4
          |
        1 |   a: {
          |  ____^
        2 | |  1
        3 | |  2
        4 | |  3
        ... |
        9 | | } x
          | |   - declared groups are here
          | |_^ `admin` is not declared

        """),
    Row(
      name: "three places on one line", source: "a: ⟦1⟧, b: ⟪2⟫, c: ⟨3⟩\n",
      expected: """
         --> policies/acme/policy.yaml:1:4
          |
        1 | a: 1, b: 2, c: 3
          |    ^     -     - declared groups are here
          |    |     |
          |    |     and used here
          |    `admin` is not declared

        """),
    Row(
      name: "one place inside another", source: "⟨a: ⟦1⟧⟩\n",
      expected: """
         --> policies/acme/policy.yaml:1:4
          |
        1 | a: 1
          | ---^
          | |  |
          | |  `admin` is not declared
          | declared groups are here

        """),
    Row(
      name: "a tab is four spaces, wide signs are two columns", source: "\tk: 漢字 ⟦é😀👩‍💻⟧ z\n",
      expected: """
         --> policies/acme/policy.yaml:1:8
          |
        1 |     k: 漢字 é😀👩‍💻 z
          |             ^^^^^ `admin` is not declared

        """),
    Row(
      name: "a tab under the mark", source: "a:⟦\tb⟧\n",
      expected: """
         --> policies/acme/policy.yaml:1:3
          |
        1 | a:    b
          |   ^^^^^ `admin` is not declared

        """),
    Row(
      name: "secrets are masked, whatever their length", source: "k: ⟦⦃s3cret⦄⟧ and ⦃o⦄ x\n",
      expected: """
         --> policies/acme/policy.yaml:1:4
          |
        1 | k: *** and *** x
          |    ^^^ `admin` is not declared

        """),
    Row(
      name: "a secret over several lines", source: "k: ⟨|\n  ⦃BEGIN\n  ab⦄c⟩\nx: ⟦1⟧\n",
      expected: """
         --> policies/acme/policy.yaml:4:4
          |
        1 |   k: |
          |  ____-
        2 | |   ***
        3 | | ***c
          | |____- declared groups are here
        4 |   x: 1
          |      ^ `admin` is not declared

        """),
    Row(
      name: "a mark within a secret covers its mask", source: "k: ⦃abc⟦def⟧ghi⦄ x\n",
      expected: """
         --> policies/acme/policy.yaml:1:7
          |
        1 | k: *** x
          |    ^^^ `admin` is not declared

        """),
    Row(
      name: "control characters and marks of direction", source: "k: \u{1B}[31m⟦\u{7}x\u{202E}\u{9B}⟧\n",
      expected: """
         --> policies/acme/policy.yaml:1:9
          |
        1 | k: ␛[31m␇x\u{FFFD}\u{FFFD}
          |         ^^^^ `admin` is not declared

        """),
    Row(
      name: "an empty file", source: "",
      expected: """
         --> policies/acme/policy.yaml:1:1
          |
        1 |
          | ^ `admin` is not declared

        """),
    Row(
      name: "the end of a file, behind its last line end", source: "a\n⟦⟧",
      expected: """
         --> policies/acme/policy.yaml:2:1
          |
        2 |
          | ^ `admin` is not declared

        """),
    Row(
      name: "the end of a file without line end", source: "a: b⟦⟧",
      expected: """
         --> policies/acme/policy.yaml:1:5
          |
        1 | a: b
          |     ^ `admin` is not declared

        """),
    Row(
      name: "CRLF and a byte order mark", source: "\u{FEFF}⟨key⟩: 1\r\nb: ⟦2\r\n⟧c: 3\r\n",
      expected: """
         --> policies/acme/policy.yaml:2:4
          |
        1 | key: 1
          | --- declared groups are here
        2 | b: 2
          |    ^ `admin` is not declared

        """),
    Row(
      name: "CR alone ends a line", source: "a: 1\rb: ⟦2⟧\r",
      expected: """
         --> policies/acme/policy.yaml:2:4
          |
        2 | b: 2
          |    ^ `admin` is not declared

        """),
  ]

  @Test(arguments: rows) func shows(_ row: Row) {
    #expect(Fixture(row.source).terminal() == "error[PST0401]: unknown group\n" + row.expected + "\n")
  }

  @Test func showsOtherFilesAndRemarks() {
    let fixture = Fixture([
      ("p/policy.yaml", "when: ⟦admin⟧\n"), ("p/parts.yaml", "\n\n\n\n\n\n\n\n\n⟨groups⟩:\n"),
    ])
    #expect(
      fixture.terminal(help: "did you mean `admins`?", notes: ["one", "two\nlines"]) == """
        error[PST0401]: unknown group
          --> p/policy.yaml:1:7
           |
        1  | when: admin
           |       ^^^^^ `admin` is not declared
           |
          ::: p/parts.yaml:10:1
           |
        10 | groups:
           | ------ declared groups are here
           |
           = help: did you mean `admins`?
           = note: one
           = note: two
                   lines


        """)
  }

  @Test func cutsLongLinesAroundTheMark() {
    let fixture = Fixture(
      "k: " + String(repeating: "long ", count: 400) + "⟦here⟧" + String(repeating: " more", count: 400)
        + "\n")
    #expect(
      fixture.terminal(width: 60) == """
        error[PST0401]: unknown group
         --> policies/acme/policy.yaml:1:2004
          |
        1 | …long long long long here more more more more more more more …
          |                      ^^^^ `admin` is not declared


        """)
  }

  /// However long a line is, what is shown of it stays short and holds the mark.
  @Test(arguments: [0, 1, 500, 5_000, 99_999]) func keepsTheMarkInSight(_ before: Int) {
    let fixture = Fixture(
      String(repeating: "é", count: before) + "⟦x⟧" + String(repeating: "漢", count: 100_000 - before))
    let lines = fixture.terminal(width: 80).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3].count < 90)
    let column = lines[4].firstIndex(of: "^").map { lines[4].distance(from: lines[4].startIndex, to: $0) }
    #expect(column.map { Array(lines[3])[$0] } == "x")
  }

  @Test func saysWhichEnvironmentsWhenNotAll() {
    let fixture = Fixture("a: ⟦b⟧\n")
    var diagnostic = fixture.diagnostic()
    diagnostic.environments = ["dev", "prod"]
    let some = TerminalRenderer().text(
      fixture.report([diagnostic], environments: ["dev", "prod", "staging"]))
    #expect(some.hasSuffix("  |\n  = note: only in the environments `dev`, `prod`\n\n"))
    let all = TerminalRenderer().text(fixture.report([diagnostic], environments: ["prod", "dev"]))
    #expect(!all.contains("note"))
  }

  @Test func coloursOnlyWhenAsked() {
    let fixture = Fixture("a: ⟦x⟧ ⟨y⟩\n")
    #expect(!fixture.terminal(help: "h").contains("\u{1B}"))
    let coloured = fixture.terminal(help: "h", colour: true)
    #expect(coloured.hasPrefix("\u{1B}[1;31merror[PST0401]\u{1B}[0m\u{1B}[1m: unknown group\u{1B}[0m\n"))
    #expect(coloured.contains("\u{1B}[1;31m^\u{1B}[0m \u{1B}[1;34m- declared groups are here\u{1B}[0m\n"))
    var plain = coloured
    for code in ["0", "1", "1;31", "1;34", "1;36"] {
      plain = plain.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
    }
    #expect(plain == fixture.terminal(help: "h"))
  }

  @Test func textOfThePolicyCannotCommandTheTerminal() {
    let fixture = Fixture("a: ⟦x⟧\n", path: "p/\u{1B}[2J.yaml")
    let shown = fixture.terminal("`\u{1B}]0;x\u{7}`", help: "a\u{1B}b\r", notes: ["\u{9B}31m"])
    let allowed = shown.unicodeScalars.allSatisfy {
      $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7F) || $0.value > 0x9F
    }
    #expect(allowed, "\(shown.debugDescription)")
  }
}
