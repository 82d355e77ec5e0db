#if Server
import Testing

@testable import PosternBridge

@Suite struct FormDecoderTests {
  struct Case: CustomTestStringConvertible {
    var form: String
    var fields: [String: String]
    var testDescription: String { form }
  }

  static let good = [
    Case(form: "", fields: [:]),
    Case(form: "code=123456&form=a-_B", fields: ["code": "123456", "form": "a-_B"]),
    Case(form: "code=12+34%2056", fields: ["code": "12 34 56"]),
    Case(form: "code=", fields: ["code": ""]),
    Case(form: "code", fields: ["code": ""]),
    Case(form: "a=b=c", fields: ["a": "b=c"]),
    Case(form: "code=%d9%A1%D9%A2", fields: ["code": "١٢"]),
    Case(form: "a%26b=%3D%25%2b", fields: ["a&b": "=%+"]),
  ]

  @Test(arguments: good) func read(_ example: Case) throws {
    #expect(try FormDecoder.decode(Array(example.form.utf8)) == example.fields)
  }

  static let bad: [(String, FormError)] = [
    ("a=%", .malformedEscape), ("a=%4", .malformedEscape), ("a=%4g", .malformedEscape),
    ("a=%u0041", .malformedEscape),
    ("a=%ff", .notUTF8), ("a=%c0%80", .notUTF8), ("a=%ed%a0%80", .notUTF8), ("a=%00", .controlCharacter),
    ("a=%0a", .controlCharacter), ("a=%7f", .controlCharacter), ("a=1&a=2", .duplicateField),
    ("a=1&%61=2", .duplicateField), ("=1", .missingName), ("a=1&", .missingName), ("&a=1", .missingName),
    ((0..<17).map { "f\($0)=1" }.joined(separator: "&"), .tooManyFields),
    ("a=" + String(repeating: "x", count: 4096), .tooLarge),
  ]

  @Test(arguments: bad) func refused(_ form: String, _ error: FormError) {
    #expect(throws: error) { try FormDecoder.decode(Array(form.utf8)) }
  }

  @Test func noBytesTrap() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(state: seed)
    let alphabet = Array("&=%+aAfF09\u{0}é".utf8) + [0xFF, 0xC0]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      guard let fields = try? FormDecoder.decode(bytes) else { continue }
      #expect(fields.count <= FormDecoder.maximumFields, "seed \(seed), \(bytes)")
      #expect(fields.keys.allSatisfy { !$0.isEmpty }, "seed \(seed), \(bytes)")
    }
  }

  @Test func whatIsEncodedComesBack() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(state: seed)
    let letters = ["a", "Z", "0", " ", "+", "%", "&", "=", "é", "٣", "中", "😀", "~", "\"", "<"]
    func word(_ atLeast: Int) -> String {
      (0..<Int.random(in: atLeast...6, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? "a"
      }
      .joined()
    }
    for _ in 0..<2000 {
      var fields: [String: String] = [:]
      for _ in 0..<Int.random(in: 1...8, using: &random) { fields[word(1)] = word(0) }
      let form = fields.map { "\(encoded($0.key, &random))=\(encoded($0.value, &random))" }.joined(
        separator: "&")
      #expect(try FormDecoder.decode(Array(form.utf8)) == fields, "seed \(seed), \(form)")
    }
  }

  private func encoded(_ text: String, _ random: inout Seeded) -> String {
    text.utf8.map { byte in
      if byte == 0x20, Bool.random(using: &random) { return "+" }
      let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + Hexadecimal.text([byte])
    }.joined()
  }
}

/// SplitMix64: repeatable.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
#endif
