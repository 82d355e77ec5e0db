import Foundation
import Testing

@Suite struct CheckTests {
  @Test func aCleanPolicySaysSoOnStandardError() throws {
    #expect(
      try Sandbox().run("check") == Output(standardError: "no findings in 1 policy\n"))
  }

  @Test(arguments: ["policies/example", "policies/example/", "policies/example/policy.yaml"])
  func anErrorIsShownOnStandardOutput(_ argument: String) throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    #expect(
      try sandbox.run("check", argument)
        == Output(
          standardOutput: Faults.unknownGroup(in: "policies/example/policy.yaml"),
          standardError: "1 error in 1 policy\n", code: 1))
  }

  @Test func warningsCountOnlyWhenStrict() throws {
    let sandbox = try Sandbox(replacing: Faults.unusedGroup)
    let text = Faults.unusedGroup(in: "policies/example/policy.yaml")
    let loose = Output(standardOutput: text, standardError: "1 warning in 1 policy\n")
    #expect(try sandbox.run("check") == loose)
    var strict = loose
    strict.code = 1
    #expect(try sandbox.run("check", "--strict") == strict)
  }

  @Test func pathsAreAsGiven() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    let absolute = sandbox.url("policies/example").path
    #expect(try sandbox.run("check", absolute).standardOutput.contains("--> \(absolute)/policy.yaml:27:22"))
    let dotted = try sandbox.run("check", "./policies/example")
    #expect(dotted.standardOutput.contains("--> ./policies/example/policy.yaml:27:22"))
    let here = try Program.run(["check", "."], in: sandbox.url("policies/example"))
    #expect(here.standardOutput.contains("--> policy.yaml:27:22"))
  }

  /// What cannot be compiled is not said to be well.
  @Test(arguments: [
    "{ name: nope, owner: a }", "{ name: new, after: nope, when: { country: DE }, deny: No. }",
  ])
  func aRuleThatIsNotThereIsAnError(_ entry: String) throws {
    let sandbox = try Sandbox(replacing: [("name: admins", "name: Admins")])
    for environment in ["dev", "prod"] {
      let path = "policies/example/environments/\(environment).yaml"
      let overlay = "overrides: { routing: { rules: [{ name: Admins, remove: true }, \(entry)] } }\n"
      guard sandbox.exists(path) else { continue }
      try sandbox.write(path, sandbox.text(path) + overlay)
    }
    for command in ["check", "compile"] {
      #expect(try sandbox.run([command], input: []).code == 1)
    }
  }

  /// Be it a fault of syntax, of a name, or of a comment: what another environment's file holds is not asked for.
  @Test(arguments: [
    "overrides: {\n", "overrides: { limits: ~, limits: ~ }\n", "x-note: *nothing\n",
    "x-note: y # postern: allow PST0421\n", "x-note: AKIAIOSFODNN7EXAMPLE\n", "\tx: y\n",
  ])
  func anotherEnvironmentsFileIsLeftAlone(_ fault: String) throws {
    let sandbox = try Sandbox()
    let dev = "policies/example/environments/dev.yaml"
    try sandbox.write(dev, sandbox.text(dev) + fault)
    #expect(try sandbox.run("check", "--strict").code == 1)
    #expect(try sandbox.run("check", "--strict", "--env", "dev").code == 1)
    #expect(
      try sandbox.run("check", "--strict", "--env", "prod")
        == Output(standardError: "no findings in 1 policy\n"))
    #expect(try sandbox.run("compile", "--env", "prod").code == 0)
    #expect(
      try sandbox.run("compile").code == (fault.contains("AKIA") ? 0 : 1))
  }

  @Test func oneEnvironmentCanBeChosen() throws {
    let sandbox = try Sandbox()
    let dev = "policies/example/environments/dev.yaml"
    try sandbox.write(dev, sandbox.text(dev) + "unknown: 1\n")
    #expect(try sandbox.run("check").code == 1)
    let prod = try sandbox.run("check", "--env", "prod", "--format", "json")
    #expect(try sandbox.run("check", "--env", "dev").code == 1)
    #expect(prod.standardOutput.contains("\"policies/example\""))
    #expect(
      try sandbox.run("check", "--env", "prud")
        == Output(
          standardError: "postern: no policy has an environment `prud`: there are dev, prod\n", code: 2))
  }

  @Test(arguments: [
    ("2027-02-28", "", "no findings", 0), ("2027-03-01", "PST0611", "1 warning", 0),
    ("2027-03-31", "PST0611", "1 warning", 0), ("2027-04-01", "PST0610", "1 error", 1),
  ])
  func datesAreJudgedByToday(_ day: String, _ finding: String, _ summary: String, _ code: Int32) throws {
    let output = try Sandbox(replacing: Faults.dated).run("check", "--today", day)
    #expect(output.standardOutput.contains(finding) || finding.isEmpty && output.standardOutput.isEmpty)
    #expect(output.standardError == "\(summary) in 1 policy\n")
    #expect(output.code == code)
  }

  @Test(arguments: ["tomorrow", "2027-02-29", "2027-3-1", ""])
  func todayIsADay(_ day: String) throws {
    #expect(
      try Sandbox().run("check", "--today", day)
        == Output(
          standardError: "postern: --today wants a day like 2027-03-31, not `\(day)`\n", code: 2))
  }

  @Test func severalPoliciesAreCheckedInTheirOrderEachOnce() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    try sandbox.add(
      "policies/another", replacing: Faults.unusedGroup + [("policy: example", "policy: another")])
    let all = try sandbox.run("check", "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(all.standardOutput.utf8)) as? [String: Any])
    #expect(object["policies"] as? [String] == ["policies/another", "policies/example"])
    #expect(object["errors"] as? Int == 1)
    #expect(object["warnings"] as? Int == 1)
    let twice = try sandbox.run(
      "check", "policies/example", "policies/another", "policies/example/policy.yaml")
    #expect(twice.standardError == "1 error, 1 warning in 2 policies\n")
    #expect(twice.code == 1)
  }

  @Test func nothingToCheckIsAFaultOfUsage() throws {
    let sandbox = try Sandbox(empty: ())
    #expect(
      try sandbox.run("check")
        == Output(
          standardError:
            "postern: no policy found: there is no policies/*/policy.yaml here; name a folder, or run "
            + "`postern init`\n", code: 2))
    #expect(
      try sandbox.run("check", "missing")
        == Output(standardError: "postern: no policy found: missing does not exist\n", code: 2))
    try sandbox.write("wrong/policy.yml", "policy: wrong\n")
    #expect(
      try sandbox.run("check", "wrong").standardError
        == "postern: no policy found: wrong has no policy.yaml; its policy.yml must be called policy.yaml\n")
    #expect(
      try sandbox.run("check", "wrong/policy.yml").standardError
        == "postern: wrong/policy.yml is no policy: name a folder, or its policy.yaml\n")
  }

  @Test func aPolicyThatCannotBeReadIsAFaultOfUsage() throws {
    let sandbox = try Sandbox(empty: ())
    try sandbox.write("policies/odd/policy.yaml/file", "")
    let expected = Output(
      standardError: "postern: cannot read policies/odd/policy.yaml: not a regular file\n", code: 2)
    #expect(try sandbox.run("check", "policies/odd") == expected)
    #expect(try sandbox.run("check") == expected)
  }

  /// An unreadable part is a finding, and ends commands like an unreadable entry file.
  @Test(arguments: [
    "check", "compile", "prove", "test", "report", "diff policies/example policies/example",
    "decide --policy policies/example --env prod", "explain policies/example --env prod",
  ])
  func aPartThatCannotBeReadIsAFaultOfUsage(_ command: String) throws {
    let sandbox = try Sandbox(replacing: [("language: 1", "language: 1\ninclude: [part.yaml]")])
    try sandbox.write("policies/example/part.yaml/file", "")
    let output = try sandbox.run(command.split(separator: " ").map(String.init), input: [])
    #expect((output.standardOutput + output.standardError).contains("error[PST0304]: unreadable file"))
    #expect(output.code == 2)
  }

  @Test func partsStayInTheFolder() throws {
    let sandbox = try Sandbox(replacing: [
      ("language: 1", "language: 1\ninclude: [../x.yaml, /etc/passwd, sub/out.yaml]")
    ])
    try sandbox.write("secret.yaml", "secret-of-another-folder: 1\n")
    try FileManager.default.createDirectory(
      at: sandbox.url("policies/example/sub"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: sandbox.url("policies/example/sub/out.yaml"), withDestinationURL: sandbox.url("secret.yaml"))
    let output = try sandbox.run("check")
    #expect(output.standardOutput.contains("`../x.yaml` leads out of the policy's folder"))
    #expect(output.standardOutput.contains("`/etc/passwd` is an absolute path"))
    #expect(output.standardOutput.contains("`sub/out.yaml` is a link that leads out of the policy's folder"))
    #expect(!output.standardOutput.contains("secret-of-another-folder"))
    #expect(output.standardError == "3 errors in 1 policy\n")
    #expect(output.code == 1)
  }

  /// They are not taken for absent, which would mean a policy of fewer environments.
  @Test(arguments: ["environments", "tests"])
  func aFolderThatCannotBeListed(_ name: String) throws {
    let sandbox = try Sandbox()
    try? FileManager.default.removeItem(at: sandbox.url("policies/example/\(name)"))
    try sandbox.write("policies/example/\(name)", "")
    #expect(
      try sandbox.run("check")
        == Output(
          standardError: "postern: cannot list policies/example/\(name): Not a directory\n", code: 2))
    let link = sandbox.url("policies/example/\(name)")
    try FileManager.default.removeItem(at: link)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: sandbox.url("nowhere"))
    #expect(
      try sandbox.run("check")
        == Output(
          standardError: "postern: cannot list policies/example/\(name): No such file or directory\n", code: 2
        ))
  }
}
