#if Server
import PosternJSON
import Testing

@testable import PosternBridge

@Suite struct AnswerRenderingTests {
  static let at = Moment(milliseconds: 1_795_420_800_500)

  static let pending = PendingAnswer(
    authRequestID: "a", attemptsLeft: 5, sendsLeft: 4, url: "https://x/challenge/t", isSending: false,
    channel: "sms", nextChannel: nil, destination: "+55•••••••21", expiresAt: at, resendAfter: at)

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var answer: Answer
    var status: Int
    var brief: String
    var full: String?
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "success", answer: .success(authRequestID: "a", approvedAt: at, channel: "sms"), status: 200,
      brief: #"{"status":"success","auth_request_id":"a"}"#,
      full:
        #"{"status":"success","auth_request_id":"a","approved_at":"2026-11-23T08:00:00Z","channel":"sms"}"#),
    Case(
      name: "skip", answer: .success(authRequestID: "a", approvedAt: nil, channel: nil), status: 200,
      brief: #"{"status":"success","auth_request_id":"a"}"#,
      full: #"{"status":"success","auth_request_id":"a","approved_at":null,"channel":null}"#),
    Case(
      name: "denied", answer: .denied(authRequestID: "a", reason: .countryBlocked, message: "no"),
      status: 200,
      brief: #"{"status":"denied","auth_request_id":"a","reason":"country-blocked"}"#),
    Case(
      name: "denied by a rule", answer: .denied(authRequestID: "a", reason: .rule, message: "not \"here\""),
      status: 200,
      brief: #"{"status":"denied","auth_request_id":"a","reason":"rule","message":"not \"here\""}"#),
    Case(
      name: "native", answer: .native(authRequestID: "a", methods: ["ia_otp_sms"]), status: 200,
      brief: #"{"status":"native","auth_request_id":"a","methods":["ia_otp_sms"]}"#),
    Case(
      name: "pending", answer: .pending(pending), status: 202,
      brief: #"{"status":"pending","auth_request_id":"a","attempts_left":5,"sends_left":4,"challenge":{"#
        + #""url":"https://x/challenge/t","state":"sent","channel":"sms","next_channel":null,"#
        + #""destination":"+55•••••••21","expires_at":"2026-11-23T08:00:00Z","#
        + #""resend_after":"2026-11-23T08:00:01Z"}}"#),
  ]

  @Test(arguments: cases) func rendersExactly(_ wanted: Case) {
    let writer = JSONWriter(indent: nil, finalNewline: false)
    #expect(writer.text(AnswerRendering.body(wanted.answer, .brief)) == wanted.brief)
    #expect(writer.text(AnswerRendering.body(wanted.answer, .full)) == wanted.full ?? wanted.brief)
    #expect(AnswerRendering.status(wanted.answer).code == wanted.status)
  }

  @Test func callbacksSayWhatTheyAre() {
    let body = AnswerRendering.callback(
      .denied(authRequestID: "a", reason: .expired, message: nil), policy: "p", environment: "prod",
      validUntil: Self.at.adding(seconds: 300))
    #expect(
      JSONWriter(indent: nil, finalNewline: false).text(body)
        == #"{"status":"denied","auth_request_id":"a","reason":"expired","type":"2fa.denied","policy":"p","#
        + #""environment":"prod","valid_until":"2026-11-23T08:05:00Z"}"#)
  }

  @Test func everyReasonIsRenderedAsDocumented() {
    let all = DeniedReason.allCases.map(\.rawValue)
    #expect(
      all == [
        "rule", "country-blocked", "no-channel", "rate-limited", "locked", "expired", "exhausted",
        "superseded",
        "canceled", "user-rejected", "conflict", "number-unreachable", "provider",
      ])
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (4_107_542_399_999, "2100-02-28T23:59:59Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
      (Int64.max, "9999-12-31T23:59:59Z"), (Int64.min, "1970-01-01T00:00:00Z"),
      (1_709_251_199_000, "2024-02-29T23:59:59Z"), (1_735_689_599_999, "2024-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func writesTimes(_ milliseconds: Int64, _ text: String) {
    #expect(Moment(milliseconds: milliseconds).text == text)
  }
}

@Suite struct ProblemTests {
  static let cases: [(Refusal, Int, String, String?)] = [
    (.malformed("d"), 400, "malformed", nil), (.unknown, 404, "unknown-request", nil),
    (.conflict, 409, "conflict", nil), (.usedUp, 409, "used-up", nil),
    (.unprocessable("`groups` is missing"), 422, "unprocessable", nil),
    (.tooEarly(retryAfter: 12), 429, "too-early", "12"), (.limited(retryAfter: 0), 429, "limited", "1"),
    (.unavailable(retryAfter: 2), 503, "unavailable", "2"),
  ]

  @Test(arguments: cases)
  func rendersEveryRefusal(_ refusal: Refusal, _ status: Int, _ name: String, _ retryAfter: String?) {
    let problem = Problem(refusal)
    #expect(problem.status.code == status)
    #expect(problem.body["type"]?.string == "urn:postern:problem:\(name)")
    #expect(problem.body["status"]?.integer == status)
    #expect(problem.body["title"]?.string?.isEmpty == false)
    let response = problem.response
    #expect(response.headers[.contentType] == "application/problem+json")
    #expect(response.headers[.retryAfter] == retryAfter)
    #expect(response.headers[.cacheControl] == "no-store")
  }
}
#endif
