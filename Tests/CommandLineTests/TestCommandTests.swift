import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// One run in each format over a policy with failing tests, as it is committed.
@Suite struct TestFormatTests {
  private static let routing = """
    tests:
      - name: an admin is never texted
        given:  { phone: "+4915112345678", groups: [admins] }
        expect: { use: [totp, webauthn], rule: admins, never: sms }
      - name: the wiki asks for nothing in the office
        given:  { application: wiki, clientIp: 203.0.113.7 }
        expect: { skip: true }
        environments: [prod]
      - name: "a mobile is called, not texted: 100% <sure> & \\"safe\\""
        given:  { phone: "+4915112345678", identityProvider: google }
        expect: { send: [call], rule: otherwise, reason: rule, never: sms }
    """

  private static let other = """
    tests:
      - name: a French mobile is welcome
        given:
          phone: "+33612345678"
          risk: awful
        expect:
          never: deny
          outcome: send

    """

  /// In development every country is allowed, and all are called.
  private static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(["tests/routing.yaml": routing + "\n", "tests/abroad.yaml": other])
    let dev = try sandbox.text("policies/example/environments/dev.yaml")
    try sandbox.write(
      "policies/example/environments/dev.yaml",
      dev + "overrides:\n  countries: { otherwise: allow }\n  routing: { otherwise: { send: [call] } }\n")
    return sandbox
  }

  /// What the program writes, as it is committed. A file that is new is written, and fails once.
  @Test(arguments: [
    ("text", "test.txt"), ("json", "test.json"), ("junit", "test.xml"), ("github", "test-github.txt"),
  ])
  func asCommitted(_ format: String, _ name: String) throws {
    let output = try Self.sandbox().run("test", "--format", format)
    #expect(output.code == 4)
    let isForPeople = format == "text" || format == "github"
    #expect(
      output.standardError
        == (isForPeople ? "3 of 7 tests failed in 1 policy, 2 environments\n" : ""))
    #expect(try Golden.fault(of: output.standardOutput, in: "Tests/CommandLineTests/Golden/\(name)") == nil)
  }

  @Test func machinesCanReadIt() throws {
    let sandbox = try Self.sandbox()
    let json = try sandbox.run("test", "--format", "json").standardOutput
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    let junit = try sandbox.run("test", "--format", "junit").standardOutput
    let reader = JUnitReader()
    #expect(reader.read(junit))
    #expect(reader.cases == 7)
    #expect(reader.names.contains("a mobile is called, not texted: 100% <sure> & \"safe\""))
    #expect(reader.failures == 3)
  }

  @Test func coloursAreForWhoAsks() throws {
    let sandbox = try Self.sandbox()
    #expect(try !sandbox.run("test").standardOutput.contains("\u{1B}"))
    let coloured = try sandbox.run("test", "--color", "always").standardOutput
    #expect(coloured.contains("\u{1B}[1;31mfailed\u{1B}[0m"))
  }

  @Test func oneEnvironmentAlone() throws {
    let output = try Self.sandbox().run("test", "--env", "dev")
    #expect(output.standardOutput.hasPrefix("policies/example in dev\n"))
    #expect(!output.standardOutput.contains("the wiki asks"))
    #expect(output.standardError == "1 of 3 tests failed in 1 policy, 1 environment\n")
  }

  @Test(arguments: [
    (["--filter", "ADMIN"], 0, "2 tests passed in 1 policy, 2 environments\n"),
    (["--filter", "admin", "--filter", "french"], 4, "1 of 4 tests failed in 1 policy, 2 environments\n"),
    (["--filter", "nobody"], 2, "postern: no test that is run here has `nobody` in its name\n"),
    (
      ["--filter", "wiki", "--env", "dev"], 2, "postern: no test that is run here has `wiki` in its name\n"
    ),
  ])
  func filter(_ arguments: [String], _ code: Int32, _ message: String) throws {
    let output = try Self.sandbox().run(["test"] + arguments, input: [])
    #expect(output.code == code)
    #expect(output.standardError == message)
    #expect(!output.standardOutput.contains("touched"))
  }
}

/// Counts what a JUnit file has.
private final class JUnitReader: NSObject, XMLParserDelegate {
  private(set) var cases = 0
  private(set) var failures = 0
  private(set) var names: [String] = []

  func read(_ text: String) -> Bool {
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    if name == "failure" { failures += 1 }
    guard name == "testcase" else { return }
    cases += 1
    if let name = attributes["name"] { names.append(name) }
  }
}

/// What each key of `expect` asks for, right and wrong.
@Suite struct ExpectationTests {
  static let signIns = [
    "text": #"{ phone: "+4915112345678" }"#, "admin": "{ groups: [admins] }",
    "office": "{ application: wiki, networkZones: [office] }", "abroad": #"{ phone: "+33612345678" }"#,
    "glass": "{ groups: [glass] }", "premium": #"{ phone: "+449012345678" }"#,
    "fixed": #"{ phone: "+493012345678", email: a@example.com }"#,
  ]

