#if Server
import FakeTwilio
import NIOConcurrencyHelpers
import Testing

@testable import PosternBridge

/// The client against the fake, over HTTP on this machine.
@Suite struct TwilioClientTests {
  @Test(arguments: ["sms", "call", "whatsapp", "email"]) func startsAndChecks(_ channel: String) async throws
  {
    try await TwilioFixture.run { fake, client, _ in
      let to = channel == "email" ? TwilioFixture.address : TwilioFixture.number
      let started = try await client.start(TwilioFixture.start(channel))
      #expect(started.status == "pending")
      #expect(started.sendCount == 1)
      #expect(started.requestID?.hasPrefix("RQ") == true)
      let code = try #require(fake.code(for: to))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: started.sid)
      let wrong = try await client.check(
        CheckVerification(reference: reference, code: Self.other(than: code)))
      #expect(wrong.status == "pending")
      let right = try await client.check(CheckVerification(reference: reference, code: code))
      #expect(right.status == "approved")
      #expect(right.sid == started.sid)
      let again = await TwilioFixture.fault {
        try await client.check(CheckVerification(reference: reference, code: code))
      }
      #expect(again?.code == 20404)
      #expect(again?.execution == .notProcessed)
    }
  }

  @Test func resendsTheSameCodeUnderTheSameSID() async throws {
    try await TwilioFixture.run { fake, client, _ in
      let first = try await client.start(TwilioFixture.start())
      let code = fake.code(for: TwilioFixture.number)
      let second = try await client.start(TwilioFixture.start("call"))
      #expect(second.sid == first.sid)
      #expect(second.sendCount == 2)
      #expect(fake.code(for: TwilioFixture.number) == code)
      for _ in 0..<3 { _ = try await client.start(TwilioFixture.start()) }
      let sixth = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(sixth?.code == 60203)
      #expect(sixth?.status == 429)
    }
  }

  @Test func cancelsAndStartsWithANewCode() async throws {
    try await TwilioFixture.run { fake, client, _ in
      let first = try await client.start(TwilioFixture.start())
      let code = try #require(fake.code(for: TwilioFixture.number))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: first.sid)
      try await client.cancel(reference)
      #expect(fake.code(for: TwilioFixture.number) == nil)
      let second = try await client.start(TwilioFixture.start())
      #expect(second.sid != first.sid)
      #expect(second.sendCount == 1)
      let late = await TwilioFixture.fault {
        try await client.check(CheckVerification(reference: reference, code: code))
      }
      #expect(late?.code == 20404)
    }
  }

  @Test func passesEveryParameter() async throws {
    var settings = FakeSettings(services: [FakeVerifyService(sid: TwilioFixture.service, isPSD2: true)])
    settings.services[0].rateLimits = ["ip": [FakeVerifyService.Bucket(max: 1, interval: 60)]]
    try await TwilioFixture.run(settings) { fake, client, _ in
      var request = TwilioFixture.start()
      request.locale = "pt-BR"
      request.templateSID = "HJ" + String(repeating: "a", count: 32)
      request.amount = "€39.99 & more"
      request.payee = "Açaí + Söhne = 100%"
      request.rateLimits = [("ip", "sha\"1"), ("prefix", "+5511")]
      let started = try await client.start(request)
      let fields = try #require(fake.requests.last?.request)
      #expect(fields["Locale"] == "pt-BR")
      #expect(fields["TemplateSid"] == request.templateSID)
      #expect(fields["Amount"] == request.amount)
      #expect(fields["Payee"] == request.payee)
      #expect(fields["RateLimits"] == #"{"ip":"sha\"1","prefix":"+5511"}"#)
      let limited = await TwilioFixture.fault { try await client.start(request) }
      #expect(limited?.code == 20429)
      #expect(limited?.execution == .notProcessed)
      let code = try #require(fake.code(for: TwilioFixture.number))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: started.sid)
      let other = CheckVerification(reference: reference, code: code, amount: "1", payee: request.payee)
      #expect(try await client.check(other).status == "pending")
      let same = CheckVerification(
        reference: reference, code: code, amount: request.amount, payee: request.payee)
      #expect(try await client.check(same).status == "approved")
    }
  }

