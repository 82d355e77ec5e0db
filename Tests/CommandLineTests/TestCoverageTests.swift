import Foundation
import TestSupport
import Testing

/// What tests touch, and how the program ends.
@Suite struct TestCoverageTests {
  private static let one = """
    tests:
      - { name: a mobile is texted, given: { phone: "+4915112345678" }, expect: { send: [sms, call] } }
      - { name: and asked again, given: { phone: "+4915112345679" }, expect: { rule: otherwise } }

    """

  @Test func gapsAreListed() throws {
    let output = try Sandbox(["tests/one.yaml": Self.one]).run("test")
    // Without the examples, which have six spaces.
    let lines = output.lines.filter { !$0.hasPrefix("      ") }
    #expect(
      lines == [
        "policies/example in dev, prod", "  ✓ a mobile is texted", "  ✓ and asked again",
        "  touched in dev, prod: 1 of 5 regions (20%), 1 of 5 rules (20%), 1 of 4 outcomes (25%), "
          + "1 of 1 plans (100%)",
        "    no test: rule `break-glass` decides `use webauthn`  policies/example/policy.yaml:13:3",
        "    no test: rule `admins` decides `use webauthn, totp`  policies/example/policy.yaml:26:13",
        "    no test: rule `office-wiki` decides `skip`  policies/example/policy.yaml:29:13",
        "    no test: rule `country-mode` decides `deny country-blocked`",
      ])
    #expect(output.lines.count == lines.count + 4)
    #expect(output.standardError == "4 tests passed in 1 policy, 2 environments\n")
    #expect(output.code == 0)
  }

  @Test func aShareBelowNothingIsNoShare() throws {
    let output = try Sandbox().run("test", "--min-coverage", "-1")
    #expect(output.code == 2)
    #expect(output.standardError.contains("--min-coverage wants a percentage from 0 to 100."))
  }

  @Test(arguments: [("0", 0), ("20", 0), ("21", 4), ("100", 4)] as [(String, Int32)])
  func theLeastShareOfRegions(_ minimum: String, _ code: Int32) throws {
    let output = try Sandbox(["tests/one.yaml": Self.one]).run("test", "--min-coverage", minimum)
    #expect(output.code == code)
    let short = ["dev", "prod"].map {
      "postern: policies/example, \($0): tests touch 1 of 5 regions (20%), less than \(minimum)%\n"
    }
    #expect(
      output.standardError
        == (code == 0 ? "" : short.joined()) + "4 tests passed in 1 policy, 2 environments\n")
  }

  @Test func whatIsSuggestedFillsTheGaps() throws {
    let sandbox = try Sandbox(["tests/one.yaml": Self.one])
    let suggested = try sandbox.run("test", "--suggest")
    #expect(suggested.standardOutput.hasPrefix("# policies/example/tests/suggested.yaml\ntests:\n"))
    try sandbox.write("policies/example/tests/suggested.yaml", suggested.standardOutput)
    #expect(try sandbox.run("check", "--strict").code == 0)
    let filled = try sandbox.run("test", "--min-coverage", "100")
    #expect(filled.code == 0, "\(filled)")
    #expect(filled.standardError == "12 tests passed in 1 policy, 2 environments\n")
    #expect(try sandbox.run("test", "--suggest").standardOutput.isEmpty)
  }

  /// A rule that cannot be reached is no gap, and leaving it out changes nothing.
  @Test func whatNoRequestComesToIsNoGap() throws {
    let never = """
          - name: never
            when: { group: admins, application: wiki }
            deny: Never.
          - name: office-wiki
      """
    let sandbox = try Sandbox(
      ["tests/one.yaml": Self.one], replacing: [("    - name: office-wiki", never)])
    let output = try sandbox.run("test", "--mutate")
    #expect(output.standardOutput.contains("1 of 5 regions (20%), 1 of 5 rules (20%)"), "\(output)")
    #expect(!output.standardOutput.contains("not caught: without rule `never`"))
    #expect(output.standardOutput.contains("not caught: without rule `admins`"))
  }

  @Test func aGuaranteeCatchesMutants() throws {
    let guarantees = """
      guarantees:
        - name: admins never depend on a phone
          for: { group: admins }
          never: send
      limits:
      """
    let without = try Sandbox().run("test", "--mutate")
    #expect(without.standardOutput.contains("not caught: without rule `admins`"), "\(without)")
    let with = try Sandbox(replacing: [("limits:", guarantees)]).run("test", "--mutate")
    #expect(!with.standardOutput.contains("not caught: without rule `admins`"), "\(with)")
    #expect(with.standardOutput.contains("not caught: without rule `office-wiki`"))
    #expect(with.code == 0)
  }

  @Test func aPolicyWithoutTests() throws {
    let sandbox = try Sandbox()
    let output = try sandbox.run("test")
    #expect(output.standardError == "no tests in 1 policy, 2 environments\n")
    #expect(output.code == 0)
    #expect(try sandbox.run("test", "--min-coverage", "1").code == 4)
  }

  @Test func aFaultyPolicyIsNotTested() throws {
    let sandbox = try Sandbox(["tests/one.yaml": Self.one], replacing: Faults.unknownGroup)
    #expect(
      try sandbox.run("test")
        == Output(
          standardError: Faults.unknownGroup(in: "policies/example/policy.yaml")
            + "1 error in 1 policy; nothing was tested\n", code: 1))
  }

  @Test func warningsAreCountedOnStandardError() throws {
    let output = try Sandbox(["tests/one.yaml": Self.one], replacing: Faults.unusedGroup).run("test")
    #expect(
      output.standardError == "1 warning in 1 policy\n4 tests passed in 1 policy, 2 environments\n")
    #expect(output.code == 0)
  }

  /// All that it decides has a test, so that whoever extends it begins with a whole set.
  @Test func theStarterPassesItsTests() throws {
    let sandbox = try Sandbox(empty: ())
    #expect(try sandbox.run("init").code == 0)
    let output = try sandbox.run(["test", "--min-coverage", "100"], input: [])
    #expect(output.standardError == "24 tests passed in 1 policy, 3 environments\n")
    #expect(output.code == 0)
  }

  /// Whatever they decide, a test has seen it.
  @Test func theShippedPoliciesPassTheirTests() throws {
    let output = try Program.run(["test", "--min-coverage", "100"], in: Repository.root)
    #expect(output.code == 0, "\(output)")
    #expect(output.standardError.hasSuffix(" tests passed in 3 policies, 9 environments\n"))
  }
}
