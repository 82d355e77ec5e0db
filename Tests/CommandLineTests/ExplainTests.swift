import Foundation
import Testing

@Suite struct ExplainTests {
  private static let sentText = """
    send sms, then call  (rule otherwise)

    """

  @Test(arguments: [
    ["policies/example", "--env", "prod"], ["--table", "generated/example/prod/routing-table.bin"],
  ])
  func theDecisionComesFirst(_ place: [String]) throws {
    let sandbox = try Compiled.sandbox()
    let output = try sandbox.run(["explain"] + place + ["--phone", "+4915112345678"], input: [])
    #expect(output.standardOutput.hasPrefix(Self.sentText))
    #expect(output.standardOutput.contains("\nthe rules, in order\n  · break-glass: group does not match  "))
    #expect(output.standardOutput.contains("policy.yaml:26:13\n"))
    #expect(output.standardError.isEmpty)
    #expect(output.code == 0)
  }

  @Test func json() throws {
    let output = try Sandbox().run(
      "explain", "policies/example", "--env", "prod", "--group", "admins", "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) is [String: Any])
    #expect(output.standardOutput.contains("\"admins\""))
    #expect(output.code == 0)
  }

  @Test func whatIsNotKnownIsSaidOnStandardError() throws {
    let output = try Sandbox().run(
      "explain", "policies/example", "--env", "prod", "--phone", "4915112345678", "--group", "admin",
      "--application", "wikki", "--identity-provider", "gogle", "--zone", "ofice", "--risk", "hgh\u{1B}[2J")
    #expect(output.standardOutput.hasPrefix("deny: the country is blocked  (rule country-mode)\n"))
    #expect(
      output.standardError == """
        postern: `4915112345678` is no valid phone number: it is written like +5511987654321
        postern: identity provider `gogle` is not declared, and counts as unknown
        postern: application `wikki` is not declared, and counts as unknown
        postern: group `admin` is not declared, and is ignored
        postern: network zone `ofice` is not declared, and is ignored
        postern: risk `hgh␛[2J` counts as unknown: it is low, medium or high

        """)
    #expect(output.code == 0)
  }

  @Test(arguments: [
    (["--ip", "300.1"], "postern: `300.1` is no IP address, and is in no network zone\n"),
    (["--ip", "::ffff:192.0.2.7"], ""),
    (
      ["--ip", "192.0.2.7", "--zone", "office"],
      "postern: the address is not looked at, since network zones are given\n"
    ),
  ])
  func anAddressThatTellsNothingIsSaidSo(_ arguments: [String], _ message: String) throws {
    let output = try Sandbox().run(
      ["explain", "policies/example", "--env", "prod"] + arguments, input: [])
    #expect(output.standardError == message)
    #expect(output.code == 0)
  }

  @Test func aPolicysWarningsAreCountedOnStandardError() throws {
    let sandbox = try Sandbox(replacing: Faults.dated)
    let place = ["policies/example", "--env", "prod", "--today", "2027-03-31"]
    let message = "1 warning in 1 policy\n"
    #expect(try sandbox.run(["explain"] + place, input: []).standardError == message)
    let decided = try sandbox.run(["decide", "--policy"] + place, input: Array("{}\n".utf8))
    #expect(decided.standardError == message)
    #expect(decided.lines.count == 1)
    #expect(decided.code == 0)
  }

  @Test func aFaultyPolicyExplainsNothing() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    #expect(
      try sandbox.run("explain", "policies/example", "--env", "prod")
        == Output(
          standardError: Faults.unknownGroup(in: "policies/example/policy.yaml") + "1 error in 1 policy\n",
          code: 1))
  }
}
