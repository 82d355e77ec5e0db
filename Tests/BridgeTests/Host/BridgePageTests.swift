#if Server
import TestSupport
import Testing

@testable import PosternBridge

/// What the pages about the bridge promise, as the sources have it.
@Suite("the pages about the bridge") struct BridgePageTests {
  private let page: String
  private let protocolPage: String

  init() throws {
    page = try Repository.text("Documentation/Bridge.md")
    protocolPage = try Repository.text("Documentation/BridgeProtocol.md")
  }

  @Test func everyMetricStandsThereWithItsType() {
    for family in MetricFamily.all {
      #expect(page.contains("| `\(family.name)` | \(family.kind.rawValue) |"), "\(family.name)")
    }
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `postern_") }
    #expect(rows.count == MetricFamily.all.count, "no metric that is not")
  }

  @Test func everyVariableIsRead() {
    let variables = Set(page.matches(of: /`POSTERN_([A-Z_]+)`/).map { String($0.1) })
    #expect(variables.count == 15)
    let none = "\(BridgeOptions())"
    for variable in variables {
      #expect("\(BridgeOptions().filled(from: ["POSTERN_\(variable)": "x"]))" != none, "\(variable)")
    }
    #expect(Mirror(reflecting: BridgeOptions()).children.count == variables.count)
  }

  @Test func theSignatureOfTheExampleHolds() throws {
    let secret = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3"
    let body = #"{"auth_request_id":"req-7c1","code":"123456"}"#
    let signature = StandardWebhooks.signature(
      id: "msg_test", timestamp: 1_795_420_800, body: Array(body.utf8),
      secrets: [try #require(WebhookSecret(secret))])
    for text in [secret, "msg_test", "1795420800", body, signature] { #expect(protocolPage.contains(text)) }
  }

  @Test func everyReasonAndEveryEndpointStandsThere() {
    for reason in DeniedReason.allCases { #expect(protocolPage.contains("`\(reason.rawValue)`")) }
    for endpoint in WebhookEndpoint.allCases { #expect(protocolPage.contains("| `\(endpoint.rawValue)` |")) }
  }

  @Test func everyKeyOfATriggerIsReadAsTheTypeItHas() throws {
    let rows = protocolPage.split(separator: "\n").filter {
      $0.contains("| text") || $0.contains("| list of texts")
    }
    let keys = rows.flatMap { row in
      row.split(separator: "|")[0].matches(of: /`([a-z_.]+)`/).map { String($0.1) }
    }
    #expect(keys.contains("user.phone_number") && keys.count == 16)
    for key in keys {
      let path = key.split(separator: ".")
      let wrong = path.count == 2 ? #""\#(path[0])":{"\#(path[1])":7}"# : #""\#(key)":7"#
      let id = key == "auth_request_id" ? "" : #""auth_request_id":"a","#
      #expect(throws: Refusal.self, "\(key)") { try RequestBodies.trigger(Array("{\(id)\(wrong)}".utf8)) }
    }
  }

  @Test func errorsHaveTheNamesThatStandThere() {
    let problems: [Problem] =
      [
        .noHost, .notFound, .wrongMethod, .bodyTooLarge, .headersTooLarge, .tooSlow, .internal,
        .unauthorized(.standardWebhooks),
      ]
      + ([
        .malformed(""), .unknown, .conflict, .unprocessable(""), .usedUp, .tooEarly(retryAfter: 1),
        .limited(retryAfter: 1), .unavailable(retryAfter: 1),
      ] as [Refusal]).map { Problem($0) }
    for problem in problems {
      let rows = protocolPage.split(separator: "\n").filter { $0.hasPrefix("| \(problem.status.code) |") }
      #expect(rows.contains { $0.contains("`\(problem.name)`") }, "\(problem.name)")
    }
  }
}
#endif
