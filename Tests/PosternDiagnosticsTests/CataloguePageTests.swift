import Testing

@testable import PosternDiagnostics

@Suite struct CataloguePageTests {
  @Test func terminal() {
    #expect(
      CataloguePage.terminal(Fixture.unused) == """
        warning[PST0412]: unused | group

        Nothing uses it.

        Refused:

          policy.yaml
            a: `x`

          environments/dev.yaml
            b: ```

        Instead:

            a: c

        """)
    #expect(
      CataloguePage.terminal(Fixture.unused, colour: true).hasPrefix("\u{1B}[1;33mwarning[PST0412]\u{1B}[0m"))
  }

  @Test func document() {
    let text = CataloguePage.document([Fixture.unknownGroup, Fixture.unused])
    #expect(text.hasPrefix("# Diagnostics\n\nGenerated from the catalogue"))
    #expect(text.contains("| [PST0401](#pst0401-unknown-group) | error | unknown group |\n"))
    #expect(text.contains("| [PST0412](#pst0412-unused--group) | warning | unused \\| group |\n\n## PST0401"))
    #expect(
      text.hasSuffix(
        """
        ## PST0412: unused | group

        Severity: warning.

        Nothing uses it.

        Refused:

        `policy.yaml`:

        ```yaml
        a: `x`
        ```

        `environments/dev.yaml`:

        ````yaml
        b: ```
        ````

        Instead:

        ```yaml
        a: c
        ```

        """))
  }

  @Test func index() {
    #expect(
      CataloguePage.index([Fixture.unknownGroup, Fixture.unused])
        == "PST0401  error    unknown group\nPST0412  warning  unused | group\n")
    #expect(CataloguePage.index.split(separator: "\n").count == Catalogue.entries.count)
  }
}

@Suite struct NearMissesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let wrong: String
    let names: [String]
    let near: [String]
    var testDescription: String { wrong }
    init(_ wrong: String, _ names: [String], _ near: [String]) {
      self.wrong = wrong
      self.names = names
      self.near = near
    }
  }

  @Test(arguments: [
    Row("admin", ["glass", "admins"], ["admins"]),
    Row("chanels", ["channels", "countries"], ["channels"]),
    Row("whatsap", ["sms", "whatsapp", "call"], ["whatsapp"]),
    Row("recieve", ["receive"], ["receive"]),
    Row("Admins", ["admins", "admin"], ["admins", "admin"]),
    Row("abcd", ["abce", "abcc", "abc", "abcdef"], ["abc", "abcc", "abce"]),
    Row("sms", ["call", "email"], []),
    Row("a", ["b", "ab"], []),
    Row("", ["a"], []),
    Row("admins", ["admins"], []),
    Row("webhook", ["hookweb"], []),
    Row(String(repeating: "a", count: 100_000), [String(repeating: "a", count: 100_001)], []),
  ])
  func finds(_ row: Row) {
    #expect(nearMisses(of: row.wrong, in: row.names) == row.near)
    #expect(nearMisses(of: row.wrong, in: row.names.reversed()) == row.near)
  }
}
