#if Server
import Testing

@testable import PosternBridge

/// Every code of Twilio's that is known, and what is done about it.
@Suite struct ErrorClassTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var codes: [Int]
    var parameter: String?
    var start: String
    var check: String

    init(_ codes: Int..., naming parameter: String? = nil, does start: String, check: String? = nil) {
      self.codes = codes
      self.parameter = parameter
      self.start = start
      self.check = check ?? start
    }

    var testDescription: String { "\(codes) \(parameter ?? "")" }
  }

  /// In words: the action, what it excludes, what it drops; `!` alerts, `!!` opens the account's circuit.
  static let expected: [Expected] = [
    Expected(20003, does: "surface!!"),
    Expected(20001, 20004, 20403, 403, does: "surface!"),
    Expected(20404, does: "surface!", check: "deny expired"),
    Expected(20429, does: "retry 2 then deny rate-limited", check: "retry 2 then retry"),
    Expected(25109, does: "retry 3 then retry!"),
    Expected(20500, 20503, does: "retry 2 then retry"),
    Expected(21211, does: "ask"),
    Expected(21408, does: "fall back without sms!"),
    Expected(21215, 21216, 13227, does: "fall back without call!"),
    Expected(21610, 21612, 21614, does: "fall back without sms"),
    Expected(60001, 60002, 60003, 60004, 60005, 60008, does: "fall back without whatsapp"),
    Expected(60006, 60540, does: "ask"),
    Expected(60200, naming: "To", does: "ask", check: "deny expired"),
    Expected(60200, naming: "Code", does: "surface!", check: "ask"),
    Expected(60200, naming: "Locale", does: "drop Locale, surface!"),
    Expected(60200, naming: "TemplateSid", does: "drop TemplateSid, surface!"),
    Expected(60200, naming: "Channel", does: "surface!"),
    Expected(60200, does: "surface!"),
    Expected(
      60201, 60224, 60227, 60228, 60229, 60230, 60239, 60240, 60242, does: "drop TemplateSid, surface!"),
    Expected(60202, does: "deny rate-limited", check: "deny exhausted"),
    Expected(60203, does: "deny rate-limited"),
    Expected(60204, does: "fall back without whatsapp!"),
    Expected(60205, does: "fall back without sms"),
    Expected(60206, 60214, 60329, does: "surface!"),
    Expected(60207, 60210, 60208, 60211, 60213, 60209, does: "surface!"),
    Expected(60212, does: "retry 1 then deny rate-limited", check: "retry 1 then retry"),
    Expected(60215, 60216, 60217, 60218, 60219, 60222, 60603, 60604, does: "fall back without email!"),
    Expected(60220, 60226, does: "fall back without whatsapp!"),
    Expected(60221, 60602, does: "surface!"),
    Expected(60223, does: "fall back without whatsapp!"),
    Expected(60231, 60232, 60233, 60234, 60235, does: "surface!"),
    Expected(60236, 60237, does: "ask"),
    Expected(60238, does: "deny provider!"),
    Expected(60241, 60243, 60247, does: "surface!"),
    Expected(60245, does: "fall back without sms!"),
    Expected(60246, 60248, does: "surface!"),
    Expected(60250, does: "fall back without whatsapp!"),
    Expected(
      60300, 60306, 60308, 60310, 60311, 60312, 60317, 60318, 60322, 60323, 60324, 60326, does: "surface!"),
    Expected(60325, 60331, does: "drop Locale, surface!"),
    Expected(60327, does: "drop TemplateSid, surface!"),
    Expected(60333, 60334, 60335, does: "surface!"),
    Expected(60410, 30450, does: "deny provider without sms, fraud!"),
    Expected(60411, does: "surface!"),
    Expected(60412, 60413, does: "deny provider!"),
    Expected(60428, 60431, 60436, 60437, 60440, 60441, does: "surface!"),
    Expected(60500, does: "deny provider"),
    Expected(60519, does: "retry 1 then retry"),
    Expected(60510, 60511, 60517, 60520, 60531, 60532, 60533, 60534, does: "fall back without whatsapp"),
    Expected(60550, does: "fall back without whatsapp!"),
    Expected(60605, does: "fall back without sms call!"),
    Expected(60606, 60607, 60608, 60609, 60610, 60611, 60612, 60613, 60614, 60615, 60616, does: "surface!"),
    Expected(60617, 60618, 60619, 60620, 60621, 60622, 60623, 60624, 60625, 60626, does: "surface!"),
    Expected(68008, does: "fall back without whatsapp!"),
    Expected(30003, 30005, does: "fall back"),
    Expected(30006, 30004, 30007, does: "fall back without sms"),
    Expected(30008, 30017, 30410, does: "retry 1 then fall back"),
    Expected(30018, 30032, 30034, does: "surface!"),
    Expected(63003, 63016, 63018, 63024, 63032, does: "fall back without whatsapp"),
  ]

  /// Every code that Twilio's dictionary, its pages and its list of Verify codes name for what the bridge does.
  static let documented: [Int] = [
    403, 13227, 20001, 20003, 20004, 20403, 20404, 20429, 20500, 20503, 21211, 21215, 21216, 21408, 21610,
    21612,
    21614, 25109, 30003, 30004, 30005, 30006, 30007, 30008, 30017, 30018, 30032, 30034, 30410, 30450, 60001,
    60002, 60003, 60004, 60005, 60006, 60008, 60200, 60201, 60202, 60203, 60204, 60205, 60206, 60207, 60208,
    60209, 60210, 60211, 60212, 60213, 60214, 60215, 60216, 60217, 60218, 60219, 60220, 60221, 60222, 60223,
    60224, 60226, 60227, 60228, 60229, 60230, 60231, 60232, 60233, 60234, 60235, 60236, 60237, 60238, 60239,
    60240, 60241, 60242, 60243, 60245, 60246, 60247, 60248, 60250, 60300, 60306, 60308, 60310, 60311, 60312,
    60317, 60318, 60322, 60323, 60324, 60325, 60326, 60327, 60329, 60331, 60333, 60334, 60335, 60410, 60411,
    60412, 60413, 60428, 60431, 60436, 60437, 60440, 60441, 60500, 60510, 60511, 60517, 60519, 60520, 60531,
    60532, 60533, 60534, 60540, 60550, 60602, 60603, 60604, 60605, 60606, 60607, 60608, 60609, 60610, 60611,
    60612, 60613, 60614, 60615, 60616, 60617, 60618, 60619, 60620, 60621, 60622, 60623, 60624, 60625, 60626,
    63003, 63016, 63018, 63024, 63032, 68008,
  ]

  @Test(arguments: expected) func classifies(_ row: Expected) {
    for code in row.codes {
      let fault = TwilioFault(code: code, status: 400, execution: .notProcessed, parameter: row.parameter)
      #expect(Self.words(.of(fault, during: .start, channel: "whatsapp")) == row.start, "\(code) at a start")
      #expect(Self.words(.of(fault, during: .check, channel: "whatsapp")) == row.check, "\(code) at a check")
    }
  }

  @Test func everyDocumentedCodeHasARow() {
    let ours = ErrorClass.rows.flatMap(\.codes)
    #expect(Set(Self.documented).subtracting(ours).sorted() == [], "in no row")
    #expect(Set(ours).subtracting(Self.documented).sorted() == [], "in no document")
    #expect(Set(Self.expected.flatMap(\.codes)) == Set(Self.documented), "expected here")
    let names = ErrorClass.rows.flatMap { row in row.codes.map { "\($0) \(row.parameter ?? "")" } }
    #expect(names.count == Set(names).count, "no code in two rows")
  }

  /// Signs of abuse: another channel is never tried of the machine's own accord.
  @Test(arguments: [60202, 60203, 60212, 60410, 60412, 60413, 20429, 30450])
  func neverFallsBack(after code: Int) {
    for phase in ErrorClass.Phase.allCases {
      let found = ErrorClass.of(TwilioFault(code: code, status: 429, execution: .notProcessed), during: phase)
      #expect(found.action != .fallBack)
      #expect(found.then != .fallBack)
      #expect(found.isFraudBlock == (code == 60410 || code == 30450))
    }
  }

  @Test func excludesTheChannelAskedFor() {
    let fault = TwilioFault(code: 60223, status: 400, execution: .notProcessed)
    #expect(ErrorClass.of(fault, during: .start, channel: "call").excludes == ["call"])
    #expect(ErrorClass.of(fault, during: .start).excludes == [])
  }

  /// Without a code that has a row.
  @Test(
    arguments: [
      (401, nil, "surface!!", "surface!!"), (403, nil, "surface!", "surface!"),
      (404, nil, "surface!", "deny expired"), (405, nil, "surface!", "surface!"),
      (429, nil, "retry 2 then deny rate-limited", "retry 2 then retry"),
      (408, nil, "retry 0 then retry", "retry 0 then retry"),
      (500, nil, "retry 2 then retry", "retry 2 then retry"),
      (599, 99_999, "retry 2 then retry", "retry 2 then retry"),
      (404, 99_999, "surface!", "deny expired"), (302, nil, "surface!", "surface!"),
      (200, nil, "retry 0 then retry", "retry 0 then retry"), (400, 99_999, "surface!", "surface!"),
    ] as [(Int, Int?, String, String)])
  func classifiesByStatus(_ status: Int, _ code: Int?, _ start: String, _ check: String) {
    let fault = TwilioFault(code: code, status: status, execution: .unknown)
    #expect(Self.words(.of(fault, during: .start)) == start)
    #expect(Self.words(.of(fault, during: .check)) == check)
  }

  @Test func classifiesWhatHadNoAnswer() {
    let unreached = TwilioFault(execution: .notProcessed)
    let lost = TwilioFault(execution: .unknown)
    let local = TwilioFault(execution: .notProcessed, isLocal: true)
    #expect(Self.words(.of(unreached, during: .start)) == "retry 2 then retry")
    #expect(Self.words(.of(lost, during: .start)) == "retry 0 then retry")
    #expect(Self.words(.of(local, during: .check)) == "retry 0 then retry")
  }

  static func words(_ found: ErrorClass) -> String {
    var text = found.drops.map { "drop \($0), " } ?? ""
    switch found.action {
    case .ask: text += "ask"
    case .deny: text += "deny \(found.reason.rawValue)"
    case .fallBack: text += "fall back"
    case .surface: text += "surface"
    case .retry:
      text += "retry \(found.retries) then "
      switch found.then {
      case .deny: text += "deny \(found.reason.rawValue)"
      case .fallBack: text += "fall back"
      case .retry: text += "retry"
      case .ask, .surface: text += "\(found.then)"
      }
    }
    if !found.excludes.isEmpty { text += " without " + found.excludes.joined(separator: " ") }
    if found.isFraudBlock { text += ", fraud" }
    return text + (found.opensCircuit ? "!!" : found.alerts ? "!" : "")
  }
}
#endif
