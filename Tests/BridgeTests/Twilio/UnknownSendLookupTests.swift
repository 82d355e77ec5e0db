#if Server
import FakeTwilio
import Testing

@testable import PosternBridge

/// What became of a call whose answer was lost.
@Suite struct UnknownSendLookupTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var effect: FakeFault.Effect
    /// Milliseconds until an attempt is listed.
    var delay: Int64 = 0
    var lookups: [FakeFault] = []
    var finding: String
    var questions: Int
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "sent", effect: .resetAfter, finding: "adopted", questions: 1),
    Case(name: "sent, listed late", effect: .resetAfter, delay: 9_000, finding: "adopted", questions: 3),
    Case(
      name: "sent, listed too late", effect: .resetAfter, delay: 11_000, finding: "notFound", questions: 3),
    Case(name: "not sent", effect: .resetBefore, finding: "notFound", questions: 3),
    Case(
      name: "may not ask", effect: .resetAfter,
      lookups: [FakeFault(.refuse(status: 403, code: 20403), on: .attempts)], finding: "forbidden",
      questions: 1),
    Case(
      name: "one question fails", effect: .resetAfter,
      lookups: [FakeFault(.page(status: 502), on: .attempts)],
      finding: "adopted", questions: 2),
    Case(
      name: "no question is answered", effect: .resetAfter,
      lookups: [FakeFault(.resetBefore, on: .attempts, times: 3)], finding: "forbidden", questions: 3),
  ]

  @Test(arguments: cases) func finds(_ row: Case) async throws {
    let clock = ImpatientClock()
    var settings = FakeSettings()
    settings.attemptsDelay = row.delay
    let fake = try FakeTwilio(settings, now: { clock.now.milliseconds })
    try await fake.serving { url in
      let client = try TwilioFixture.client(url)
      fake.add(FakeFault(row.effect, on: .start))
      for fault in row.lookups { fake.add(fault) }
      let began = clock.now
      let fault = await TwilioFixture.fault { try await client.start(TwilioFixture.start()) }
      #expect(fault?.execution == .unknown)
      let finding = try await UnknownSendLookup(client, clock: clock).send(
        to: TwilioFixture.number, service: TwilioFixture.service, channel: "sms", startedAt: began)
      #expect("\(finding)".hasPrefix(row.finding))
      if case .adopted(let attempt) = finding {
        #expect(attempt.verificationSID == fake.messages.first?.verification)
      }
      #expect(fake.requests(.attempts).count == row.questions)
      #expect(clock.now.since(began) <= 10_000)
      #expect(fake.violations == [])
    }
  }

  /// Earlier sends, other channels and attempts that belong to other sends are not taken for this one.
  @Test func doesNotAdoptAnother() async throws {
    let clock = ImpatientClock()
    let fake = try FakeTwilio(now: { clock.now.milliseconds })
    try await fake.serving { url in
      let client = try TwilioFixture.client(url)
      let lookup = UnknownSendLookup(client, clock: clock)
      _ = try await client.start(TwilioFixture.start())
      try await clock.sleep(milliseconds: 30_000)
      let began = clock.now
      func find(_ channel: String, known: Set<String> = []) async throws -> UnknownSendLookup.Finding {
        try await lookup.send(
          to: TwilioFixture.number, service: TwilioFixture.service, channel: channel, startedAt: began,
          known: known)
      }
      #expect(try await find("sms") == .notFound)
      _ = try await client.start(TwilioFixture.start("call"))
      #expect(try await find("sms") == .notFound)
      guard case .adopted(let attempt) = try await find("call") else {
        Issue.record("the call was not found")
        return
      }
      #expect(try await find("call", known: [attempt.sid]) == .notFound)
      let verification = try #require(attempt.verificationSID)
      #expect(try await find("call", known: [verification]) == .notFound)
    }
  }

  @Test(arguments: [(true, "adopted"), (false, "notFound")])
  func tellsAnApprovalWhoseAnswerWasLost(_ isRight: Bool, _ expected: String) async throws {
    let clock = ImpatientClock()
    let fake = try FakeTwilio(now: { clock.now.milliseconds })
    try await fake.serving { url in
      let client = try TwilioFixture.client(url)
      let started = try await client.start(TwilioFixture.start())
      let code = try #require(fake.code(for: TwilioFixture.number))
      fake.add(FakeFault(.resetAfter, on: .check))
      let reference = Verification.Reference(service: TwilioFixture.service, sid: started.sid)
      let typed = isRight ? code : TwilioClientTests.other(than: code)
      let fault = await TwilioFixture.fault {
        try await client.check(CheckVerification(reference: reference, code: typed))
      }
      #expect(fault?.execution == .unknown)
      let finding = try await UnknownSendLookup(client, clock: clock).approval(of: reference)
      #expect("\(finding)".hasPrefix(expected))
    }
  }
}
#endif
