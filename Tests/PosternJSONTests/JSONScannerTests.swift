import Testing

@testable import PosternJSON

@Suite struct JSONScannerTests {
  /// What a replayed log asks of the scanner: known members lent, the others read over.
  struct Request: Equatable {
    var user: String?
    var groups: [String] = []
  }

  func read(_ line: String, with scanner: inout JSONScanner) throws -> Request {
    try Array(line.utf8).withUnsafeBufferPointer { buffer in
      scanner.open(buffer)
      var user: JSONText?
      var groups: [JSONText] = []
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        if scanner.equals(key, "user_id") {
          user = try scanner.readText()
        } else if scanner.equals(key, "groups") {
          try scanner.enterArray()
          while try scanner.nextElement() { groups.append(try scanner.readText()) }
        } else {
          try scanner.skipValue()
        }
      }
      try scanner.finish()
      return Request(user: user.map { scanner.string($0) }, groups: groups.map { scanner.string($0) })
    }
  }

  @Test func lendsKnownMembersAndSkipsOthers() throws {
    var scanner = JSONScanner()
    #expect(
      try read(
        #" { "x": [1, {"y": "z"}], "user_id" : "u\u002d1", "groups": ["a", "b\"c", "é"] } "#, with: &scanner)
        == Request(user: "u-1", groups: ["a", "b\"c", "é"]))
    #expect(try read("{}", with: &scanner) == Request())
    #expect(try read(#"{"us\u0065r_id":"v"}"#, with: &scanner) == Request(user: "v"))
  }

  @Test func scratchGrowsAndEarlierTextsStay() throws {
    var scanner = JSONScanner()
    let long = String(repeating: "\\n😀", count: 500)
    let request = try read(#"{"user_id":"a\tb","groups":["\#(long)","\#(long)"]}"#, with: &scanner)
    #expect(request.user == "a\tb")
    #expect(request.groups == Array(repeating: String(repeating: "\n😀", count: 500), count: 2))
  }

  @Test func isUsableAfterAnError() throws {
    var scanner = JSONScanner()
    #expect(throws: JSONError(.unexpectedEnd, at: 11)) { try read(#"{"groups":["#, with: &scanner) }
    #expect(try read(#"{"user_id":"u"}"#, with: &scanner) == Request(user: "u"))
  }

  static let wrong: [(String, JSONError.Kind)] = [
    ("[]", .expected(.object)), (#"{"user_id":1}"#, .expected(.string)),
    (#"{"groups":"a"}"#, .expected(.array)),
    (#"{"groups":["a",null]}"#, .expected(.string)), (#"{"z":1,"z":2}"#, .duplicateKey),
    (#"{"z":{"q":1,"q":2}}"#, .duplicateKey), (#"{"user_id":"a","user_id":"b"}"#, .duplicateKey),
    (#"{"z":"\ud800"}"#, .loneSurrogate), ("{} x", .trailingData),
  ]

  @Test(arguments: wrong) func refuses(_ line: String, _ kind: JSONError.Kind) {
    var scanner = JSONScanner()
    let error = #expect(throws: JSONError.self) { try read(line, with: &scanner) }
    #expect(error?.kind == kind)
  }

  /// Reading over a value is as strict as reading it.
  @Test(arguments: JSONParserTests.bad) func skippingIsAsStrict(_ row: JSONParserTests.Bad) {
    #expect(throws: JSONError(row.kind, at: row.offset)) {
      try JSONScanner.scan(row.bytes) { (scanner) throws(JSONError) in
        try scanner.skipValue()
        try scanner.finish()
      }
    }
  }

  @Test func equalsComparesAllBytes() throws {
    try JSONScanner.scan(Array(#"["ab", "abc", "\u0061b", ""]"#.utf8)) { (scanner) throws(JSONError) in
      try scanner.enterArray()
      var results: [Bool] = []
      while try scanner.nextElement() {
        let text = try scanner.readText()
        results.append(scanner.equals(text, "ab"))
        #expect(text.isEmpty == (scanner.string(text) == ""))
      }
      #expect(results == [true, false, true, false])
    }
  }

  /// Keys that differ only where a comparison of whole words might not look.
  @Test(arguments: 1...18) func tellsKeysOfOneLengthApart(_ length: Int) throws {
    let stem = Array(repeating: UInt8(ascii: "k"), count: length)
    for place in 0..<length {
      var other = stem
      other[place] = UInt8(ascii: "l")
      let (a, b) = (String(decoding: stem, as: UTF8.self), String(decoding: other, as: UTF8.self))
      _ = try JSONValue(parsing: #"{"\#(a)":1,"\#(b)":2}"#)
      #expect(throws: JSONError(.duplicateKey, at: 2 * (length + 5) + 1)) {
        try JSONValue(parsing: #"{"\#(a)":1,"\#(b)":2,"\#(b)":3}"#)
      }
      #expect(throws: JSONError.self) {
        try JSONValue(parsing: #"{"\#(b)":1,"\u006\#(place == 0 ? "c" : "b")\#(b.dropFirst())":3}"#)
      }
    }
  }
}
