import Foundation
import Testing

/// `check -`: what an editor asks of a file that is not saved yet.
@Suite struct StandardInputTests {
  @Test func theEntryFile() throws {
    let sandbox = try Sandbox()
    let edited = try sandbox.text("policies/example/policy.yaml").replacingOccurrences(
      of: "when: { group: admins }", with: "when: { group: admin }")
    #expect(
      try sandbox.run("check", "-", "--stdin-path", "policies/example/policy.yaml", input: edited)
        == Output(
          standardOutput: Faults.unknownGroup(in: "policies/example/policy.yaml"),
          standardError: "1 error in 1 policy\n", code: 1))
  }

  @Test func anEnvironment() throws {
    let sandbox = try Sandbox()
    let path = "policies/example/environments/dev.yaml"
    let edited = try sandbox.text(path) + "unknown: 1\n"
    let output = try sandbox.run("check", "-", "--stdin-path", path, input: edited)
    #expect(output.standardOutput.contains("--> \(path):8:1"))
    #expect(output.code == 1)
    #expect(try sandbox.run("check").code == 0)
  }

  @Test func anEnvironmentThatIsNotThereYet() throws {
    let sandbox = try Sandbox()
    let output = try sandbox.run(
      "check", "-", "--stdin-path", "policies/example/environments/test.yaml", "--env", "test",
      input: "environment: tost\n")
    #expect(output.standardOutput.contains("--> policies/example/environments/test.yaml:1:"))
    #expect(output.code == 1)
  }

  @Test(arguments: ["countries.yaml", "parts/countries.yaml"])
  func aPart(_ name: String) throws {
    let sandbox = try Sandbox(
      [name: "countries: { sets: { few: [FR] } }\n"],
      replacing: [
        ("language: 1", "language: 1\ninclude: [\(name)]"),
        ("countries: [US, GB, DE]", "countries: [few, US]"),
      ])
    #expect(try sandbox.run("check").standardError == "no findings in 1 policy\n")
    let path = "policies/example/\(name)"
    let output = try sandbox.run(
      "check", "-", "--stdin-path", path, input: "countries: { sets: { few: [XX] } }\n")
    #expect(output.standardOutput.contains("--> \(path):1:28"))
    #expect(output.code == 1)
  }

  @Test func explains() throws {
    let sandbox = try Sandbox()
    let path = "policies/example/policy.yaml"
    let arguments = ["explain", "-", "--stdin-path", path, "--env", "prod", "--phone", "+4915112345678"]
    let edited = try sandbox.text(path).replacingOccurrences(of: "otherwise: block", with: "otherwise: allow")
    let output = try sandbox.run(arguments, input: Array(edited.utf8))
    #expect(output.standardOutput.hasPrefix("send sms, then call  (rule otherwise)\n"))
    #expect(output.code == 0)
  }

  @Test func aFileThatNothingIncludes() throws {
    #expect(
      try Sandbox().run(
        "check", "-", "--stdin-path", "policies/example/spare.yaml", input: "countries: {}\n")
        == Output(
          standardError:
            "postern: spare.yaml is no file of the policy in policies/example: nothing includes it\n", code: 2
        ))
  }

  @Test(arguments: ["README.md", "policies/spare.yaml", "policies/new/environments/dev.yaml"])
  func aFileWithoutAPolicy(_ path: String) throws {
    let message = "\(path) belongs to no policy: there is no policy.yaml beside or above it"
    #expect(
      try Sandbox().run("check", "-", "--stdin-path", path, input: "a: b\n")
        == Output(standardError: "postern: \(message)\n", code: 2))
  }

  @Test(arguments: [
    (["-"], "- needs --stdin-path: where the file belongs"),
    (["-", "policies/example", "--stdin-path", "x"], "- stands alone: it reads one file"),
    (["policies/example", "--stdin-path", "x"], "--stdin-path goes with -"),
    (
      ["-", "--stdin-path", "policies/example"],
      "--stdin-path wants a file, such as policies/acme/policy.yaml, not `policies/example`"
    ),
  ])
  func wrongUse(_ arguments: [String], _ message: String) throws {
    let output = try Sandbox().run(["check"] + arguments, input: [])
    #expect(output == Output(standardError: "postern: \(message)\n", code: 2))
  }
}
