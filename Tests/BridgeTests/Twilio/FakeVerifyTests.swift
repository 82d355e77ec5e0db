#if Server
import PosternJSON
import Testing

@testable import FakeTwilio

/// The fake itself: what it claims of Twilio, a row a claim.
@Suite struct FakeVerifyTests {
  /// The state machine with a clock, and every successful answer checked against Twilio's description.
  struct Twilio {
    var verify: FakeVerify
    var now: Int64 = 1_800_000_000_000
    let service = FakeVerifyService.sid(1)

    init(_ settings: FakeSettings = FakeSettings()) throws {
      verify = try FakeVerify(settings)
    }

    mutating func ask(_ method: String, _ path: String, _ fields: [(String, String)] = []) -> FakeAnswer {
      let outcome = verify.take(
        FakeRequest(
          method: method, path: path, fields: fields.map { (name: $0.0, value: $0.1) },
          user: verify.settings.apiKey, password: "fake-secret"),
        at: now)
      let answer = outcome.answer ?? FakeAnswer(0, .null)
      if answer.status / 100 == 2, let operation = verify.requests.last?.operation {
        #expect(verify.description.faults(of: answer, to: operation) == [])
      }
      for message in verify.messages where message.code.count > 3 {
        #expect(!JSONWriter().text(answer.body).contains("\"\(message.code)\""))
      }
      return answer
    }

    mutating func start(_ channel: String = "sms", _ more: [(String, String)] = []) -> FakeAnswer {
      let to = channel == "email" ? "a@example.com" : "+14155550100"
      return ask("POST", "/v2/Services/\(service)/Verifications", [("To", to), ("Channel", channel)] + more)
    }

    mutating func check(_ code: String, sid: String? = nil) -> FakeAnswer {
      let who = sid.map { ("VerificationSid", $0) } ?? ("To", "+14155550100")
      return ask("POST", "/v2/Services/\(service)/VerificationCheck", [who, ("Code", code)])
    }

    mutating func fetch(_ sid: String) -> FakeAnswer {
      ask("GET", "/v2/Services/\(service)/Verifications/\(sid)")
    }

    mutating func update(_ sid: String, _ status: String) -> FakeAnswer {
      ask("POST", "/v2/Services/\(service)/Verifications/\(sid)", [("Status", status)])
    }

    var code: String { verify.code(for: "+14155550100", at: now) ?? "none" }
  }

  /// Asked against the description: recorded, and answered 400/20001.
  @Test(
    arguments: [
      ("unknown parameter", "Verifications", [("To", "+14155550100"), ("Channel", "sms"), ("TTL", "60")]),
      ("wrong case", "Verifications", [("to", "+14155550100"), ("Channel", "sms")]),
      ("missing parameter", "Verifications", [("To", "+14155550100")]),
      ("given twice", "Verifications", [("To", "+14155550100"), ("Channel", "sms"), ("Channel", "sms")]),
      ("no SID", "Verifications", [("To", "+14155550100"), ("Channel", "sms"), ("TemplateSid", "HJ1")]),
      (
        "another SID", "VerificationCheck", [("Code", "1234"), ("VerificationSid", FakeVerifyService.sid(1))]
      ),
      ("no JSON", "Verifications", [("To", "+14155550100"), ("Channel", "sms"), ("RateLimits", "{")]),
      ("no boolean", "Verifications", [("To", "+1"), ("Channel", "sms"), ("EnableSnaClientToken", "yes")]),
      ("no such status", "Verifications/VE1", [("Status", "expired")]),
      ("nothing", "Verifications", []),
    ] as [(String, String, [(String, String)])])
  func refusesWhatIsNotDescribed(_ name: String, _ path: String, _ fields: [(String, String)]) throws {
    var twilio = try Twilio()
    let answer = twilio.ask("POST", "/v2/Services/\(twilio.service)/\(path)", fields)
    #expect(answer.status == 400)
    #expect(answer.body["code"]?.integer == 20001)
    #expect(twilio.verify.violations != [])
    #expect(twilio.verify.messages == [])
  }

