import Foundation
import Testing

@Suite struct CheckFormatTests {
  private func check(_ arguments: String...) throws -> Output {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    return try Program.run(["check"] + arguments, in: sandbox.folder)
  }

  @Test func json() throws {
    let output = try check("--format", "json")
    #expect(output.code == 1)
    #expect(output.standardError.isEmpty)
    #expect(
      output.standardOutput == """
        {
          "format": "postern.check/1",
          "compiler": "0.1.0",
          "policies": [
            "policies/example"
          ],
          "errors": 1,
          "warnings": 0,
          "diagnostics": [
            {
              "code": "PST0401",
              "severity": "error",
              "title": "unknown group",
              "message": "group `admin` is not declared",
              "file": "policies/example/policy.yaml",
              "line": 27,
              "column": 22,
              "endLine": 27,
              "endColumn": 27,
              "related": [
                {
                  "message": "declared groups are here",
                  "file": "policies/example/policy.yaml",
                  "line": 10,
                  "column": 3,
                  "endLine": 10,
                  "endColumn": 9
                }
              ],
              "help": "did you mean `admins`?",
              "notes": [],
              "environments": [
                "dev",
                "prod"
              ],
              "policy": "example"
            }
          ]
        }

        """)
  }

  @Test func github() throws {
    let output = try check("--format", "github")
    #expect(
      output.standardOutput
        == "::error file=policies/example/policy.yaml,line=27,endLine=27,col=22,endColumn=27,"
        + "title=PST0401%3A unknown group::group `admin` is not declared%0Ahelp: did you mean `admins`?"
        + "%0Apolicies/example/policy.yaml:10:3: declared groups are here\n")
    #expect(output.standardError == "1 error in 1 policy\n")
    #expect(output.code == 1)
  }

  @Test func sarif() throws {
    let output = try check("--format", "sarif")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [String: Any])
    #expect(object["version"] as? String == "2.1.0")
    let run = try #require((object["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["ruleId"] as? String } == ["PST0401"])
    #expect(output.standardError.isEmpty)
    #expect(output.code == 1)
  }

  @Test func junit() throws {
    let output = try check("--format", "junit")
    #expect(output.standardOutput.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "))
    #expect(
      output.standardOutput.contains("<failure type=\"error\" message=\"group `admin` is not declared\">"))
    #expect(output.standardOutput.hasSuffix("</testsuites>\n"))
    #expect(output.standardError.isEmpty)
    #expect(output.code == 1)
  }

  @Test(arguments: ["json", "sarif", "junit", "github", "text"])
  func aCleanPolicyEndsWithZeroInEveryFormat(_ format: String) throws {
    let output = try Sandbox().run("check", "--format", format, "--strict")
    #expect(output.code == 0)
    #expect(output.standardOutput.isEmpty == (format == "text" || format == "github"))
  }

  @Test func colourIsForTerminalsAndForWhoAsks() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    #expect(try !sandbox.run("check").standardOutput.contains("\u{1B}"))
    let always = try sandbox.run("check", "--color", "always", environment: ["NO_COLOR": "1"])
    #expect(always.standardOutput.hasPrefix("\u{1B}[1;31merror[PST0401]\u{1B}[0m"))
    let compile = try sandbox.run("compile", "--color", "always")
    #expect(compile.standardError.hasPrefix("\u{1B}[1;31merror[PST0401]\u{1B}[0m"))
  }

  @Test(
    arguments: [
      ([:], "auto", true), (["NO_COLOR": "1"], "auto", false), (["NO_COLOR": ""], "auto", true),
      (["TERM": "dumb"], "auto", false), ([:], "never", false), (["NO_COLOR": "1"], "always", true),
    ] as [([String: String], String, Bool)])
  func colourOnATerminal(_ environment: [String: String], _ choice: String, _ isColoured: Bool) throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    let shown = try PseudoTerminal.run(
      ["check", "--color", choice], in: sandbox.folder,
      environment: ["TERM": "xterm"].merging(environment) { $1 })
    #expect(shown.contains("PST0401"))
    #expect(shown.contains("\u{1B}[") == isColoured)
  }
}
