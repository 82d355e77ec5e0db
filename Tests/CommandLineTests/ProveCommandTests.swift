import TestSupport
import Testing

@Suite struct ProveCommandTests {
  private static let guarantees = """
    guarantees:
      - name: administrators use their own factors
        for: { group: admins }
        always: use
      - name: the wiki is never open
        for: { application: wiki }
        never: skip

    """

  private static func sandbox(strict: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    let policy = try sandbox.text("policies/example/policy.yaml")
    try sandbox.write("policies/example/policy.yaml", Array((policy + guarantees).utf8))
    let prod = try sandbox.text("policies/example/environments/prod.yaml")
    try sandbox.write("policies/example/environments/prod.yaml", Array((prod + strict).utf8))
    return sandbox
  }

  @Test func aDisprovedGuaranteeShowsARequestThatBreaksIt() throws {
    let output = try Self.sandbox(strict: "guarantees: [{ atLeastAsStrictAs: dev }]\n").run("prove")
    #expect(output.code == 6)
    let text = output.standardOutput
    #expect(text.contains("  disproved   the wiki is never open\n"))
    #expect(
      text.contains("application wiki, no group, from office\n              → skip, by `office-wiki`\n"))
    #expect(text.contains("as a policy test: { name: \"office-wiki decides skip"))
    #expect(
      text.contains(
        ", application: wiki, networkZones: [office] }, expect: { skip: true, rule: office-wiki } }\n"))
    #expect(output.standardOutput.contains("  proved      administrators use their own factors: "))
    #expect(output.standardOutput.contains("  proved      atLeastAsStrictAs: dev: "))
    #expect(output.standardError == "3 guarantees proved, 2 disproved in 2 environments\n")
  }

  @Test func checkReportsIt() throws {
    let output = try Self.sandbox(strict: "").run("check")
    #expect(output.code == 1)
    #expect(output.standardOutput.contains("error[PST0640]: guarantee disproved"))
    #expect(output.standardOutput.contains("`office-wiki` decides it"))
  }

  /// For figures of speed; `compile` says that it did.
  @Test func nothingIsProvedWithoutAnalyses() throws {
    let sandbox = try Self.sandbox(strict: "")
    for arguments in [["check", "--no-analyses"], ["check", "--no-analyses", "--format=text"]] {
      let output = try sandbox.run(arguments, input: [])
      #expect(output.code == 0)
      #expect(!output.standardOutput.contains("PST0640"))
    }
    #expect(try sandbox.run("compile").code == 1)
    let compiled = try sandbox.run(["compile", "--no-analyses"], input: [])
    #expect(compiled.code == 0)
    let told = "guarantees are not proved, rules not analysed, and manifests without a decision digest\n"
    #expect(compiled.standardError.hasPrefix(told))
    for environment in ["dev", "prod"] {
      let manifest = try sandbox.text("generated/example/\(environment)/manifest.json")
      #expect(manifest.contains("\"decisionDigest\": null"))
    }
  }

  /// Also when only one of the two environments is asked for.
  @Test(arguments: [["prove"], ["prove", "--env", "prod"]])
  func anEnvironmentThatIsLessStrictIsSaid(_ arguments: [String]) throws {
    let sandbox = try Self.sandbox(
      strict: """
        guarantees: [{ atLeastAsStrictAs: dev }]
        overrides: { routing: { otherwise: { send: null, skip: true } } }

        """)
    let output = try sandbox.run(arguments, input: [])
    #expect(output.code == 6)
    #expect(output.standardOutput.contains("  disproved   atLeastAsStrictAs: dev\n"))
    #expect(output.standardOutput.contains("→ skip, by `otherwise`"))
    #expect(output.standardOutput.contains("in `dev` → deny, for the country is blocked, by `country-mode`"))
  }

  /// One that was not to be checked and cannot be read is said to have errors; nothing is promised, nor compiled.
  @Test(arguments: ["check", "prove", "compile"])
  func anEnvironmentThatCannotBeComparedWithIsSaid(_ command: String) throws {
    for fault in ["overrides: {\n", "overrides: { limits: { per-mail: null } }\n"] {
      let sandbox = try Self.sandbox(strict: "guarantees: [{ atLeastAsStrictAs: dev }]\n")
      let dev = "policies/example/environments/dev.yaml"
      try sandbox.write(dev, sandbox.text(dev) + fault)
      let output = try sandbox.run([command, "--env", "prod"], input: [])
      #expect(output.code == 1)
      let text = output.standardOutput + output.standardError
      #expect(text.contains("`dev` has an error, so nothing can be compared with it"))
      #expect(text.contains("environments/dev.yaml:8:"))
      #expect(!text.contains("PST0642"))
      #expect(!sandbox.exists("generated"))
    }
  }

  @Test func jsonHasEveryKey() throws {
    let output = try Self.sandbox(strict: "").run("prove", "--format", "json")
    #expect(output.code == 6)
    #expect(output.standardError.isEmpty)
    for key in [
      "format", "guarantees", "disproved", "notProved", "environments", "result", "witness", "request",
    ] {
      #expect(output.standardOutput.contains("\"\(key)\": "), "\(key)")
    }
  }

  @Test func aPolicyWithOtherErrorsIsNotProved() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    let output = try sandbox.run("prove")
    #expect(output.code == 1)
    #expect(output.standardOutput.isEmpty)
    #expect(output.standardError.contains("nothing was proved"))
  }
}
