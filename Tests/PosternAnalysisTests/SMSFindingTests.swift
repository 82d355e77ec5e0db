import PosternCompiler
import PosternDiagnostics
import TestSupport
import Testing

/// Findings about plans of SMS, as `language.md` lists them: exact where conditions on several attributes meet.
@Suite struct SMSFindingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var service = "{ friendlyName: Example, lookup: true }"
    var channels = "{ sms: { service: default }, call: { service: default } }"
    var countries = "[{ countries: [US, GB, DE], mode: allow }]"
    let routing: String
    var expected: [String] = []
  }

  private static let forbidding =
    "[{ countries: [US, GB, DE], mode: allow }, { countries: [DE, CU], channels: { forbid: [sms] } }]"
  private static let skipping = "{ friendlyName: Example, lookup: true, skipSmsToLandlines: true }"

  static let rows: [Row] = [
    Row(
      testDescription: "a country forbids the only channel", countries: forbidding,
      routing: """
          rules:
            - { name: inside, when: { networkZone: office }, send: [call] }
          otherwise: { send: [sms, sms] }
        """, expected: ["PST0623 the plan of `otherwise` is `sms` alone, which `DE` forbids"]),
    Row(
      testDescription: "that country never comes so far", countries: forbidding,
      routing: """
          rules:
            - { name: germany, when: { country: DE }, send: [call] }
          otherwise: { send: [sms] }
        """),
    Row(
      testDescription: "that country comes so far with neither of two risks", countries: forbidding,
      routing: """
          rules:
            - { name: risky, when: { country: DE, risk: { atLeast: low } }, send: [call] }
            - { name: unknown-risk, when: { risk: unknown }, send: [call, sms] }
          otherwise: { send: [sms] }
        """),
    Row(
      testDescription: "a group that a `use` rule names",
      routing: """
          rules:
            - { name: strong, when: { group: admins, application: wiki }, use: [webauthn] }
            - { name: called, when: { country: US }, send: [call] }
          otherwise: { send: [sms] }
        """, expected: ["PST0624 `otherwise` lets in group `admins` by SMS alone"]),
    Row(
      testDescription: "a group that the `use` rule always catches",
      routing: """
          rules:
            - { name: strong, when: { any: [{ group: admins }, { application: wiki }] }, use: [webauthn] }
          otherwise: { send: [sms] }
        """),
    Row(
      testDescription: "a group that two `use` rules catch together",
      routing: """
          rules:
            - { name: strong, when: { group: admins, application: wiki }, use: [webauthn] }
            - { name: stronger, when: { group: admins, application: { not: wiki } }, use: [totp] }
          otherwise: { send: [sms] }
        """),
    Row(
      testDescription: "`use: [idaas-sms]` is SMS too",
      routing: """
          rules:
            - { name: texted, when: { group: admins }, use: [idaas-sms] }
          otherwise: { send: [sms, call] }
        """, expected: ["PST0624 `texted` lets in group `admins` by SMS alone"]),
    Row(
      testDescription: "a fixed line that the service skips", service: skipping,
      routing: "  otherwise: { send: [sms, call] }",
      expected: ["PST0625 service `default` skips landlines, and `sms` can be planned for a fixed line"]),
    Row(
      testDescription: "fixed lines that the channel leaves out", service: skipping,
      channels:
        "{ sms: { service: default, lineTypes: [mobile, fixed_line_or_mobile] }, call: { service: default } }",
      routing: "  otherwise: { send: [sms, call] }"),
    Row(
      testDescription: "fixed lines that rules before decide country by country", service: skipping,
      routing: """
          rules:
            - { name: germans, when: { country: DE, lineType: fixed_line }, send: [call] }
            - { name: others, when: { country: [US, GB], lineType: fixed_line }, send: [call] }
          otherwise: { send: [sms, call] }
        """),
  ]

  @Test(arguments: rows) func isExact(_ row: Row) {
    let files = ["policy.yaml": Self.policy(row), "environments/dev.yaml": Self.environment]
    let checked = Pipeline.check(.memory(files), folder: ".", today: "2026-11-23")
    #expect(checked.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let codes: Set = ["PST0623", "PST0624", "PST0625"]
    let found = checked.diagnostics.filter { codes.contains($0.code) }.map { "\($0.code) \($0.message)" }
    #expect(found == row.expected)
  }

  private static func policy(_ row: Row) -> String {
    """
    policy: texts
    language: 1
    identityProviders: { google: { kind: google, clientId: a, clientSecret: !secret s } }
    directory:
      applications: { wiki: app_wiki }
      groups: { admins: g_admins }
      networkZones: { office: { cidrs: [203.0.113.0/24] } }
      breakGlass: none
    verifyServices: { default: \(row.service) }
    channels: \(row.channels)
    countries: { rules: \(row.countries), otherwise: block }
    limits: { per-number: { key: number, buckets: [5 per 10m] } }
    webhook: { url: "https://login.example/t", signing: { secrets: [!secret w] } }
    routing:
    \(row.routing)

    """
  }

  /// The place is the one whose change mends it: the channel, which is there once for all plans.
  @Test func landlinesAreMendedAtTheChannel() throws {
    let files = [
      "policy.yaml": Self.policy(
        try #require(Self.rows.first { $0.expected.contains { $0.hasPrefix("PST0625") } })),
      "environments/dev.yaml": Self.environment,
    ]
    let checked = Pipeline.check(.memory(files), folder: ".", today: "2026-11-23")
    let found = try #require(checked.diagnostics.first { $0.code == "PST0625" })
    func text(_ range: SourceRange) -> String {
      String(decoding: checked.sources[range.file].bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
    #expect(text(found.range) == "sms")
    #expect(found.related.map { text($0.range) } == ["default", "[sms, call]"])
    #expect(found.related.first?.message == "`default` skips landlines")
  }

  private static let environment = """
    environment: dev
    idaas: { region: cn-hangzhou, instance: i }
    twilio:
      account: AC00000000000000000000000000000001
      apiKey: SK00000000000000000000000000000001
      apiSecret: !secret t
      services: { default: VA00000000000000000000000000000001 }

    """
}
