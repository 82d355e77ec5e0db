#if Server
import Foundation
import HTTPTypes
import Testing

@testable import PosternBridge

@Suite struct StandardWebhooksTests {
  /// The vector of the specification's reference libraries.
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
  static let timestamp: Int64 = 1_614_265_330
  static let body = Array(#"{"test": 2432232314}"#.utf8)
  static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var cause: Unauthorized.Cause?
    var change: @Sendable (inout ReceivedRequest) -> Void

    init(
      _ name: String, _ cause: Unauthorized.Cause?,
      _ change: @escaping @Sendable (inout ReceivedRequest) -> Void
    ) {
      self.name = name
      self.cause = cause
      self.change = change
    }

    var testDescription: String { name }
  }

  static func request() -> ReceivedRequest {
    ReceivedRequest(
      headers: [
        .webhookID: id, .webhookTimestamp: String(timestamp), .webhookSignature: signature,
      ], query: nil, body: body, address: nil, receivedAt: Moment(milliseconds: timestamp * 1000))
  }

  @Test func signsAsTheSpecificationDoes() throws {
    let secret = try #require(WebhookSecret(Self.secret))
    let made = StandardWebhooks.signature(
      id: Self.id, timestamp: Self.timestamp, body: Self.body, secrets: [secret])
    #expect(made == Self.signature)
  }

  static let cases: [Case] = [
    Case("as signed", nil) { _ in },
    Case("at the end of the window", nil) {
      $0.receivedAt = Moment(milliseconds: (timestamp + 300) * 1000 + 999)
    },
    Case("at its beginning", nil) { $0.receivedAt = Moment(milliseconds: (timestamp - 300) * 1000) },
    Case("old", .tooOld) { $0.receivedAt = Moment(milliseconds: (timestamp + 301) * 1000) },
    Case("from the future", .tooNew) { $0.receivedAt = Moment(milliseconds: (timestamp - 301) * 1000) },
    Case("another signature before ours", nil) {
      $0.headers[.webhookSignature] = "v1,\(Data(repeating: 7, count: 32).base64EncodedString()) \(signature)"
    },
    Case("another version beside ours", nil) { $0.headers[.webhookSignature] = "v1a,abcd \(signature)" },
    Case("only another version", .malformed) { $0.headers[.webhookSignature] = "v1a,abcd" },
    Case("a short signature", .malformed) { $0.headers[.webhookSignature] = "v1,AAAA" },
    Case("not base64", .malformed) { $0.headers[.webhookSignature] = "v1,%%%" },
    Case("17 signatures", .malformed) {
      $0.headers[.webhookSignature] = Array(repeating: signature, count: 17).joined(separator: " ")
    },
    Case("no signature", .missing) { $0.headers[.webhookSignature] = nil },
    Case("no id", .missing) { $0.headers[.webhookID] = nil },
    Case("no timestamp", .missing) { $0.headers[.webhookTimestamp] = nil },
    Case("an empty id", .missing) { $0.headers[.webhookID] = "" },
    Case("the id twice", .duplicate) { $0.headers[values: .webhookID] = [id, id] },
    Case("the timestamp twice", .duplicate) {
      $0.headers[values: .webhookTimestamp] = [String(timestamp), String(timestamp)]
    },
    Case("the signature twice", .duplicate) {
      $0.headers[values: .webhookSignature] = [signature, signature]
    },
    Case("a longer id than may be", .malformed) {
      $0.headers[.webhookID] = String(repeating: "a", count: 257)
    },
    Case("a signed timestamp", .malformed) { $0.headers[.webhookTimestamp] = "+\(timestamp)" },
    Case("a fraction", .malformed) { $0.headers[.webhookTimestamp] = "\(timestamp).0" },
    Case("a huge timestamp", .malformed) { $0.headers[.webhookTimestamp] = "99999999999999999999" },
    Case("another timestamp", .wrongSignature) { $0.headers[.webhookTimestamp] = String(timestamp + 1) },
    Case("another id", .wrongSignature) { $0.headers[.webhookID] = id + "x" },
    Case("re-serialised", .wrongSignature) { $0.body = Array(#"{"test":2432232314}"#.utf8) },
    Case("truncated", .wrongSignature) { $0.body.removeLast() },
    Case("longer", .wrongSignature) { $0.body.append(0x20) },
    Case("empty", .wrongSignature) { $0.body = [] },
  ]

  @Test(arguments: cases) func verifies(_ wanted: Case) throws {
    var request = Self.request()
    wanted.change(&request)
    let secret = try #require(WebhookSecret(Self.secret))
    let other = try #require(WebhookSecret(TestSecret.webhook(9)))
    var cause: Unauthorized.Cause?
    do {
      let sender = try StandardWebhooks.verify(request, secrets: [other, secret], tolerance: 300)
      #expect(sender.webhookID == Self.id)
    } catch {
      cause = error.cause
    }
    #expect(cause == wanted.cause)
  }

  @Test func refusesWithoutSecretsAndWithOthers() throws {
    let other = try #require(WebhookSecret(TestSecret.webhook(9)))
    #expect(throws: Unauthorized(.noSecret)) {
      try StandardWebhooks.verify(Self.request(), secrets: [], tolerance: 300)
    }
    #expect(throws: Unauthorized(.wrongSignature)) {
      try StandardWebhooks.verify(Self.request(), secrets: [other], tolerance: 300)
    }
  }

  @Test func signsWithEverySecret() throws {
    let secrets = try [Self.secret, TestSecret.webhook(1)].map { try #require(WebhookSecret($0)) }
    var request = Self.request()
    request.headers[.webhookSignature] = StandardWebhooks.signature(
      id: Self.id, timestamp: Self.timestamp, body: Self.body, secrets: secrets)
    for secret in secrets {
      #expect(throws: Never.self) {
        try StandardWebhooks.verify(request, secrets: [secret], tolerance: 1)
      }
    }
  }

  @Test(arguments: [
    ("whsec_" + SymmetricBytes.base64(Array(repeating: 1, count: 24)), true),
    ("whsec_" + SymmetricBytes.base64(Array(repeating: 1, count: 23)), false),
    (SymmetricBytes.base64(Array(repeating: 1, count: 32)), false),
    ("whsec_not base64 at all, but long enough to be one!", false), ("", false), ("whsec_", false),
  ])
  func readsSecrets(_ text: String, _ isOne: Bool) {
    #expect((WebhookSecret(text) != nil) == isOne)
  }

  @Test func secretsDoNotShowThemselves() throws {
    let text = WebhookSecret.random()
    let secret = try #require(WebhookSecret(text))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret)\(dumped)\(String(reflecting: secret))".contains(text.dropFirst(6)))
    #expect(WebhookSecret.random() != text)
  }
}
#endif
