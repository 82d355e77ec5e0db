import PosternModel
import PosternNumbering
import PosternReport
import Testing

@Suite struct CSVTests {
  /// A table of traffic, and what is said of it: `line: text`, each in order; empty when it is read.
  struct Case: CustomTestStringConvertible {
    let name: String
    let text: String
    var faults: [String] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "plain", text: "country,logins\nDE,10\nUS,20\n"),
    Case(name: "a mark and CRLF", text: "\u{FEFF}country,logins\r\nDE,10\r\nUS,20\r\n"),
    Case(name: "no newline at the end", text: "country,logins\nDE,10\nUS,20"),
    Case(name: "quotes", text: "\"country\",\"logins\"\n\"DE\",\"10\"\nUS,20\n"),
    Case(name: "empty lines", text: "country,logins\n\nDE,10\n\r\nUS,20\n\n\n"),
    Case(name: "nothing", text: "", faults: ["1: the first line is ``, not `country,logins`"]),
    Case(
      name: "another header", text: "Country;Logins\nDE;1\n",
      faults: ["1: the first line is `Country;Logins`, not `country,logins`"]),
    Case(
      name: "many faults at once", text: "country,logins\nde,1\nDE,-4\nUS,1.5\nGB,1e3\nDE,1,2\nFR\n",
      faults: [
        "2: no country `de`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`",
        "3: `-4` is less than zero",
        "4: `1.5` is no number: digits, and for a price at most one point between them, such as `0.5`",
        "5: `1e3` is no number: digits, and for a price at most one point between them, such as `0.5`",
        "6: 3 fields, not 2",
        "7: 1 field, not 2",
      ]),
    Case(
      name: "twice", text: "country,logins\nDE,1\nUS,1\nDE,2\n", faults: ["4: `DE` stands on line 2 already"]),
    Case(
      name: "thousands", text: "country,logins\nDE,\"1,000\"\n",
      faults: [
        "2: `1,000` is no number: digits, and for a price at most one point between them, such as `0.5`"
      ]),
    Case(name: "the largest", text: "country,logins\nDE,1000000000000\n"),
    Case(
      name: "too large", text: "country,logins\nDE,1000000000001\nUS,99999999999999999999999999\n",
      faults: ["2: `1000000000001` is too large", "3: `99999999999999999999999999` is too large"]),
    Case(
      name: "an open quote", text: "country,logins\nDE,\"1\nUS,2\n",
      faults: ["2: a quote that is never closed"]),
    Case(
      name: "a quote inside", text: "country,logins\nD\"E,1\n",
      faults: ["2: a quote inside a field: the whole field is quoted, and a quote in it doubled"]),
    Case(
      name: "text behind a quote", text: "country,logins\n\"DE\"x,1\n",
      faults: ["2: something between a closing quote and the next comma"]),
    Case(
      name: "a line break in quotes counts as a line", text: "country,logins\n\"D\nE\",1\nDE,x\n",
      faults: [
        "2: no country `D\u{FFFD}E`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`",
        "4: `x` is no number: digits, and for a price at most one point between them, such as `0.5`",
      ]),
    Case(
      name: "a lone carriage return", text: "country,logins\rDE,1\r",
      faults: ["1: a carriage return without a line feed"]),
    Case(
      name: "what would move a cursor", text: "country,logins\n\u{1B}[31m,1\n",
      faults: ["2: no country `\u{FFFD}[31m`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`"]),
    Case(
      name: "spaces are no part of a country", text: "country,logins\n DE,1\n",
      faults: ["2: no country ` DE`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`"]),
  ]

  @Test(arguments: cases)
  func trafficIsReadOrItsFaultsAreSaid(_ test: Case) {
    do throws(CSVFaults) {
      let traffic = try Traffic(csv: Array(test.text.utf8))
      #expect(test.faults.isEmpty)
      if test.name != "the largest" { #expect(traffic.total == 30) }
    } catch {
      #expect(error.faults.map { "\($0.line): \($0)" } == test.faults)
    }
  }

  @Test func whatIsNoUTF8IsAFault() {
    #expect(throws: CSVFaults.self) {
      try Traffic(csv: Array("country,logins\nD".utf8) + [0xFF, 0x2C, 0x31])
    }
  }

  /// Whatever the bytes are: an answer, no trap.
  @Test func noBytesTrap() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededBytes(seed: seed)
    let alphabet = Array("DE,US\"\r\n0123.-x\u{FEFF}".utf8) + [0xFF]
    for _ in 0..<2_000 {
      let bytes = Array("country,logins\n".utf8) + random.bytes(of: alphabet, count: 30)
      if let traffic = try? Traffic(csv: bytes) {
        #expect(traffic.total >= 0, "seed \(seed)")
      }
    }
  }

  @Test func pricesAreExact() throws {
    let prices = try Prices(
      csv: Array(
        "country,channel,price\nDE,sms,0.1\nDE,call,0.000001\nUS,sms,1000000\nunknown,email,0\n".utf8))
    let germany = try #require(Region(code: "DE"))
    #expect(prices.price(of: .sms, in: germany) == Amount(millionths: 100_000))
    #expect(prices.price(of: .call, in: germany) == Amount(millionths: 1))
    #expect(prices.price(of: .whatsapp, in: germany) == nil)
    #expect(prices.price(of: .email, in: .unknown) == .zero)
  }

  @Test(arguments: [
    ("DE,fax,1", "2: no channel `fax`: `sms`, `whatsapp`, `call` or `email`"),
    ("DE,sms,0.1234567", "2: `0.1234567` has more than six decimal places"),
    ("DE,sms,-1.5", "2: `-1.5` is less than zero"),
    (
      "DE,sms,.5",
      "2: `.5` is no number: digits, and for a price at most one point between them, such as `0.5`"
    ),
    (
      "DE,sms,1.",
      "2: `1.` is no number: digits, and for a price at most one point between them, such as `0.5`"
    ),
    (
      "DE,sms,1.2.3",
      "2: `1.2.3` is no number: digits, and for a price at most one point between them, such as `0.5`"
    ),
    (
      "DE,sms,NaN",
      "2: `NaN` is no number: digits, and for a price at most one point between them, such as `0.5`"
    ),
    ("DE,sms,1000000.000001", "2: `1000000.000001` is too large"),
    ("DE,sms,1\nDE,sms,2", "3: `DE` with `sms` stands on line 2 already"),
  ])
  func aWrongPriceIsSaid(_ row: String, _ fault: String) {
    do throws(CSVFaults) {
      _ = try Prices(csv: Array("country,channel,price\n\(row)\n".utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.faults.map { "\($0.line): \($0)" } == [fault])
    }
  }

  @Test(arguments: [
    (Int128(0), "0.00"), (1, "0.000001"), (100_000, "0.10"), (1_234_567_890_000, "1,234,567.89"),
    (-1_500_000, "-1.50"), (999_999, "0.999999"),
    (1_000_000_000_000_000_000_000_000, "1,000,000,000,000,000,000.00"),
  ])
  func amountsAreWrittenInFull(_ millionths: Int128, _ text: String) {
    #expect(Amount(millionths: millionths).text == text)
  }

  @Test(arguments: [
    (0, 0, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 1, "100.0%"), (1, 1_000_000, "<0.1%"),
    (1, 2_000, "0.1%"),
    (999_999, 1_000_000, "100.0%"),
  ])
  func sharesAreRoundedHalfUp(_ part: Int, _ whole: Int, _ text: String) {
    #expect(Share(of: part, in: whole).text == text)
  }
}

/// Bytes that a seed gives again.
struct SeededBytes {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func bytes(of alphabet: [UInt8], count: Int) -> [UInt8] {
    (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
  }
}
