import PosternJSON
import Testing

@testable import PosternDiagnostics

@Suite struct MachineFormatTests {
  // MARK: - SARIF

  func result(_ fixture: Fixture) -> JSONValue? {
    SARIFRenderer(catalogue: []).json(fixture.report([fixture.diagnostic()]))["runs"]?.array?.first?[
      "results"]?.array?.first
  }

  @Test func sarifColumnsCountUTF16() {
    let fixture = Fixture("\u{FEFF}a: 😀é ⟦漢😀⟧\n")
    let region = result(fixture)?["locations"]?.array?.first?["physicalLocation"]?["region"]
    #expect(
      region == [
        "startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 11, "snippet": ["text": "漢😀"],
      ])
  }

  @Test func sarifSnippetsAreTheMarkedTextMasked() {
    func snippet(_ source: String) -> String? {
      let region = result(Fixture(source))?["locations"]?.array?.first?["physicalLocation"]?["region"]
      return region?["snippet"]?["text"]?.string
    }
    #expect(snippet("a: ⟦x\r\n  ⦃y⦄z⟧ w") == "x\n  ***z")
    #expect(snippet("a⟦⟧") == nil)
    #expect(snippet("⟦" + String(repeating: "1\n", count: 20) + "⟧") == nil)
    #expect(snippet(String(repeating: "a", count: 5000) + "⟦b⟧") == nil)
  }

  @Test func sarifHasRulesRelatedPlacesAndSuppressions() {
    let fixture = Fixture("a: ⟨y⟩ ⟦x⟧\n")
    let warning = fixture.diagnostic(Fixture.unused, "w")
    let report = CheckReport(
      compiler: "0.1.0",
      policies: [
        .init(
          folder: "p", name: "p", sources: fixture.sources, diagnostics: [fixture.diagnostic()],
          allowed: [(warning, "pilot until May")])
      ])
    let run = SARIFRenderer(catalogue: [Fixture.unknownGroup, Fixture.unused]).json(report)["runs"]?.array?
      .first
    #expect(run?["columnKind"] == "utf16CodeUnits")
    let rules = run?["tool"]?["driver"]?["rules"]?.array ?? []
    #expect(rules.map { $0["id"] } == ["PST0401", "PST0412"])
    #expect(rules.map { $0["name"] } == ["UnknownGroup", "UnusedGroup"])
    #expect(rules.last?["defaultConfiguration"]?["level"] == "warning")
    let results = run?["results"]?.array ?? []
    #expect(results.map { $0["ruleIndex"] } == [0, 1])
    #expect(
      results.first?["relatedLocations"]?.array?.first?["message"]?["text"] == "declared groups are here")
    #expect(results.first?["suppressions"] == nil)
    #expect(results.last?["suppressions"] == [["kind": "inSource", "justification": "pilot until May"]])
    #expect(report.errors == 1 && report.warnings == 0)
  }

  @Test func fingerprintsStayWhenLinesMove() {
    func print(_ source: String) -> [JSONValue?] {
      let fixture = Fixture(source)
      let diagnostics = fixture.primary.map { Diagnostic(Fixture.unknownGroup, "m", at: $0) }
      return
        (SARIFRenderer(catalogue: []).json(fixture.report(diagnostics))["runs"]?.array?.first?["results"]?
        .array ?? [])
        .map { $0["partialFingerprints"]?["postern/v1"] }
    }
    let before = print("a: ⟦x⟧\nb: ⟦x⟧\na: ⟦x⟧\n")
    #expect(Set(before).count == 3)
    #expect(print("# more\n\n  a:   ⟦x⟧\nc: 1\nb: ⟦x⟧\n\n\ta: ⟦x⟧") == before)
    #expect(print("a: ⟦y⟧\n")[0] != before[0])
  }

  @Test(arguments: [
    ("policies/acme/policy.yaml", "policies/acme/policy.yaml"),
    ("a b/ü%#?:.yaml", "a%20b/%C3%BC%25%23%3F%3A.yaml"),
    ("../x\u{1}.yaml", "../x%01.yaml"), ("/tmp/x y", "file:///tmp/x%20y"),
  ])
  func sarifURIs(_ path: String, _ uri: String) {
    #expect(SARIFRenderer.uri(path) == uri)
  }

  @Test func sarifMessagesHoldNoLinksOfTheUser() {
    let fixture = Fixture("⟦x⟧")
    let json = SARIFRenderer(catalogue: []).json(
      fixture.report([fixture.diagnostic(Fixture.unused, "`[a](https://evil.example)` and [b]")]))
    let text = json["runs"]?.array?.first?["results"]?.array?.first?["message"]?["text"]
    #expect(text == #"`[a\](https://evil.example)` and [b]"#)
  }

  // MARK: - GitHub

  @Test func githubEscapes() {
    let fixture = Fixture("a: 😀⟦x⟧ ⟨y⟩\n", path: "p/a,b:c%.yaml")
    #expect(
      GitHubRenderer().text(fixture.report([fixture.diagnostic(help: "50%\r\nx")]))
        == "::error file=p/a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=6,endColumn=7,title=PST0401%3A unknown group::"
        + "`admin` is not declared%0Ahelp: 50%25%0D%0Ax%0Ap/a,b:c%.yaml:1:7: declared groups are here\n"
        .replacingPercentInPath)
    let many = Fixture("a: ⟦x\nb\n⟧")
    #expect(
      GitHubRenderer().text(many.report([many.diagnostic(Fixture.unused, "m")]))
        == "::warning file=policies/acme/policy.yaml,line=1,endLine=2,title=PST0412%3A unused | group::m\n")
  }

  // MARK: - JUnit

  @Test func junit() {
    let fixture = Fixture("a: ⟦x⟧\n")
    let clean = CheckReport.Input(
      folder: "policies/clean", name: "clean", sources: SourceMap(), diagnostics: [])
    let faulty = CheckReport.Input(
      folder: "policies/acme", name: "acme", sources: fixture.sources,
      diagnostics: [fixture.diagnostic(), fixture.diagnostic(Fixture.unused, "<&\"\u{1}\u{FFFF}>")])
    let report = CheckReport(compiler: "1", policies: [faulty, clean])
    #expect(
      JUnitRenderer().text(report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="postern check" tests="3" failures="1" errors="0">
          <testsuite name="policies/acme" tests="2" failures="1" errors="0" skipped="0">
            <testcase classname="policies/acme" name="PST0401 policies/acme/policy.yaml:1:4" file="policies/acme/policy.yaml" line="1">
              <failure type="error" message="`admin` is not declared">policies/acme/policy.yaml:1:4: unknown group
        `admin` is not declared</failure>
            </testcase>
            <testcase classname="policies/acme" name="PST0412 policies/acme/policy.yaml:1:4" file="policies/acme/policy.yaml" line="1">
              <system-out>policies/acme/policy.yaml:1:4: unused | group
        &lt;&amp;&quot;\u{FFFD}\u{FFFD}&gt;</system-out>
            </testcase>
          </testsuite>
          <testsuite name="policies/clean" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="policies/clean" name="check"/>
          </testsuite>
        </testsuites>

        """)
    #expect(JUnitRenderer(strict: true).text(report).contains("tests=\"3\" failures=\"2\""))
  }
}

extension String {
  /// The path stands in the message, where only `%` is escaped.
  fileprivate var replacingPercentInPath: String {
    split(separator: "c%.yaml", omittingEmptySubsequences: false).joined(separator: "c%25.yaml")
  }
}
