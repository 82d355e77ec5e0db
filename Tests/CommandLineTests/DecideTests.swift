import Foundation
import Testing

@Suite struct DecideTests {
  static let table = "generated/example/prod/routing-table.bin"
  static let byTable = ["decide", "--table", table]
  static let byPolicy = ["decide", "--policy", "policies/example", "--env", "prod"]

  static let skipped =
    #"{"outcome":"skip","rule":"office-wiki","reason":null,"message":null,"methods":[],"country":"unknown","#
    + #""line_type":"unknown","mode":"block","plan":[]}"#
  static let sent =
    #"{"outcome":"send","rule":"otherwise","reason":null,"message":null,"methods":[],"country":"DE","#
    + #""line_type":"mobile","mode":"allow","plan":["#
    + #"{"channel":"sms","wait_seconds":60,"advance":"ask","service":"default","locale":null,"template":null,"#
    + #""messaging_service":null,"after_fraud_block":"stop"},"#
    + #"{"channel":"call","wait_seconds":60,"advance":"ask","service":"default","locale":null,"template":null,"#
    + #""messaging_service":null,"after_fraud_block":"stop"}]}"#
  static let used =
    #"{"outcome":"use","rule":"admins","reason":null,"message":null,"methods":["webauthn","totp"],"#
    + #""country":"unknown","line_type":"unknown","mode":"block","plan":[]}"#
  static let blocked =
    #"{"outcome":"deny","rule":"country-mode","reason":"country-blocked","message":null,"methods":[],"#
    + #""country":"unknown","line_type":"unknown","mode":"block","plan":[]}"#

  struct Line: CustomTestStringConvertible {
    let testDescription: String
    let input: [UInt8]
    /// The answer; nil: a blank line.
    let answer: String?

    init(_ name: String, _ input: String, _ answer: String?) {
      (testDescription, self.input, self.answer) = (name, Array(input.utf8), answer)
    }

    init(_ name: String, bytes: [UInt8], _ answer: String?) {
      (testDescription, self.input, self.answer) = (name, bytes, answer)
    }

    var isFault: Bool { answer?.hasPrefix("{\"error\"") == true }
  }

  static func fault(_ text: String) -> String { "{\"error\":\"\(text)\",\"line\":1}" }