  @Test func sendsTheHeadersAndTheKeyOfTheMoment() async throws {
    let secrets = RotatingSecret("old")
    var settings = FakeSettings()
    settings.secrets = ["new"]
    let fake = try FakeTwilio(settings)
    try await fake.serving { url in
      let client = try TwilioFixture.client(url, secret: { secrets.value })
      let refused = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(refused?.code == 20003)
      #expect(refused?.status == 401)
      secrets.value = "new"
      _ = try await client.start(TwilioFixture.start())
      #expect(fake.requests.map(\.request.password) == ["old", "new"])
      #expect(fake.requests.allSatisfy { $0.request.user == TwilioFixture.apiKey })
      secrets.value = nil
      let none = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(none?.isLocal == true)
      #expect(fake.requests.count == 2)
    }
  }

  /// Key and secret are rotated together.
  @Test func theKeyIsThatOfTheMoment() async throws {
    let fake = try FakeTwilio(FakeSettings())
    let key = NIOLockedValueBox(TwilioFixture.apiKey)
    try await fake.serving { url in
      let client = TwilioClient(
        http: TwilioFixture.http, endpoint: try TwilioEndpoint(url), apiKey: key.withLockedValue { $0 },
        secret: { TwilioFixture.secret }, timeouts: TwilioFixture.patient)
      _ = try await client.start(TwilioFixture.start())
      let next = "SK" + String(repeating: "7", count: 32)
      fake.change { $0.apiKey = next }
      #expect(await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }?.status == 401)
      key.withLockedValue { $0 = next }
      _ = try await client.start(TwilioFixture.start())
    }
    #expect(fake.messages.count == 2)
  }

  @Test func listsAttempts() async throws {
    try await TwilioFixture.run { fake, client, clock in
      clock.advance(milliseconds: 500)
      let began = clock.now
      let first = try await client.start(TwilioFixture.start())
      clock.advance(milliseconds: 30_000)
      _ = try await client.start(TwilioFixture.start("call"))
      _ = try await client.start(TwilioFixture.start("email"))
      let found = try await client.attempts(
        to: TwilioFixture.number, service: TwilioFixture.service, after: began)
      #expect(found.map(\.channel) == ["call", "sms"])
      #expect(found.allSatisfy { $0.verificationSID == first.sid && !$0.isConverted })
      #expect(found.map { $0.createdAt.seconds - began.seconds } == [30, 0])
      let code = try #require(fake.code(for: TwilioFixture.number))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: first.sid)
      _ = try await client.check(CheckVerification(reference: reference, code: code))
      let converted = try await client.attempts(of: reference)
      #expect(converted.count == 2)
      #expect(converted.allSatisfy { $0.isConverted })
      let later = try await client.attempts(
        to: TwilioFixture.number, service: TwilioFixture.service, after: clock.now.adding(seconds: 1))
      #expect(later == [])
    }
  }

  /// More than the client reads: it stops after 4 pages of 20, and asks its own host, not the one in the answer.
  @Test func boundsThePages() async throws {
    try await TwilioFixture.run { fake, client, clock in
      for _ in 0..<18 {
        for _ in 0..<5 { _ = try await client.start(TwilioFixture.start()) }
        clock.advance(milliseconds: 600_000)
      }
      let began = Moment(milliseconds: 0)
      let found = try await client.attempts(
        to: TwilioFixture.number, service: TwilioFixture.service, after: began)
      #expect(found.count == 80)
      #expect(Set(found.map(\.sid)).count == 80)
      #expect(fake.requests(.attempts).count == 4)
    }
  }

  static func other(than code: String) -> String {
    String(code.map { $0 == "9" ? "0" : "9" })
  }
}

/// A secret that a test replaces.
final class RotatingSecret: Sendable {
  private let content: NIOLockedValueBox<String?>

  init(_ value: String?) { content = NIOLockedValueBox(value) }

  var value: String? {
    get { content.withLockedValue { $0 } }
    set { content.withLockedValue { $0 = newValue } }
  }
}
#endif
