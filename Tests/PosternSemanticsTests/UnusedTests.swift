import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §1 and §7: what is declared and never used is said beside other faults too, unless these may hide a use.
struct UnusedTests {
  /// A fault of a policy with an unused group.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let policy: String
    let environment: String

    init(_ what: String, _ policy: String = "", environment: String = "") {
      testDescription = what
      self.policy = policy
      self.environment = environment
    }

    var run: Run {
      let directory = """
        directory:
          applications: { wiki: { id: app_wiki, displayName: Wiki } }
          groups: { admins: group_admins, glass: group_glass, interns: group_interns }
          networkZones: { office: { cidrs: [203.0.113.0/24] } }
          breakGlass: { groups: [glass, admins], use: [webauthn] }

        """
      return Run(directory + policy, environment: environment)
    }
  }

  private static let otherwise = "\n  otherwise: { send: [sms, call] }"

  static let harmless: [Row] = [
    Row("a colour", "page: { accent: red }"),
    Row("an unknown key of the page", "page: { colour: red }"),
    Row("an interval", "limits: { per-number: { key: number, buckets: [5 every 10m] } }"),
    Row("a wait", "channels:\n  sms: { service: default, wait: 60x }\n  call: { service: default }"),
    Row("a service", "verifyServices: { default: { friendlyName: Example, speed: 1 } }"),
    Row(
      "a name given twice",
      "routing:\n  rules:\n    - { name: a, when: { networkZone: office }, send: [call] }\n"
        + "    - { name: a, when: { country: US }, send: [sms] }" + otherwise),
    Row("a refusal without a text", "routing:\n  otherwise: { deny: \"\" }"),
    Row("a number in `idaas`", environment: "idaas: { region: a, instance: idaas_a, customPolicyLimit: 0 }"),
    Row("an overlay's colour", environment: "overrides: { page: { accent: red } }"),
  ]

  @Test(arguments: harmless) func isSaidBeside(_ row: Row) {
    let run = row.run
    #expect(run.before.contains { $0.severity == .error })
    #expect(run.codes.contains("PST0421"))
  }

  static let hiding: [Row] = [
    Row(
      "an unknown key of a rule",
      "routing:\n  rules:\n    - { name: a, when: { country: US }, only: { group: interns }, skip: true }"
        + otherwise),
    Row(
      "a condition that was refused",
      "routing:\n  rules:\n    - { name: a, when: { group: { some: [interns] } }, skip: true }" + otherwise),
    Row("rules that are no list", "routing:\n  rules: none" + otherwise),
    Row("a guarantee", "guarantees: [interns]"),
    Row("an unknown section", "extra: { group: interns }"),
    Row("syntax", "page: { accent: \"a\" \"b\" }"),
    Row("an overlay's rule", environment: "overrides: { routing: { rules: [interns] } }"),
    Row("an overlay's unknown key", environment: "overrides: { extra: { group: interns } }"),
    Row(
      "a group that is not declared",
      "routing:\n  rules:\n    - { name: a, when: { group: intern }, skip: true }" + otherwise),
  ]

  @Test(arguments: hiding) func isNotSaidBeside(_ row: Row) {
    #expect(!row.run.codes.contains("PST0421"))
  }

  @Test func withoutChannelsNothingIsSaidOfServices() {
    let channels = "channels:\n  sms: { service: default }\n  call: { service: default }\n"
    let files = [
      "policy.yaml": BasePolicy.policy.replacing(channels, with: ""),
      "environments/prod.yaml": BasePolicy.environment,
    ]
    #expect(Run(files: files, environment: "prod").codes == ["PST0712"])
  }

  @Test func aRuleIsCalledWhatItWasWritten() {
    let run = Run(
      """
      routing:
        rules:
          - { name: same, when: { networkZone: office }, send: [call] }
          - { name: same, when: { country: US }, send: [sms], until: 2020-01-01 }
          - { name: Upper, when: { country: GB }, send: [sms], until: 2020-01-01 }
        otherwise: { send: [sms, call] }
      """, today: "2026-01-01")
    let messages = run.findings.filter { $0.code == "PST0610" }.map(\.message)
    #expect(messages.count == 2)
    #expect(messages.first?.contains("`same`") == true, "\(messages)")
    #expect(messages.last?.contains("`Upper`") == true, "\(messages)")
  }
}
