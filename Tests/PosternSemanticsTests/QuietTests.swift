import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §1: "All faults of all files are reported in one run … one fault never causes another."
struct QuietTests {
  /// A policy with a fault that the phases before report; the semantic phase adds nothing.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let policy: String
    var environment = ""

    init(_ what: String, _ policy: String, environment: String = "") {
      testDescription = what
      self.policy = policy
      self.environment = environment
    }
  }

  static let rows: [Row] = [
    Row(
      "a set that is no list",
      "countries:\n  sets: { launch: 5 }\n  rules: [{ countries: launch, mode: allow }]\n  otherwise: block"),
    Row(
      "groups that are a list",
      "directory:\n  groups: [admins, glass]\n  breakGlass: { groups: [glass], use: [webauthn] }\n  networkZones: { office: { cidrs: [203.0.113.0/24] } }\n"
    ),
    Row("channels that are a list", "channels: [sms, call]"),
    Row("services that are a text", "verifyServices: default"),
    Row("a webhook that is a text", "webhook: none"),
    Row(
      "lookup that is no boolean",
      "verifyServices:\n  default: { friendlyName: Example, lookup: yes, skipSmsToLandlines: true }\nchannels:\n  sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }\n  call: { service: default }"
    ),
    Row(
      "a limit whose key is unknown",
      "limits:\n  per-number: { key: numbr, dropDigits: 4, buckets: [5 per 10m] }"),
    Row(
      "a code life that is no duration",
      "webhook:\n  url: https://example.com/idaas/2fa-trigger\n  signing: { secrets: [!secret idaas-webhook] }\n  codeLife: long"
    ),
    Row(
      "a rule without an action",
      "routing:\n  rules: [{ name: inside, when: { networkZone: office } }]\n  otherwise: { send: [sms] }"),
    Row(
      "a condition of an unknown kind",
      "routing:\n  rules: [{ name: inside, when: { networkzone: office }, send: [call] }]\n  otherwise: { send: [sms] }"
    ),
    Row(
      "no `otherwise`", "routing:\n  rules: [{ name: inside, when: { networkZone: office }, send: [call] }]"),
    Row("`twilio` that is a text", "", environment: "twilio: none"),
    Row("an unknown top-level key", "routng: {}"),
    Row(
      "a resume that is unknown",
      "webhook:\n  url: https://example.com/idaas/2fa-trigger\n  signing: { secrets: [!secret idaas-webhook] }\n  resume: hold\n  hold: 10s"
    ),
    Row(
      "a step's channel that does not exist",
      "routing:\n  rules: [{ name: inside, when: { networkZone: office }, send: [pigeon] }]\n  otherwise: { send: [sms] }"
    ),
  ]

  @Test(arguments: rows) func marksKeepChecksQuiet(_ row: Row) {
    let run = Run(row.policy, environment: row.environment)
    #expect(run.before.contains { $0.severity == .error })
    #expect(run.findings.map { "\($0.code) \($0.message)" } == [])
    #expect(run.model == nil)
  }

  @Test func independentFaultsAreAllFound() {
    let run = Run(
      """
      countries:
        rules: [{ countries: [US, UK, GB, DE], mode: allow }]
        otherwise: block
      routing:
        rules: [{ name: inside, when: { networkZone: ofice }, send: [whatsapp] }]
        otherwise: { send: [sms, call, sms, call, sms, call] }
      limits:
        per-number: { key: number, buckets: [5 per 2d] }
      """)
    #expect(run.codes == ["PST0503", "PST0403", "PST0406", "PST0620", "PST0720"])
  }

  @Test func withoutAnEnvironmentThereIsNoModelAndNoGuessing() {
    let run = Run(in: nil)
    #expect(run.codes == [])
    #expect(run.model == nil)
  }
}