  @Test(
    arguments: [
      [("DateCreatedAfter", "2026-11-23")], [("PageSize", "0")], [("PageSize", "1001")], [("To", "+1")],
      [("Channel", "sna")], [("VerifyServiceSid", "VA1")], [("Page", "-1")],
    ] as [[(String, String)]])
  func refusesQueriesThatAreNotDescribed(_ fields: [(String, String)]) throws {
    var twilio = try Twilio()
    #expect(twilio.ask("GET", "/v2/Attempts", fields).status == 400)
    #expect(twilio.verify.violations.count == 1)
  }

  @Test func refusesPathsThatAreNotDescribed() throws {
    var twilio = try Twilio()
    #expect(
      twilio.ask("POST", "/v2/Services/VA1/Verifications", [("To", "+1"), ("Channel", "sms")]).status == 400)
    #expect(twilio.ask("DELETE", "/v2/Services/\(twilio.service)/Verifications/VE1").status == 404)
    #expect(twilio.ask("POST", "/v2/Services/\(twilio.service)/verificationCheck").status == 404)
    #expect(twilio.verify.violations.count == 3)
  }

  /// Parameters that the description lacks and Twilio documents elsewhere are no violation.
  @Test func knowsTheOverlay() throws {
    var twilio = try Twilio()
    #expect(twilio.start("sms", [("Templates", "[]")]).status == 201)
    #expect(twilio.verify.violations == [])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int
    var code: Int
    var fields: [(String, String)]
    var change: @Sendable (inout FakeVerifyService) -> Void = { _ in }
    var testDescription: String { name }
  }

  static let number = ("To", "+14155550100")

  @Test(
    arguments: [
      Refusal(
        name: "no plus sign", status: 400, code: 60200, fields: [("To", "14155550100"), ("Channel", "sms")]),
      Refusal(name: "voice", status: 400, code: 60200, fields: [number, ("Channel", "voice")]),
      Refusal(name: "rcs", status: 400, code: 60200, fields: [number, ("Channel", "rcs")]),
      Refusal(name: "a number by e-mail", status: 400, code: 60200, fields: [number, ("Channel", "email")]),
      Refusal(
        name: "an address by sms", status: 400, code: 60200, fields: [("To", "a@b.c"), ("Channel", "sms")]),
      Refusal(
        name: "unknown locale", status: 400, code: 60200,
        fields: [number, ("Channel", "sms"), ("Locale", "xx")]),
      Refusal(
        name: "no e-mail", status: 400, code: 60217, fields: [("To", "a@b.c"), ("Channel", "email")],
        change: { $0.hasEmail = false }),
      Refusal(
        name: "no WhatsApp", status: 400, code: 68008, fields: [number, ("Channel", "whatsapp")],
        change: { $0.hasWhatsApp = false }),
      Refusal(
        name: "channel disabled", status: 400, code: 60223, fields: [number, ("Channel", "call")],
        change: { $0.disabledChannels = ["call"] }),
      Refusal(
        name: "PSD2 without amount", status: 400, code: 60206, fields: [number, ("Channel", "sms")],
        change: { $0.isPSD2 = true }),
      Refusal(
        name: "PSD2 by call", status: 400, code: 60214, fields: [number, ("Channel", "call")],
        change: { $0.isPSD2 = true }),
      Refusal(
        name: "no such service", status: 404, code: 20404, fields: [number, ("Channel", "sms")],
        change: { $0.sid = FakeVerifyService.sid(9) }),
    ], FakeSettings.ErrorBody.allCases)
  func refusesAStart(_ row: Refusal, _ body: FakeSettings.ErrorBody) throws {
    var settings = FakeSettings()
    row.change(&settings.services[0])
    settings.errorBody = body
    var twilio = try Twilio(settings)
    let answer = twilio.ask("POST", "/v2/Services/\(twilio.service)/Verifications", row.fields)
    #expect(answer.status == row.status)
    #expect(answer.body["code"]?.integer == row.code)
    #expect((answer.body["message"] != nil) == (body == .classic))
    #expect((answer.body["title"] != nil) == (body == .problem))
    #expect(twilio.verify.violations == [])
    #expect(twilio.verify.messages == [])
  }

  @Test func aCodeLivesTenMinutesFromItsFirstSend() throws {
    for extends in [false, true] {
      var settings = FakeSettings()
      settings.resendExtends = extends
      var twilio = try Twilio(settings)
      let first = twilio.start()
      let code = twilio.code
      twilio.now += 300_000
      #expect(twilio.start().body["sid"] == first.body["sid"])
      #expect(twilio.code == code)
      twilio.now += 299_999
      #expect(twilio.check("0000000").status == 200)
      twilio.now += 1
      #expect(twilio.check(code).status == (extends ? 200 : 404))
      #expect((twilio.start().body["sid"] == first.body["sid"]) == false)
    }
  }

  @Test(arguments: FakeSettings.UsedUp.allCases, [true, false])
  func fiveChecks(_ after: FakeSettings.UsedUp, _ blocks: Bool) throws {
    var settings = FakeSettings()
    settings.afterLastCheck = after
    settings.blocksAfterLastCheck = blocks
    var twilio = try Twilio(settings)
    let sid = try #require(twilio.start().body["sid"]?.string)
    let code = twilio.code
    for _ in 1...5 {
      let wrong = twilio.check("0000000", sid: sid)
      #expect(wrong.status == 200)
      #expect(wrong.body["status"] == "pending")
      #expect(wrong.body["valid"] == false)
    }
    let sixth = twilio.check(code, sid: sid)
    #expect(sixth.status == (after == .limit ? 429 : 404))
    #expect(sixth.body["code"]?.integer == (after == .limit ? 60202 : 20404))
    #expect(twilio.start().status == (blocks ? 429 : 201))
    #expect(twilio.update(sid, "canceled").status == 200)
    #expect(twilio.start().body["sid"]?.string != sid)
  }

  @Test func fiveSendsOverAllChannels() throws {
    var twilio = try Twilio()
    for channel in ["sms", "call", "whatsapp", "sms", "call"] { #expect(twilio.start(channel).status == 201) }
    #expect(twilio.start("call").body["code"]?.integer == 60203)
    #expect(Set(twilio.verify.messages.map(\.code)).count == 1)
    #expect(twilio.start("email").status == 201)
    twilio.now += 600_000
    #expect(twilio.start().status == 201)
  }

  @Test func approvalEndsAVerification() throws {
    var twilio = try Twilio()
    let sid = try #require(twilio.start().body["sid"]?.string)
    let code = twilio.code
    #expect(twilio.fetch(sid).body["status"] == "pending")
    #expect(twilio.check(code).body["status"] == "approved")
    #expect(twilio.check(code, sid: sid).status == 404)
    #expect(twilio.fetch(sid).status == 404)
    #expect(twilio.update(sid, "canceled").status == 404)
    #expect(twilio.code == "none")
    let listed = twilio.ask("GET", "/v2/Attempts", [("VerificationSid", sid), ("Status", "converted")])
    #expect(listed.body["attempts"]?.array?.count == 1)
  }

  @Test func aCanceledOneCanStillBeRead() throws {
    var twilio = try Twilio()
    let sid = try #require(twilio.start().body["sid"]?.string)
    let code = twilio.code
    #expect(twilio.update(sid, "canceled").body["status"] == "canceled")
    #expect(twilio.fetch(sid).body["status"] == "canceled")
    #expect(twilio.check(code, sid: sid).status == 404)
    #expect(twilio.update(sid, "canceled").status == 404)
  }

  @Test(
    arguments: [
      ([("Code", "123456")], 400, 60221), ([("To", "+14155550100")], 400, 60200),
      ([("To", "+14155550100"), ("Code", "123")], 400, 60200),
      ([("To", "+14155550100"), ("Code", "12345678901")], 400, 60200),
      ([("To", "+14155550199"), ("Code", "123456")], 404, 20404),
    ] as [([(String, String)], Int, Int)])
  func refusesACheck(_ fields: [(String, String)], _ status: Int, _ code: Int) throws {
    var twilio = try Twilio()
    _ = twilio.start()
    let answer = twilio.ask("POST", "/v2/Services/\(twilio.service)/VerificationCheck", fields)
    #expect(answer.status == status)
    #expect(answer.body["code"]?.integer == code)
  }

  @Test func anAddressNeverStartedMayBeRefusedOtherwise() throws {
    var settings = FakeSettings()
    settings.refusesUnknownAddress = true
    var twilio = try Twilio(settings)
    #expect(twilio.check("123456").body["code"]?.integer == 60200)
  }

  @Test func statusIsNotToBePolled() throws {
    var twilio = try Twilio()
    let sid = try #require(twilio.start().body["sid"]?.string)
    for _ in 0..<60 { #expect(twilio.fetch(sid).status == 200) }
    #expect(twilio.fetch(sid).body["code"]?.integer == 20429)
    twilio.now += 60_001
    #expect(twilio.fetch(sid).status == 200)
  }

  @Test(arguments: FakeSettings.Window.allCases, [true, false])
  func rateLimits(_ window: FakeSettings.Window, _ counts: Bool) throws {
    var settings = FakeSettings()
    settings.services[0].rateLimits["ip"] = [FakeVerifyService.Bucket(max: 2, interval: 60)]
    settings.window = window
    settings.countsRefused = counts
    var twilio = try Twilio(settings)
    twilio.now = 1_800_000_030_000
    func limits(_ text: String) -> [(String, String)] { [("RateLimits", text)] }
    #expect(twilio.start("sms", limits(#"{"ip":"a"}"#)).status == 201)
    #expect(twilio.start("sms", limits(#"{"ip":"a","other":"x"}"#)).status == 201)
    let third = twilio.start("sms", limits(#"{"ip":"a"}"#))
    #expect(third.status == 429)
    #expect(third.body["code"]?.integer == 20429)
    #expect(twilio.start("sms", limits(#"{"ip":"b"}"#)).status == 201)
    #expect(twilio.start("sms").status == 201)
    #expect(twilio.verify.messages.count == 4)
    twilio.now += 31_000
    #expect((twilio.start("sms", limits(#"{"ip":"a"}"#)).status == 201) == (window == .fixed))
    var other = try Twilio(settings)
    #expect(other.start("sms", limits(#"{"ip":1}"#)).body["code"]?.integer == 60200)
  }

  @Test func faultsFitWhatTheyAreFor() throws {
    var twilio = try Twilio()
    twilio.verify.add(
      FakeFault(.refuse(status: 403, code: 60605), on: .start, channel: "sms", to: "+1415", after: 1))
    twilio.verify.add(FakeFault(.refuse(status: 503, code: nil), on: .check, times: nil))
    #expect(twilio.start("call").status == 201)
    #expect(twilio.start().status == 201)
    #expect(twilio.start().status == 403)
    #expect(twilio.start().status == 201)
    for _ in 0..<3 {
      let answer = twilio.check("123456")
      #expect(answer.status == 503)
      #expect(answer.body["code"] == nil)
    }
    twilio.verify.removeFaults()
    #expect(twilio.check("123456").status == 200)
    #expect(twilio.verify.requests.map(\.isExecuted) == [true, true, false, true, false, false, false, true])
  }

  @Test func keepsNoMoreThanItsHistory() throws {
    var settings = FakeSettings()
    settings.history = 20
    var twilio = try Twilio(settings)
    for _ in 0..<200 {
      _ = twilio.start()
      twilio.now += 600_000
    }
    #expect(twilio.verify.requests.count <= 20)
    #expect(twilio.verify.messages.count <= 20)
    #expect(twilio.verify.attempts.count <= 20)
    #expect(twilio.start().status == 201)
    #expect(twilio.code != "none")
  }

  @Test(arguments: [("a=b&c=%C3%A9+x", ["a": "b", "c": "é x"]), ("", [:])] as [(String, [String: String])])
  func readsForms(_ text: String, _ fields: [String: String]) throws {
    let read = try #require(FormText.fields(text))
    #expect(Dictionary(read.map { ($0.name, $0.value) }) { first, _ in first } == fields)
  }

  @Test(arguments: ["a", "a=%", "a=%4", "a=%zz", "a=%FF", "a=%+1"]) func refusesForms(_ text: String) {
    #expect(FormText.fields(text) == nil)
  }
}
#endif
