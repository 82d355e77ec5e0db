#if Server
import FakeTwilio
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import PosternBridge

/// What the client makes of everything that goes wrong: above all, whether the request may have had its effect.
@Suite struct TwilioFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var effect: FakeFault.Effect
    var status: Int?
    var code: Int?
    var execution: TwilioFault.Execution
    /// Whether the message really went out.
    var isSent = false
    var testDescription: String { name }
    var isStalled: Bool { effect == .stallBefore || effect == .stallAfter }
  }

  static let cases: [Case] = [
    Case(
      name: "a code", effect: .refuse(status: 403, code: 60605), status: 403, code: 60605,
      execution: .notProcessed),
    Case(
      name: "too much at once", effect: .refuse(status: 429, code: 20429), status: 429, code: 20429,
      execution: .notProcessed),
    Case(
      name: "no code, but Twilio's body", effect: .refuse(status: 404, code: nil), status: 404,
      execution: .notProcessed),
    Case(
      name: "5xx with a code", effect: .refuse(status: 503, code: 20503), status: 503, code: 20503,
      execution: .unknown),
    Case(name: "gateway 502", effect: .page(status: 502), status: 502, execution: .unknown),
    Case(name: "gateway 403", effect: .page(status: 403), status: 403, execution: .unknown),
    Case(
      name: "redirect", effect: .redirect(to: "http://127.0.0.1:1/"), status: 302, execution: .unknown),
    Case(name: "reset before", effect: .resetBefore, execution: .unknown),
    Case(name: "reset after", effect: .resetAfter, execution: .unknown, isSent: true),
    Case(name: "no answer", effect: .stallBefore, execution: .unknown),
    Case(name: "answer too late", effect: .stallAfter, execution: .unknown, isSent: true),
    Case(
      name: "no JSON", effect: .garble("<html>"), status: 201, execution: .unknown, isSent: true),
    Case(name: "no body", effect: .garble(""), status: 201, execution: .unknown, isSent: true),
    Case(
      name: "no object", effect: .garble("[]"), status: 201, execution: .unknown, isSent: true),
    Case(
      name: "no SID", effect: .garble(#"{"status":"pending"}"#), status: 201, execution: .unknown,
      isSent: true),
    Case(
      name: "no status", effect: .garble(#"{"sid":"VE00000000000000000000000000000000"}"#), status: 201,
      execution: .unknown, isSent: true),
    Case(
      name: "too long", effect: .garble(#"{"a":""# + String(repeating: "x", count: 70_000) + #""}"#),
      status: 201,
      execution: .unknown, isSent: true),
    Case(name: "500 though sent", effect: .status(500), status: 500, execution: .unknown, isSent: true),
  ]

  @Test(arguments: cases, FakeSettings.ErrorBody.allCases)
  func tells(_ row: Case, _ body: FakeSettings.ErrorBody) async throws {
    var timeouts = TwilioClient.Timeouts()
    // Longer than an answer takes on a busy machine, even where none ever comes.
    timeouts.start = row.isStalled ? 3_000 : 20_000
    var settings = FakeSettings()
    settings.errorBody = body
    try await TwilioFixture.run(settings, timeouts: timeouts) { fake, client, _ in
      fake.add(FakeFault(row.effect, on: .start))
      let fault = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(fault?.status == row.status)
      #expect(fault?.code == row.code)
      #expect(fault?.execution == row.execution)
      #expect(fault?.isLocal == false)
      #expect(fake.messages.count == (row.isSent ? 1 : 0))
      #expect(fake.requests.count == 1)
    }
  }

  @Test func knowsWhatNeverLeft() async throws {
    // Nobody listens there. A port that was free a moment ago is soon another test's.
    let client = try TwilioFixture.client("http://127.0.0.1:1")
    let fault = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
    #expect(fault == TwilioFault(execution: .notProcessed))
    let lookup = await TwilioFixture.fault {
      try await client.attempts(of: Verification.Reference(service: "VA", sid: "VE"))
    }
    #expect(lookup == TwilioFault(execution: .notProcessed))
  }

  /// TLS that never begins: the request did not leave either.
  @Test func knowsWhatNeverLeftByTLS() async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { $0.close() }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    let client = try TwilioFixture.client("https://127.0.0.1:\(port)")
    let fault = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
    #expect(fault?.execution == .notProcessed)
    try await server.close()
  }

  @Test(
    arguments: [
      ("Invalid parameter `To`: +5511987654321", "To"), ("Invalid parameter: Locale", "Locale"),
      ("Invalid parameter `Code`: 123456", "Code"), ("Invalid parameter `+5511987654321`", nil),
      ("Something else To", nil), ("", nil),
    ] as [(String, String?)], FakeSettings.ErrorBody.allCases)
  func namesTheParameter(_ row: (String, String?), _ body: FakeSettings.ErrorBody) async throws {
    let (message, parameter) = row
    var settings = FakeSettings()
    settings.errorBody = body
    try await TwilioFixture.run(settings) { fake, client, _ in
      fake.add(FakeFault(.refuse(status: 400, code: 60200, message: message)))
      let fault = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(fault?.parameter == parameter)
    }
  }

  @Test func readsErrorsOfTheNewerBody() {
    let body = """
      {"type":"about:blank","title":"Bad Request","status":400,"code":60200,"detail":"invalid",
       "errors":[{"detail":"not a number","pointer":"#/To"}]}
      """
    let fault = TwilioFault(status: 400, body: Array(body.utf8), requestID: nil)
    #expect(fault.code == 60200)
    #expect(fault.parameter == "To")
    #expect(fault.execution == .notProcessed)
  }

  @Test func doesNotBelieveAnotherVerification() async throws {
    try await TwilioFixture.run { fake, client, _ in
      let started = try await client.start(TwilioFixture.start())
      fake.add(
        FakeFault(.garble(#"{"sid":"VE99999999999999999999999999999999","status":"approved"}"#), on: .check))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: started.sid)
      let fault = await TwilioFixture.fault {
        try await client.check(CheckVerification(reference: reference, code: "123456"))
      }
      #expect(fault?.execution == .unknown)
    }
  }

  /// Nothing that is thrown or described holds the number, the code, the secret or the key.
  @Test(arguments: cases.filter { !$0.isStalled }) func keepsSecrets(_ row: Case) async throws {
    try await TwilioFixture.run { fake, client, _ in
      let started = try await client.start(TwilioFixture.start())
      let code = try #require(fake.code(for: TwilioFixture.number))
      fake.add(FakeFault(row.effect, times: 2))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: started.sid)
      let check = CheckVerification(reference: reference, code: code)
      var seen = "\(TwilioFixture.start()) \(check) \(client)"
      for fault in [
        await TwilioFixture.fault { try await client.start(TwilioFixture.start()) },
        await TwilioFixture.fault { try await client.check(check) },
      ] {
        seen += "\(String(reflecting: fault)) \(fault.map { "\($0.localizedDescription)" } ?? "")"
      }
      for secret in [
        TwilioFixture.number, String(TwilioFixture.number.dropFirst()), code, TwilioFixture.secret,
      ] {
        #expect(!seen.contains(secret))
      }
    }
  }
}
#endif
