import PosternJSON
import Testing

@Suite struct JSONWriterTests {
  static let value: JSONValue = [
    "b": [1, -2, .null], "a": ["x": true, "empty": [], "none": .object([])], "text": "é\"\\\n\u{1}\u{2028}",
  ]

  @Test func indents() {
    #expect(
      Self.value.serialized() == """
        {
          "b": [
            1,
            -2,
            null
          ],
          "a": {
            "x": true,
            "empty": [],
            "none": {}
          },
          "text": "é\\"\\\\\\n\\u0001\u{2028}"
        }

        """)
  }

  @Test func writesOneLine() {
    #expect(
      Self.value.serialized(indent: nil, finalNewline: false)
        == #"{"b":[1,-2,null],"a":{"x":true,"empty":[],"none":{}},"text":"é\"\\\n\u0001"# + "\u{2028}\"}")
  }

  @Test func escapesEveryControlCharacter() throws {
    let text = String(String.UnicodeScalarView((0...0x20).compactMap { Unicode.Scalar($0 as UInt32) }))
    let written = JSONValue.string(text).serialized(indent: nil, finalNewline: false)
    #expect(written.hasPrefix(#""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e"#))
    #expect(written.hasSuffix(#"\u001f ""#))
    #expect(try JSONValue(parsing: written) == .string(text))
  }

  @Test(arguments: [0, 9, 10, -10, 99, 100, 1_234_567_890, .max, .min])
  func writesIntegers(_ value: Int) {
    var output = JSONOutput(capacity: 1)
    output.append(ascii: "<")
    output.append(integer: value)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "<\(value)")
  }

  @Test func bufferKeepsItsRoom() {
    var output = JSONOutput(capacity: 64)
    for _ in 0..<3 {
      output.removeAll()
      for _ in 0..<100 { output.append(quoted: "a long enough text to make it grow\n") }
      #expect(output.count == 100 * 38)
    }
  }

  @Test func numbersAreAlwaysWellFormed() {
    for text in ["", " 1", "1 ", "[1]", "01", "1.", "NaN", "+1", "1,2"] {
      #expect(JSONNumber(text: text) == nil)
    }
    #expect(JSONNumber(.infinity) == nil)
    #expect(JSONNumber(.nan) == nil)
    #expect(JSONNumber(0.1)?.text == "0.1")
    #expect(JSONNumber(text: "2.5e1")?.double == 25)
  }

  @Test func objectsSetAndRemove() {
    var object = JSONObject()
    object["a"] = 1
    object["b"] = 2
    object["a"] = 3
    object["c"] = nil
    #expect(object.keys == ["a", "b"])
    object["a"] = nil
    #expect(JSONValue.object(object)["b"]?.integer == 2)
    #expect(object.keys == ["b"])
  }

  /// What is written reads back as the same value, in both modes.
  @Test func roundTrip() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<300 {
      let value = randomValue(&random, depth: 4)
      for indent in [nil, 2] as [Int?] {
        let text = value.serialized(indent: indent)
        #expect(try JSONValue(parsing: text) == value, "seed \(seed): \(text)")
      }
    }
  }

  /// Bytes at random, and texts with a byte changed, are read or refused, never anything else.
  @Test func neverTraps() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    var refused = 0
    for _ in 0..<2000 {
      var bytes = Array(randomValue(&random, depth: 3).serialized(indent: nil).utf8)
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = UInt8.random(in: 0...255, using: &random)
      bytes.removeLast(Int.random(in: 0...min(2, bytes.count), using: &random))
      if (try? JSONValue(parsing: bytes)) == nil { refused += 1 }
    }
    #expect(refused > 200, "seed \(seed)")
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

func randomValue(_ random: inout SplitMix, depth: Int) -> JSONValue {
  let scalars: [Unicode.Scalar] = [
    "a", "\"", "\\", "\n", "\u{0}", "é", "漢", "😀", "\u{2029}", "/", "\u{7F}", "\u{FFFF}",
  ]
  func text() -> String {
    String(
      String.UnicodeScalarView(
        (0..<Int.random(in: 0...9, using: &random)).compactMap { _ in
          scalars.randomElement(using: &random)
        }))
  }
  switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &random) {
  case 0: return .null
  case 1: return .bool(Bool.random(using: &random))
  case 2: return .integer(Int(truncatingIfNeeded: random.next()))
  case 3: return JSONNumber(Double.random(in: -1e9...1e9, using: &random)).map(JSONValue.number) ?? .null
  case 4, 5: return .string(text())
  case 6:
    return .array(
      (0..<Int.random(in: 0...5, using: &random)).map { _ in randomValue(&random, depth: depth - 1) })
  default:
    return .object(
      (0..<Int.random(in: 0...24, using: &random)).map {
        ("\($0)" + text(), randomValue(&random, depth: depth - 2))
      })
  }
}
