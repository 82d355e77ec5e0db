#if Server
import Foundation
import Testing

extension AttackTests {
  /// A signed request, and what was done to it on the way.
  struct Tampering: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var secret: UInt8 = 1
    /// Seconds that the sender's clock is ahead.
    var ahead: Int64 = 0
    var endpoint = "2fa-trigger"
    var body: @Sendable (String) -> String = { $0 }
    var headers: @Sendable (inout [(String, String)]) -> Void = { _ in }
    var status = 401

    init(
      _ name: String, secret: UInt8 = 1, ahead: Int64 = 0, endpoint: String = "2fa-trigger",
      status: Int = 401,
      body: @escaping @Sendable (String) -> String = { $0 },
      headers: @escaping @Sendable (inout [(String, String)]) -> Void = { _ in }
    ) {
      testDescription = name
      self.secret = secret
      self.ahead = ahead
      self.endpoint = endpoint
      self.status = status
      self.body = body
      self.headers = headers
    }
  }

  static let tamperings: [Tampering] = [
    Tampering("an unknown secret", secret: 9),
    Tampering("the verify side's secret at the trigger", secret: 3),
    Tampering("the trigger's secret at the verify side", endpoint: "2fa-verify"),
    Tampering("a secret of callbacks, reflected", secret: 4),
    Tampering("an hour old", ahead: -3_600),
    Tampering("301 s old", ahead: -302),
    Tampering("an hour ahead", ahead: 3_600),
    Tampering("another number in the body", body: { $0.replacingOccurrences(of: "0123", with: "0188") }),
    Tampering("the same JSON written otherwise", body: { $0.replacingOccurrences(of: ":", with: ": ") }),
    Tampering("a final newline", body: { $0 + "\n" }),
    Tampering("cut off", body: { String($0.dropLast(1)) }),
    Tampering("nothing", body: { _ in "" }),
    Tampering("another webhook-id", headers: { replace("webhook-id", "msg_other", &$0) }),
    Tampering("another timestamp", headers: { replace("webhook-timestamp", "1", &$0) }),
    Tampering("no signature", headers: { $0.removeAll { $0.0 == "webhook-signature" } }),
    Tampering("an empty signature", headers: { replace("webhook-signature", "", &$0) }),
    Tampering("v1 and nothing", headers: { replace("webhook-signature", "v1,", &$0) }),
    Tampering("two signatures in two lines", headers: { $0.append(("webhook-signature", "v1,AAAA")) }),
    Tampering("two ids", headers: { $0.append(("webhook-id", "msg_b")) }),
    Tampering(
      "too long", status: 413, body: { $0 + String(repeating: " ", count: 70_000) }),
    Tampering(
      "headers too long", status: 431,
      headers: { $0.append(("x-padding", String(repeating: "a", count: 17_000))) }),
  ]

  static func replace(_ name: String, _ value: String, _ headers: inout [(String, String)]) {
    headers.removeAll { $0.0 == name }
    headers.append((name, value))
  }
}
#endif