  /// Sign-in, `expect`, and the two sides of each difference; none: it passes.
  static let rows: [(signIn: String, expect: String, differences: [String])] = [
    ("text", "{ send: [sms, call] }", []),
    ("text", "{ send: [call, sms] }", ["send: call, sms / send: sms, call"]),
    ("text", "{ send: [sms] }", ["send: sms / send: sms, call"]),
    ("text", "{ send: [sms, call, call] }", ["send: sms, call, call / send: sms, call"]),
    ("text", "{ outcome: send, rule: otherwise }", []),
    (
      "text", "{ outcome: deny, rule: admins }",
      ["outcome: deny / outcome: send", "rule: admins / rule: otherwise"]
    ),
    ("text", "{ reason: rule }", ["reason: rule / reason:"]),
    ("text", "{ deny: true }", ["deny: / send: sms, call"]),
    ("text", "{ skip: true }", ["skip: / send: sms, call"]),
    ("text", "{ use: [totp] }", ["use: totp / send: sms, call"]),
    ("text", "{ never: email }", []),
    ("text", "{ never: call }", ["never: call / send: sms, call"]),
    ("text", "{ never: send }", ["never: send / send: sms, call"]),
    ("text", "{ never: skip }", []),
    ("admin", "{ use: [webauthn, totp] }", []),
    ("admin", "{ use: [totp, webauthn] }", []),
    ("admin", "{ use: [webauthn] }", ["use: webauthn / use: webauthn, totp"]),
    (
      "admin", "{ use: [webauthn, totp, idaas-sms] }",
      ["use: webauthn, totp, idaas-sms / use: webauthn, totp"]
    ),
    ("admin", "{ never: use }", ["never: use / use: webauthn, totp"]),
    ("glass", "{ use: [webauthn], rule: break-glass }", []),
    ("office", "{ skip: true, rule: office-wiki }", []),
    ("office", "{ never: skip, send: [sms] }", ["never: skip / skip:", "send: sms / skip:"]),
    ("abroad", "{ deny: true, reason: country-blocked, rule: country-mode }", []),
    ("abroad", "{ reason: no-channel }", ["reason: no-channel / reason: country-blocked"]),
    ("abroad", "{ deny: Not here. }", ["deny: Not here. / deny: country-blocked"]),
    ("premium", "{ deny: Not by this number., reason: rule, rule: premium }", []),
    ("premium", "{ deny: Not by this one. }", ["deny: Not by this one. / deny: Not by this number."]),
    ("premium", "{ deny: \"true\" }", ["deny: true / deny: Not by this number."]),
    ("fixed", "{ deny: true, reason: no-channel, rule: fixed }", []),
    ("fixed", "{ reason: country-blocked }", ["reason: country-blocked / reason: no-channel"]),
  ]

  private static let rules = """
        - name: premium
          when: { lineType: premium_rate }
          deny: Not by this number.
        - name: fixed
          when: { lineType: fixed_line }
          send: [call]
      otherwise:
        send: [sms, call]
    """

  @Test func eachRow() throws {
    var text = "tests:\n"
    for (index, row) in Self.rows.enumerated() {
      let given = try #require(Self.signIns[row.signIn])
      text += "  - { name: row \(index), given: \(given), expect: \(row.expect) }\n"
    }
    let sandbox = try Sandbox(
      ["tests/rows.yaml": text],
      replacing: [
        ("  otherwise:\n    send: [sms, call]", Self.rules),
        ("  call: { service: default, wait: 60s }", "  call: { service: default, lineTypes: [mobile] }"),
      ])
    let output = try sandbox.run("test", "--env", "prod", "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [String: Any],
      "\(output)")
    let suites = try #require(object["environments"] as? [[String: Any]])
    let cases = try #require(suites.first?["cases"] as? [[String: Any]])
    try #require(cases.count == Self.rows.count)
    for (row, found) in zip(Self.rows, cases) {
      let differences = try #require(found["differences"] as? [[String: Any]])
      let sides = differences.map { "\(side($0["expected"])) / \(side($0["actual"]))" }
      #expect(sides == row.differences, "\(row.signIn): \(row.expect)")
      #expect(found["status"] as? String == (row.differences.isEmpty ? "passed" : "failed"))
    }
  }

  private func side(_ value: Any?) -> String {
    let object = value as? [String: Any]
    let values = (object?["values"] as? [String] ?? []).joined(separator: ", ")
    return "\(object?["key"] as? String ?? "?"):" + (values.isEmpty ? "" : " " + values)
  }
}

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
