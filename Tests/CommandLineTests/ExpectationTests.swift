import Foundation
import TestSupport
import Testing

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
