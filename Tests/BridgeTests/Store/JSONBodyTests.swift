#if Server
import Foundation
import PosternJSON
import Testing

@testable import PosternBridge

@Suite struct JSONBodyTests {
  struct Everything: Codable, Equatable {
    enum Shape: Codable, Equatable { case point, circle(radius: Int), named(String, [String]) }
    enum Word: String, Codable { case a, b }
    struct Empty: Codable, Equatable {}

    var text = "a\"\\\n\u{1}é你😀"
    var integers: [Int64] = [.min, -1, 0, .max]
    var truths = [true, false]
    var data = Data([0, 255, 62])
    var datas: [Data] = [Data()]
    var nested: [[String]] = [[], ["x", ""], []]
    var table: [String: [Int]] = ["k": [1]]
    var shapes: [Shape] = [.point, .circle(radius: 2), .named("n", ["m"]), .point]
    var word: Word? = .b
    var missing: Word?
    var gaps: [Int?] = [1, nil, 3]
    var empty = Empty()
    var after = "last"
  }

  @Test func isReadByFoundationAndReadsWhatFoundationWrites() throws {
    let value = Everything()
    let text = try JSONBody.text(of: value)
    #expect(try JSONDecoder().decode(Everything.self, from: Data(text.utf8)) == value)
    #expect(try JSONBody.value(from: text, as: Everything.self) == value)
    let encoder = JSONEncoder()
    for format in [JSONEncoder.OutputFormatting(), .prettyPrinted, .sortedKeys] {
      encoder.outputFormatting = format
      let theirs = String(decoding: try encoder.encode(value), as: UTF8.self)
      #expect(try JSONBody.value(from: theirs, as: Everything.self) == value)
    }
    #expect(text.hasPrefix(#"{"text":"a\"\\\n\u0001é你😀","integers":[-9223372036854775808,-1,0,"#))
    #expect(text.hasSuffix(#""gaps":[1,null,3],"empty":{},"after":"last"}"#))
  }

  @Test func aChallengeIsReadBack() throws {
    for challenge in [Challenge.sample("a"), Challenge.sample("").inState(.approved)] {
      let text = try JSONBody.text(of: challenge)
      #expect(try JSONBody.value(from: text, as: Challenge.self) == challenge)
      #expect(try JSONDecoder().decode(Challenge.self, from: Data(text.utf8)) == challenge)
    }
  }

  /// What stands in rows is written by hand: nothing of a challenge may be missing in it.
  @Test func aRowSaysWhatTheChallengeSays() throws {
    var full = Challenge.sample("full")
    full.trigger.signInFrom = "office"
    full.trigger.callbackURL = "https://c.example"
    full.trigger.traceparent = "00-0-0-00"
    full.trigger.sealedAmount = Data([7])
    full.trigger.sealedPayee = Data([8])
    full.plan[0].locale = "pt"
    full.limits = [
      LimitSettings(
        name: "a", key: .prefix(dropDigits: 2),
        buckets: [.init(max: 1, interval: 2), .init(max: 3, interval: 4)],
        observesOnly: true, isTwilio: false),
      LimitSettings(name: "b\"", key: .number, buckets: [], observesOnly: false, isTwilio: true),
    ]
    (full.codeLife, full.requiresResult, full.step, full.checksUsed) = (7, true, 1, 2)
    (full.excludedChannels, full.droppedParameters, full.guardEvents) = (
      ["sms"], ["Locale", "x"], [.min, 3]
    )
    (full.hasLostCheck, full.hasStartedAnew, full.isPageOpened, full.isResultRedeemed) = (
      true, true, true, true
    )
    (full.resendAfter, full.lastSeenAt) = (.at(8), .at(9))
    (full.plan[0].isPSD2, full.plan[0].advancesAfterFraudBlock) = (true, true)
    (full.sends[0].isAutomatic, full.verifications[0].isEmail, full.verifications[0].isEnded) = (
      true, true, true
    )
    full.outcome?.message = "no\n"
    full.outcome?.methods = ["m"]
    full.outcome?.channel = "sms"
    for value in Mirror(reflecting: full).children {
      #expect("\(value.value)" != "nil", "\(value.label ?? "")")
    }
    for value in Mirror(reflecting: full.trigger).children {
      #expect("\(value.value)" != "nil", "\(value.label ?? "")")
    }
    for challenge in [full, .sample("a"), .sample("").inState(.approved)] {
      let texts = try ChallengeTexts(challenge)
      #expect(try texts.challenge() == challenge)
    }
  }

  @Test func otherNumbersAreRefused() {
    #expect(throws: EncodingError.self) { try JSONBody.text(of: ["a": 1.5]) }
    #expect(throws: EncodingError.self) { try JSONBody.text(of: [UInt64.max]) }
    #expect(throws: DecodingError.self) { try JSONBody.value(from: "[1]", as: [Double].self) }
    #expect(throws: DecodingError.self) { try JSONBody.value(from: "[1]", as: [UInt8].self) }
  }

  @Test(arguments: [
    "", "{", "null", "[]", "{}", "1", #"{"text":1}"#, #"{"text":"x","integers":[1.5]}"#,
    #"{"text":"x","integers":[9223372036854775808]}"#, #"{"text":"x","integers":{}}"#,
    #"{"text":"x","integers":[],"truths":[0]}"#, #"{"text":"x","integers":[],"truths":[],"data":"?"}"#,
  ])
  func otherTextsAreErrors(_ text: String) {
    #expect(throws: (any Error).self) { try JSONBody.value(from: text, as: Everything.self) }
  }

  @Test func whatIsRememberedNeverHidesWhatIsStored() throws {
    let bodies = ChallengeBodies(limit: 2)
    let names = (0..<9).map(String.init)
    let texts = try names.map { try bodies.texts(of: .sample($0)) }
    for (name, text) in zip(names, texts) {
      #expect(try bodies.challenge(id: "id-\(name)", from: text) == .sample(name))
    }
    let changed = try ChallengeTexts(Challenge.sample("8").inState(.failed))
    #expect(try bodies.challenge(id: "id-8", from: changed).state == .failed)
    #expect(try bodies.challenge(id: "id-8", from: texts[8]).state == .new)
    var erased = Challenge.sample("8")
    erased.trigger.sealedPhone = nil
    #expect(try bodies.challenge(id: "id-8", from: ChallengeTexts(erased)) == erased)
    for damaged in [
      ChallengeTexts(body: texts[8].body + "x", secrets: nil),
      ChallengeTexts(body: texts[8].body, secrets: "x"),
    ] {
      #expect(throws: StoreError.unreadable("a challenge cannot be read")) {
        try bodies.challenge(id: "id-8", from: damaged)
      }
    }
  }
}
#endif
