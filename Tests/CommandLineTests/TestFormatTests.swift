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