  static let lines: [Line] = [
    Line("names", #"{"network_zones":["office"],"application":"wiki"}"#, skipped),
    Line("ids", #"{"client_ip":"203.0.113.9","application":"app_wiki"}"#, skipped),
    Line("a group's id", #"{"groups":["nobody","group_admins"]}"#, used),
    Line("phone", #"{"phone_number":"+4915112345678"}"#, sent),
    Line("nothing known", "{}", blocked),
    Line("null is absent", #"{"phone_number":null,"groups":null,"risk":null,"network_zones":null}"#, blocked),
    Line("other keys", #"{"phone_number":"+4915112345678","extra":{"a":[1,2.5e3,true,null]}}"#, sent),
    Line("escapes", #"{"phone\u005fnumber":"\u002b4915112345678"}"#, sent),
    Line("white space", " { \"phone_number\" :\t\"+4915112345678\" } ", sent),
    Line("CRLF", "{\"phone_number\":\"+4915112345678\"}\r", sent),
    Line("empty", "", nil),
    Line("blank", " \t ", nil),
    Line("blank with CR", "\r", nil),
    Line("no JSON", "hello", fault("unexpected character (byte 1)")),
    Line("cut off", #"{"risk":"low""#, fault("the text ends too early (byte 14)")),
    Line("two values", "{} {}", fault("something follows the value (byte 4)")),
    Line("an array", "[]", fault("the request is not an object")),
    Line("a text", "\"x\"", fault("the request is not an object")),
    Line("a number for a text", #"{"risk":1}"#, fault("`risk` is not a text")),
    Line("an object for a text", #"{"user_id":{}}"#, fault("`user_id` is not a text")),
    Line("a text for a list", #"{"groups":"admins"}"#, fault("`groups` is not a list of texts")),
    Line("null in a list", #"{"groups":["admins",null]}"#, fault("`groups` is not a list of texts")),
    Line("the first fault counts", #"{"risk":1,"email":2}"#, fault("`risk` is not a text")),
    Line("a key twice", #"{"risk":"low","risk":"low"}"#, fault("a key is given twice (byte 15)")),
    Line("another key twice", #"{"x":1,"x":1}"#, fault("a key is given twice (byte 8)")),
    Line(
      "a key twice, escaped", #"{"risk":"low","r\u0069sk":"low"}"#, fault("a key is given twice (byte 15)")),
    Line(
      "byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("{}".utf8),
      fault("the text begins with a byte order mark (byte 1)")),
    Line(
      "invalid UTF-8", bytes: Array("{\"risk\":\"".utf8) + [0xC0, 0xAF] + Array("\"}".utf8),
      fault("a string is not UTF-8 (byte 10)")),
    Line(
      "half of a surrogate pair", #"{"risk":"\ud800"}"#,
      fault("a string holds half of a surrogate pair (byte 10)")),
    Line("a number that is none", #"{"x":01}"#, fault("malformed number (byte 6)")),
    Line(
      "nested too deeply",
      #"{"x":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}",
      fault("nested too deeply (byte 133)")),
  ]

  /// All lines at once, over a table and over the interpreter: the answers, in order, with their line numbers.
  @Test(arguments: [byTable, byPolicy])
  func everyLineHasItsAnswer(_ arguments: [String]) throws {
    let sandbox = try Compiled.sandbox()
    let input = Self.lines.map(\.input).joined(separator: [0x0A])
    let output = try sandbox.run(arguments, input: Array(input))
    var expected: [(String, String)] = []
    for (index, line) in Self.lines.enumerated() {
      guard let answer = line.answer else { continue }
      expected.append(
        (line.testDescription, answer.replacingOccurrences(of: "\"line\":1}", with: "\"line\":\(index + 1)}"))
      )
    }
    #expect(output.lines.count == expected.count)
    for (line, (name, answer)) in zip(output.lines, expected) { #expect(line == answer, "\(name)") }
    #expect(output.standardError.isEmpty)
    #expect(output.code == 1)
  }

  @Test func goodLinesEndWithZero() throws {
    let sandbox = try Compiled.sandbox()
    let good = Self.lines.filter { !$0.isFault }
    for arguments in [Self.byTable, Self.byPolicy] {
      let output = try sandbox.run(arguments, input: Array(good.map(\.input).joined(separator: [0x0A])))
      #expect(output.code == 0)
      #expect(output.lines.count == good.count { $0.answer != nil })
    }
    #expect(try sandbox.run(Self.byTable, input: []) == Output())
    #expect(
      try sandbox.run(Self.byTable, input: Array("\n\n{}\n\n".utf8))
        == Output(standardOutput: Self.blocked + "\n"))
  }

  @Test func aHugeLineIsAnErrorAndTheRestGoesOn() throws {
    let sandbox = try Compiled.sandbox()
    let long = "{\"email\":\"" + String(repeating: "a", count: 3 << 20) + "\"}\n"
    let tooLong = "{\"email\":\"" + String(repeating: "a", count: 40 << 20) + "\"}\n"
    let output = try sandbox.run(
      Self.byTable, input: Array(("{}\n" + long + tooLong + "{}\n" + tooLong).utf8))
    let fault = "{\"error\":\"the line is longer than 16777216 bytes\",\"line\":"
    #expect(
      output.standardOutput
        == "\(Self.blocked)\n\(Self.blocked)\n\(fault)3}\n\(Self.blocked)\n\(fault)5}\n")
    #expect(output.code == 1)
  }

  @Test(arguments: [byTable, byPolicy])
  func answersComeWhenTheInputPauses(_ arguments: [String]) async throws {
    let sandbox = try Compiled.sandbox()
    let pipe = Pipe()
    let running = try Program.start(arguments, in: sandbox.folder, input: pipe)
    for round in 1...3 {
      // Half a line more must not keep back what is whole.
      try pipe.fileHandleForWriting.write(contentsOf: Data("{}\n{\"phone".utf8))
      let expected = String(repeating: Self.blocked + "\n", count: round * 2 - 1)
      for _ in 0..<1200 where running.written != expected { try await Task.sleep(for: .milliseconds(25)) }
      #expect(running.written == expected)
      try pipe.fileHandleForWriting.write(contentsOf: Data("_number\":null}\n".utf8))
    }
    try pipe.fileHandleForWriting.close()
    let output = try running.finish()
    #expect(output.lines.count == 6)
    #expect(output.code == 0)
  }

  @Test func aReaderThatGoesAwayEndsItQuietly() throws {
    let sandbox = try Compiled.sandbox()
    let output = try sandbox.shell(
      "{ yes '{}' | head -n 200000; } 2>/dev/null | \"$POSTERN\" decide --table \(Self.table) | head -n 1")
    #expect(output == Output(standardOutput: Self.blocked + "\n"))
  }

  @Test func aFaultyPolicyDecidesNothing() throws {
    let sandbox = try Sandbox(replacing: Faults.unknownGroup)
    #expect(
      try sandbox.run(Self.byPolicy, input: Array("{}\n".utf8))
        == Output(
          standardError: Faults.unknownGroup(in: "policies/example/policy.yaml") + "1 error in 1 policy\n",
          code: 1))
  }

  @Test(arguments: [
    (["--table", "missing.bin"], "cannot read missing.bin: No such file or directory"),
    (["--table", "policies"], "cannot read policies: not a regular file"),
    (
      ["--table", "policies/example/policy.yaml"],
      "policies/example/policy.yaml is no routing table: not a routing table"
    ),
    (["--policy", "missing", "--env", "prod"], "no policy found: missing does not exist"),
    (
      ["--policy", "policies/example", "--env", "prud"],
      "no policy has an environment `prud`: there are dev, prod"
    ),
  ])
  func wrongUse(_ arguments: [String], _ message: String) throws {
    #expect(
      try Sandbox().run(["decide"] + arguments, input: [])
        == Output(standardError: "postern: \(message)\n", code: 2))
  }

  @Test(arguments: [
    ([], "Give either --table, or --policy with --env."),
    (["--table", "a", "--policy", "b"], "Give either --table, or --policy with --env."),
    (["--policy", "a"], "--policy needs --env."),
    (["--table", "a", "--env", "prod"], "A table has one environment: --env is for --policy."),
  ])
  func optionsThatDoNotGoTogether(_ arguments: [String], _ message: String) throws {
    let output = try Sandbox(empty: ()).run(["decide"] + arguments, input: [])
    #expect(output.standardError.hasPrefix("postern: \(message)\nUsage: postern decide --table <file>\n"))
    #expect(output.standardOutput.isEmpty)
    #expect(output.code == 2)
  }
}
