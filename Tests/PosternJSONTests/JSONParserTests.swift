import PosternJSON
import Testing

@Suite struct JSONParserTests {
  struct Good: Sendable, CustomTestStringConvertible {
    let text: String
    let value: JSONValue
    var testDescription: String { text }
    init(_ text: String, _ value: JSONValue) {
      self.text = text
      self.value = value
    }
  }

  static let good = [
    Good(" \t\r\n null ", .null),
    Good("true", true), Good("false", false),
    Good("0", 0), Good("-7", -7), Good("9223372036854775807", .integer(.max)),
    Good("-9223372036854775808", .integer(.min)),
    Good("[]", []), Good("{}", .object([])), Good("[ ]", []), Good("{ }", .object([])),
    Good(#"{"b":1,"a":[1,"x",{"c":null}]}"#, ["b": 1, "a": [1, "x", ["c": .null]]]),
    Good(#"{"":{"":{}}}"#, ["": ["": .object([])]]),
    Good(#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    Good(#""\u0041\u00e9\u20AC\ud83d\ude00x""#, "Aé€😀x"),
    Good(#""\u0000""#, "\u{0}"),
    Good("\"a\u{2028}\u{7F}é漢😀\"", "a\u{2028}\u{7F}é漢😀"),
  ]

  @Test(arguments: good) func reads(_ row: Good) throws {
    #expect(try JSONValue(parsing: row.text) == row.value)
  }

  @Test(arguments: ["-0", "1.5", "1e5", "1E+5", "1.0e-5", "9223372036854775808", "0.0", "0e0"])
  func keepsOtherNumbersByTheirText(_ text: String) throws {
    #expect(try JSONValue(parsing: text) == .number(try #require(JSONNumber(text: text))))
    #expect(try JSONValue(parsing: text).serialized(indent: nil, finalNewline: false) == text)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let kind: JSONError.Kind
    let offset: Int
    var testDescription: String { "\(String(decoding: bytes, as: UTF8.self)) → \(kind)" }
    init(_ text: String, _ kind: JSONError.Kind, _ offset: Int) {
      self.init(Array(text.utf8), kind, offset)
    }
    init(_ bytes: [UInt8], _ kind: JSONError.Kind, _ offset: Int) {
      self.bytes = bytes
      self.kind = kind
      self.offset = offset
    }
  }

  static let bad = [
    Bad("", .unexpectedEnd, 0), Bad("  ", .unexpectedEnd, 2),
    Bad("\u{FEFF}{}", .byteOrderMark, 0), Bad("[\u{FEFF}]", .unexpectedCharacter, 1),
    Bad("{} {}", .trailingData, 3), Bad("1 2", .trailingData, 2), Bad("{}\u{0}", .trailingData, 2),
    Bad("nul", .unexpectedEnd, 3), Bad("nulx", .unexpectedCharacter, 3), Bad("True", .unexpectedCharacter, 0),
    Bad("truex", .trailingData, 4), Bad("NaN", .unexpectedCharacter, 0), Bad("'a'", .unexpectedCharacter, 0),
    Bad("[1,]", .unexpectedCharacter, 3), Bad("[,1]", .unexpectedCharacter, 1),
    Bad("[1 2]", .unexpectedCharacter, 3),
    Bad("[1", .unexpectedEnd, 2), Bad("[", .unexpectedEnd, 1), Bad("]", .unexpectedCharacter, 0),
    Bad("[}", .unexpectedCharacter, 1), Bad("{]", .unexpectedCharacter, 1),
    Bad(#"{"a":1,}"#, .unexpectedCharacter, 7), Bad(#"{"a" 1}"#, .unexpectedCharacter, 5),
    Bad(#"{"a":}"#, .unexpectedCharacter, 5), Bad("{1:2}", .unexpectedCharacter, 1),
    Bad(#"{"a"}"#, .unexpectedCharacter, 4),
    Bad(#"{"a":1 "b":2}"#, .unexpectedCharacter, 7), Bad(#"{"a""#, .unexpectedEnd, 4),
    Bad("01", .invalidNumber, 0), Bad("-", .unexpectedEnd, 1), Bad("-x", .invalidNumber, 0),
    Bad("+1", .unexpectedCharacter, 0),
    Bad("1.", .unexpectedEnd, 2), Bad("[1.]", .invalidNumber, 1), Bad(".5", .unexpectedCharacter, 0),
    Bad("[1e]", .invalidNumber, 1), Bad("1e+", .unexpectedEnd, 3), Bad("-01", .invalidNumber, 0),
    Bad("0x10", .trailingData, 1),
    Bad("\"a", .unexpectedEnd, 2), Bad("\"a\n\"", .controlCharacter, 2),
    Bad("\"\\n\u{1}\"", .controlCharacter, 3),
    Bad(#""\x""#, .invalidEscape, 1), Bad(#""\u12G4""#, .invalidEscape, 1), Bad(#""\u12"#, .unexpectedEnd, 5),
    Bad(#""\"#, .unexpectedEnd, 2), Bad(#""\ud83d""#, .loneSurrogate, 1),
    Bad(#""\ude00""#, .loneSurrogate, 1),
    Bad(#""a\ud83d\u0041""#, .loneSurrogate, 2), Bad(#""\ud83dx""#, .loneSurrogate, 1),
    Bad([0x22, 0x80, 0x22], .invalidUTF8, 1), Bad([0x22, 0xC0, 0x80, 0x22], .invalidUTF8, 1),
    Bad([0x22, 0xC3, 0x22], .invalidUTF8, 1), Bad([0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Bad([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 1),
    Bad([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Bad([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, 1), Bad([0x22, 0xE2, 0x82], .invalidUTF8, 1),
    Bad([0x22, 0x5C, 0x6E, 0xFF, 0x22], .invalidUTF8, 3), Bad([0xFF], .unexpectedCharacter, 0),
    Bad(#"{"a":1,"a":2}"#, .duplicateKey, 7), Bad(#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
    Bad(#"{"x":{"a":1,"b":{},"a":2}}"#, .duplicateKey, 19), Bad(#"{"":1,"":2}"#, .duplicateKey, 6),
    Bad(#"[{"longer-key-1":1,"longer-key-2":1,"longer-key-1":1}]"#, .duplicateKey, 36),
  ]

  @Test(arguments: bad) func refuses(_ row: Bad) {
    #expect(throws: JSONError(row.kind, at: row.offset)) { try JSONValue(parsing: row.bytes) }
  }

  @Test func sameKeyInDifferentObjectsIsFine() throws {
    _ = try JSONValue(parsing: #"{"a":{"a":{"b":1}},"b":{"a":1},"c":[{"a":1},{"a":2}]}"#)
  }

  @Test(arguments: [16, 17, 18, 40, 3000]) func findsADuplicateAmongManyKeys(_ count: Int) throws {
    let names = (0..<count).map { #""key-number-\#($0)":[{"x":1}]"# }
    _ = try JSONValue(parsing: "{" + names.joined(separator: ",") + "}")
    for repeated in [0, 7, count - 1] {
      let head = "{" + names.joined(separator: ",") + ","
      let text = head + #""key-number-\#(repeated)":null}"#
      #expect(throws: JSONError(.duplicateKey, at: head.utf8.count)) { try JSONValue(parsing: text) }
    }
  }

  @Test(arguments: ["[", #"{"a":"#]) func limitsDepth(_ open: String) throws {
    let close = open == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + (open == "[" ? "" : "1")
        + String(repeating: close, count: depth)
    }
    _ = try JSONValue(parsing: nested(128))
    #expect(throws: JSONError(.tooDeep, at: 128 * open.utf8.count)) { try JSONValue(parsing: nested(129)) }
    #expect(throws: JSONError(.tooDeep, at: 3 * open.utf8.count)) {
      try JSONParser(depthLimit: 3).parse(Array(nested(200_000).utf8))
    }
  }

  @Test func describesItsErrors() {
    #expect(JSONError(.duplicateKey, at: 16).description == "a key is given twice (byte 17)")
    #expect(JSONError(.expected(.object), at: 0).text == "expected an object")
  }
}
