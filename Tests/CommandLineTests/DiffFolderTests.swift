import Foundation
import TestSupport
import Testing

/// `postern diff` between folders and between environments.
@Suite struct DiffFolderTests {
  @Test func comparesFolders() throws {
    let sandbox = try Sandbox()
    try sandbox.add("new/policies/example", replacing: [DiffTests.office])
    try sandbox.add("new/policies/second", replacing: [("policy: example", "policy: second")])
    let all = try sandbox.run("diff", ".", "new", "--exit-code")
    #expect(all.code == 5)
    #expect(all.standardOutput.contains("policy second is new"))
    #expect(try sandbox.run("diff", "new", ".").standardOutput.contains("policy second is removed"))
    // One policy on one side: only its counterpart on the other.
    let one = try sandbox.run("diff", "policies/example", "new/policies")
    #expect(!one.standardOutput.contains("second") && one.standardError == "1 new skip\n")
    #expect(try sandbox.run("diff", "policies/example", "policies/example", "--exit-code").code == 0)
  }

  @Test func comparesEnvironments() throws {
    let prod = "environments/prod.yaml"
    let sandbox = try Sandbox([
      prod: (ExamplePolicy.files[prod] ?? "") + "overrides:\n  countries: { otherwise: allow }\n"
    ])
    let run = try sandbox.run("diff", "--env", "dev..prod", "--exit-code")
    #expect(run.code == 5)
    #expect(run.standardOutput.contains("dev → prod: "))
    #expect(run.standardOutput.contains("no longer denied  deny, for the country is blocked → send"))
    #expect(run.standardOutput.contains("idaas.instance: idaas_dev → idaas_prod"))
    #expect(try sandbox.run("diff", ".", ".", "--env", "prod").code == 0)
    for wrong in ["dev..", "..prod", "a..b..c", "dev..nowhere", "nowhere"] {
      #expect(try sandbox.run("diff", ".", "--env", wrong).code == 2, "\(wrong)")
    }
  }

  @Test func saysWhatDrawsOtherUsers() throws {
    let rule = "    - name: pilot\n      when: { country: DE, rollout: 10% }\n      send: [call]\n"
    let sandbox = try Sandbox(replacing: [("  otherwise:\n    send", rule + "  otherwise:\n    send")])
    try sandbox.add(
      "new/example",
      replacing: [
        (
          "  otherwise:\n    send",
          rule.replacingOccurrences(of: "pilot", with: "trial") + "  otherwise:\n    send"
        )
      ])
    let run = try sandbox.run("diff", "policies", "new", "--exit-code")
    #expect(run.code == 5)
    #expect(run.standardOutput.contains("in the first 10% of rollout pilot"))
    #expect(run.standardOutput.contains("beyond the first 10% of rollout trial"))
    #expect(run.standardOutput.contains("draws its users, so that the same share of other users is drawn"))
    // It is why the regions are there, so it comes before them, in every format for people.
    for format in ["text", "markdown", "html"] {
      let shown = try sandbox.run("diff", "policies", "new", "--format", format).standardOutput
      let note = try #require(shown.range(of: "draws its users"), "\(format)")
      // The first line already counts what changed.
      let table = try #require(shown.range(of: format == "markdown" ? "| 1 |" : "beyond the first 10%"))
      #expect(note.upperBound < table.lowerBound, "\(format)")
      #expect(shown.components(separatedBy: "draws its users").count == 2, "\(format)")
    }
    // Without a rollout a name decides nothing.
    try sandbox.add("third/example", replacing: [("name: office-wiki", "name: office")])
    try sandbox.add("first/example")
    let renamed = try sandbox.run("diff", "first", "third", "--exit-code")
    #expect(renamed.code == 0)
    #expect(renamed.standardOutput.contains("rule `office-wiki` is called `office` now"))
  }

  @Test func writesMarkdownAndJSON() throws {
    let sandbox = try Sandbox()
    try sandbox.add("new/example", replacing: [DiffTests.office])
    let markdown = try sandbox.run("diff", "policies", "new", "--format", "markdown")
    #expect(markdown.standardOutput.hasPrefix("## Postern: what changes in meaning\n"))
    #expect(markdown.standardOutput.contains("| 1 | **new skip** |"))
    #expect(markdown.standardError.isEmpty)
    let json = try sandbox.run("diff", "policies", "new", "--format", "json")
    let value = try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [String: Any]
    #expect(value?["format"] as? String == "postern.diff/1")
    #expect(value?["changesMeaning"] as? Bool == true)
  }
}
