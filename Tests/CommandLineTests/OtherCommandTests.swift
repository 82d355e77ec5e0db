import Foundation
import Testing

@Suite struct InitTests {
  static let files = [
    "policy.yaml", "environments/dev.yaml", "environments/staging.yaml", "environments/prod.yaml",
    "tests/routing.yaml",
  ]

  @Test func theStarterIsCleanAndCompiles() throws {
    let sandbox = try Sandbox(empty: ())
    #expect(
      try sandbox.run("init")
        == Output(
          standardOutput: Self.files.map { "written   policies/starter/\($0)\n" }.joined(),
          standardError: "\nNext: postern check policies/starter, then postern compile policies/starter\n"))
    #expect(
      try sandbox.run("check", "--strict") == Output(standardError: "no findings in 1 policy\n"))
    #expect(
      try sandbox.run("compile").standardError
        == "3 environments compiled: 18 written, 0 unchanged, 0 removed; no findings in 1 policy\n")
    #expect(try sandbox.text("policies/starter/policy.yaml").contains("policy: starter\n"))
  }

  @Test(arguments: ["policy.yaml", "tests/routing.yaml"])
  func nothingIsOverwritten(_ name: String) throws {
    let sandbox = try Sandbox(empty: ())
    try sandbox.write("acme/\(name)", "mine\n")
    #expect(
      try sandbox.run("init", "acme/")
        == Output(standardError: "postern: acme/\(name) exists already; nothing was written\n", code: 2))
    #expect(try sandbox.contents(of: "acme") == [name: Data("mine\n".utf8)])
  }

  @Test func aLinkThatLeadsNowhereIsNotFollowed() throws {
    let sandbox = try Sandbox(empty: ())
    try FileManager.default.createDirectory(at: sandbox.url("acme"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.url("acme/policy.yaml").path, withDestinationPath: "nowhere.yaml")
    #expect(
      try sandbox.run("init", "acme")
        == Output(standardError: "postern: acme/policy.yaml exists already; nothing was written\n", code: 2))
  }

  @Test func theFolderNamesThePolicy() throws {
    let sandbox = try Sandbox(empty: ())
    let output = try sandbox.run("init", "deep/Wrong_Name")
    #expect(output.standardError.hasPrefix("postern: `Wrong_Name` cannot name a policy: "))
    #expect(output.code == 2)
    #expect(try sandbox.contents(of: ".").isEmpty)
    #expect(try sandbox.run("init", "deep/acme-2").code == 0)
    #expect(try sandbox.text("deep/acme-2/policy.yaml").contains("policy: acme-2\n"))
  }
}

@Suite struct SchemaTests {
  @Test(arguments: [
    "policy", "part", "environment", "tests", "check-report", "prove-report", "test-report", "diff-report",
    "report",
  ])
  func isJSON(_ kind: String) throws {
    let output = try Sandbox(empty: ()).run("schema", kind)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [String: Any])
    #expect(object["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(output.standardOutput.hasSuffix("}\n"))
    #expect(output.standardError.isEmpty)
    #expect(output.code == 0)
  }
}

@Suite struct ExplainCodeTests {
  @Test func aPage() throws {
    let sandbox = try Sandbox(empty: ())
    let output = try sandbox.run("explain-code", "PST0401")
    #expect(output.standardOutput.hasPrefix("error[PST0401]: unknown group\n\n"))
    #expect(output.standardOutput.contains("\nRefused:\n\n"))
    #expect(output.standardOutput.contains("\nInstead:\n\n"))
    #expect(output.standardError.isEmpty)
    #expect(output.code == 0)
    #expect(try sandbox.run("explain-code", "pst0401") == output)
    let markdown = try sandbox.run("explain-code", "PST0401", "--format", "markdown")
    #expect(markdown.standardOutput.hasPrefix("## PST0401: unknown group\n"))
    let coloured = try sandbox.run("explain-code", "PST0401", "--color", "always")
    #expect(coloured.standardOutput.hasPrefix("\u{1B}[1;31merror[PST0401]"))
  }

  @Test func allOfThem() throws {
    let output = try Sandbox(empty: ()).run("explain-code")
    #expect(output.lines.count > 50)
    #expect(output.lines.allSatisfy { $0.hasPrefix("PST") })
    #expect(output.lines == output.lines.sorted())
    #expect(output.standardOutput.contains("PST0401  error    unknown group\n"))
    #expect(output.code == 0)
  }

  @Test(arguments: ["PST9999", "foo", ""])
  func anUnknownOne(_ code: String) throws {
    #expect(
      try Sandbox(empty: ()).run("explain-code", code)
        == Output(
          standardError: "postern: there is no code `\(code)`; `postern explain-code` lists all\n", code: 2))
  }
}

@Suite struct BrokenPipeTests {
  @Test func endsQuietly() throws {
    let sandbox = try Sandbox(empty: ())
    let output = try sandbox.shell("\"$POSTERN\" explain-code --format markdown | head -n 1")
    #expect(output == Output(standardOutput: "# Diagnostics\n"))
  }

  @Test func aClosedStandardOutputIsSaid() throws {
    let sandbox = try Sandbox(empty: ())
    let output = try sandbox.shell("\"$POSTERN\" schema policy >&-")
    #expect(output == Output(standardError: "postern: cannot write to standard output\n", code: 2))
  }
}
