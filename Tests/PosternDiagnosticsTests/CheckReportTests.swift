import PosternJSON
import Testing

@testable import PosternDiagnostics

@Suite struct CheckReportTests {
  @Test func jsonHasAllKeysInOrder() {
    let fixture = Fixture("groups: ⟨{}⟩\nwhen: é ⟦admin⟧\n")
    var diagnostic = fixture.diagnostic(help: "did you mean `admins`?", notes: ["a note"])
    diagnostic.environments = ["dev", "prod"]
    #expect(
      fixture.report([diagnostic]).json.serialized() == """
        {
          "format": "postern.check/1",
          "compiler": "0.1.0",
          "policies": [
            "policies/acme"
          ],
          "errors": 1,
          "warnings": 0,
          "diagnostics": [
            {
              "code": "PST0401",
              "severity": "error",
              "title": "unknown group",
              "message": "`admin` is not declared",
              "file": "policies/acme/policy.yaml",
              "line": 2,
              "column": 9,
              "endLine": 2,
              "endColumn": 14,
              "related": [
                {
                  "message": "declared groups are here",
                  "file": "policies/acme/policy.yaml",
                  "line": 1,
                  "column": 9,
                  "endLine": 1,
                  "endColumn": 11
                }
              ],
              "help": "did you mean `admins`?",
              "notes": [
                "a note"
              ],
              "environments": [
                "dev",
                "prod"
              ],
              "policy": "acme"
            }
          ]
        }

        """)
  }

  @Test func helpIsNullWhenThereIsNone() {
    let fixture = Fixture("⟦x⟧")
    let finding = fixture.report([fixture.diagnostic()]).json["diagnostics"]?.array?.first
    #expect(finding?["help"] == .null)
    #expect(finding?.object?.keys.count == 14)
  }

  /// Paths in byte order, then line, column, code, message; twice the same is once.
  @Test func sortsAndRemovesDuplicates() {
    var sources = SourceMap()
    let paths = ["p/é.yaml", "p/b.yaml", "p/B.yaml", "p/a/z.yaml", "p/a.yaml"]
    let files = paths.map { sources.add(path: $0, name: $0, bytes: Array("aé b\nc d\n".utf8)) }
    func make(_ entry: CatalogueEntry, _ message: String, _ file: Int, _ start: UInt32, _ end: UInt32)
      -> Diagnostic
    {
      Diagnostic(entry, message, at: SourceRange(file: files[file], start: start, end: end))
    }
    let (error, warning) = (Fixture.unknownGroup, Fixture.unused)
    let ordered = [
      make(error, "m", 2, 0, 1), make(error, "m", 4, 0, 1), make(error, "m", 3, 0, 1),
      make(error, "a", 1, 0, 1),
      make(error, "b", 1, 0, 1), make(error, "b", 1, 0, 3), make(warning, "a", 1, 0, 1),
      make(error, "a", 1, 4, 5),
      make(error, "a", 1, 6, 7), make(error, "m", 0, 0, 1),
    ]
    for turn in 0..<ordered.count {
      let input = Array((ordered[turn...] + ordered[..<turn] + [ordered[0], ordered[5]]).reversed())
      let report = CheckReport(
        compiler: "1", policies: [.init(folder: "p", name: "p", sources: sources, diagnostics: input)])
      #expect(
        report.findings.map {
          "\($0.place.position.text) \($0.code) \($0.message) \($0.place.position.endColumn)"
        }
          == [
            "p/B.yaml:1:1 PST0401 m 2", "p/a.yaml:1:1 PST0401 m 2", "p/a/z.yaml:1:1 PST0401 m 2",
            "p/b.yaml:1:1 PST0401 a 2", "p/b.yaml:1:1 PST0401 b 2", "p/b.yaml:1:1 PST0401 b 3",
            "p/b.yaml:1:1 PST0412 a 2", "p/b.yaml:1:4 PST0401 a 5", "p/b.yaml:2:1 PST0401 a 2",
            "p/é.yaml:1:1 PST0401 m 2",
          ])
    }
  }

  @Test func mergesEnvironments() {
    let fixture = Fixture("a: ⟦b⟧\n")
    let (everywhere, prodOnly) = (fixture.diagnostic(), fixture.diagnostic(Fixture.unused, "x"))
    let base = fixture.diagnostic(Fixture.unused, "without an environment")
    let merged = Diagnostic.merge([
      ("staging", [everywhere, base]), ("dev", [everywhere, everywhere]), ("prod", [prodOnly, everywhere]),
      (nil, [base]),
    ])
    #expect(merged.map(\.message) == [everywhere.message, base.message, "x"])
    #expect(merged.map(\.environments) == [["dev", "prod", "staging"], [], ["prod"]])
  }

  /// The same finding with another example is still the same one, and says where the example is from.
  @Test func mergesWhatDiffersInItsExampleAlone() throws {
    let fixture = Fixture("a: ⟦b⟧\n")
    func finding(_ request: String?, _ help: String = "h") -> Diagnostic {
      Diagnostic(
        Fixture.unused, "m", at: fixture.primary[0], help: help, notes: ["always"],
        example: request.map { ["for example \($0)", "as a policy test: `{ given: \($0) }`"] })
    }
    let merged = Diagnostic.merge([
      ("dev", [finding(nil)]), ("prod", [finding("x")]), ("qa", [finding("y"), finding("x", "other")]),
      ("staging", [finding("x")]),
    ])
    #expect(merged.map(\.environments) == [["dev", "prod", "qa", "staging"], ["qa"]])
    #expect(
      merged[0].notes == [
        "always", "in `prod`, `staging`: for example x",
        "in `prod`, `staging`: as a policy test: `{ given: x }`",
      ])
    #expect(
      merged[0].otherExamples == ["in `qa`: for example y", "in `qa`: as a policy test: `{ given: y }`"])
    // What is alone keeps its example as it is.
    #expect(merged[1].notes == ["always", "for example x", "as a policy test: `{ given: x }`"])
    #expect(merged[1].otherExamples == [])
    // Programs lose nothing; people are shown the first.
    let report = fixture.report(merged)
    let json = report.json.serialized()
    for line in merged[0].notes + merged[0].otherExamples { #expect(json.contains(line), "\(line)") }
    #expect(!TerminalRenderer().text(report).contains("in `qa`"))
    // Merged again they are the same.
    #expect(Diagnostic.merge([(nil, merged)]) == merged)
  }

  /// A message may name the request itself.
  @Test func mergesMessagesThatNameTheirExample() {
    let fixture = Fixture("a: ⟦b⟧\n")
    func finding(_ request: String) -> Diagnostic {
      Diagnostic(
        Fixture.unused, "it does not hold: \(request)", at: fixture.primary[0],
        example: ["test of \(request)"],
        messageWithoutExample: "it does not hold")
    }
    let merged = Diagnostic.merge([("dev", [finding("x")]), ("prod", [finding("y")])])
    #expect(merged.map(\.message) == ["it does not hold: x"])
    #expect(merged.map(\.notes) == [["in `dev`: the request above shows it", "in `dev`: test of x"]])
    #expect(
      merged.map(\.otherExamples) == [["in `prod`: it does not hold: y", "in `prod`: test of y"]])
    let same = Diagnostic.merge([("dev", [finding("x")]), ("prod", [finding("x")])])
    #expect(same.map(\.notes) == [["test of x"]] && same.map(\.environments) == [["dev", "prod"]])
  }

  @Test func countsInItsSummary() {
    let fixture = Fixture("⟦x⟧")
    let policy = CheckReport.Input(folder: "p", name: "p", sources: fixture.sources, diagnostics: [])
    var two = policy
    two.diagnostics = [
      fixture.diagnostic(Fixture.unused, "w"), fixture.diagnostic(),
      fixture.diagnostic(Fixture.unknownGroup, "2"),
    ]
    #expect(CheckReport(compiler: "1", policies: [policy]).summary == "no findings in 1 policy")
    #expect(CheckReport(compiler: "1", policies: [two]).summary == "2 errors, 1 warning in 1 policy")
    two.diagnostics.removeLast(2)
    #expect(CheckReport(compiler: "1", policies: [policy, two]).summary == "1 warning in 2 policies")
  }

  /// The secret of one finding is masked in the excerpts of all others, in every format.
  @Test func noOutputHoldsASecret() {
    let fixture = Fixture("clientSecret: ⟦⦃GOCSPX-abc⦄⟧ # ⟨here⟩\n")
    var other = fixture.diagnostic(Fixture.unused, "another")
    other.masked = []
    let report = fixture.report([fixture.diagnostic(Fixture.unused, "literal"), other])
    let outputs = [
      report.json.serialized(), TerminalRenderer().text(report), SARIFRenderer().text(report),
      GitHubRenderer().text(report), JUnitRenderer().text(report), "\(report)",
    ]
    for output in outputs {
      #expect(output.contains("another"))
      #expect(!output.contains("GOCSPX") && !output.contains("abc"))
    }
  }

  /// Bytes that are no UTF-8 at all cannot make an excerpt long.
  @Test func excerptsStayShort() {
    var sources = SourceMap()
    let file = sources.add(path: "p", name: "p", bytes: [UInt8](repeating: 0x80, count: 200_000))
    for start: UInt32 in [0, 100_000, 200_000] {
      let diagnostic = Diagnostic(
        Fixture.unused, "m", at: SourceRange(file: file, start: start, end: 200_000))
      let report = CheckReport(
        compiler: "1", policies: [.init(folder: "p", name: "p", sources: sources, diagnostics: [diagnostic])])
      #expect((report.findings.first?.place.lines.first?.text.unicodeScalars.count ?? .max) < 1100)
      #expect(TerminalRenderer().text(report).unicodeScalars.count < 500)
    }
  }

  /// The fast columns are those of `SourceMap`, in any bytes, at any offset.
  @Test func columnsAgreeWithTheSourceMap() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SystemRandom(state: seed)
    let pieces =
      ["a", "é", "漢", "😀", "\r\n", "\n", "\r", "\t", "\u{2028}"].map { Array($0.utf8) } + [[0xFF], [0x80]]
    for round in 0..<14 {
      var bytes: [UInt8] = round % 2 == 0 ? [0xEF, 0xBB, 0xBF] : []
      for _ in 0..<Int.random(in: 0...700, using: &random) {
        bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      var sources = SourceMap()
      let file = sources.add(path: "p", name: "p", bytes: bytes)
      let index = ColumnIndex(sources[file])
      for offset in stride(from: 0, through: bytes.count + 2, by: 1 + round % 7) {
        let place = index.place(of: UInt32(offset))
        let position = sources.position(
          of: SourceRange(file: file, start: UInt32(offset), end: UInt32(offset)))
        #expect(
          place.line == position.line && place.column == position.column, "seed \(seed), offset \(offset)")
      }
    }
  }
}

struct SystemRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }
}
