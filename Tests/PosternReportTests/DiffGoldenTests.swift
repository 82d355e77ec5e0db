import Foundation
import PosternAnalysis
import PosternJSON
import TestSupport
import Testing

@testable import PosternReport

/// What people and programs read of a difference, as it is committed.
@Suite struct DiffGoldenTests {
  private func expect(_ text: String, isLike name: String) throws {
    #expect(try Golden.fault(of: text, in: "Tests/PosternReportTests/Golden/\(name)") == nil)
  }

  @Test func text() throws { try expect(DiffText().text(SampleDiff.diff), isLike: "diff.txt") }

  @Test func markdown() throws { try expect(DiffMarkdown().text(SampleDiff.diff), isLike: "diff.md") }

  @Test func json() throws {
    try expect(
      SampleDiff.diff.json(compiler: "0.1.0").serialized(indent: 2, finalNewline: true), isLike: "diff.json")
  }

  @Test func colourIsAllThatColourAdds() {
    let coloured = DiffText(colour: true).text(SampleDiff.diff)
    #expect(coloured.contains("\u{1B}[1;31mnew skip\u{1B}[0m"))
    let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == DiffText().text(SampleDiff.diff))
  }

  @Test func nothingOfThePolicyIsMarkup() {
    let text = DiffMarkdown().text(SampleDiff.diff)
    #expect(!text.contains("@sponsor") && !text.contains("<b>") && text.contains("&#64;sponsor"))
    for line in text.split(separator: "\n") where line.hasPrefix("| 1 |") {
      #expect(line.count { $0 == "|" } == 6, "\(line)")
    }
  }

  @Test func nothingTurnsTheDirectionOrBecomesALink() {
    var diff = SampleDiff.diff
    diff.policies[0].settings[0].new = "\u{202E}abc\u{2066}\u{200B} http://evil.example www.evil.example"
    diff.policies[0].decisions[1].environments = ["pr\u{202E}od"]
    let text = DiffMarkdown().text(diff)
    #expect(!text.unicodeScalars.contains { [0x202E, 0x2066, 0x200B].contains($0.value) })
    #expect(!text.contains("http://") && !text.contains("www.evil"))
  }

  @Test func eachOutcomeIsToldOnceWithAllItsRules() throws {
    var diff = SampleDiff.diff
    var region = SampleDiff.skip
    var other = region.transitions[0]
    other.old.rules = [RegionSide.DecidingRule(name: "another", place: nil)]
    region.transitions = [region.transitions[0], other]
    diff.policies[0].decisions[1].decisions.regions = [region]
    let text = DiffText().text(diff)
    #expect(text.split(separator: "\n").count { $0.contains("before  ") } == 1)
    #expect(text.contains(", another"))
    #expect(
      text.split(separator: "\n").count { $0.hasPrefix("              ") && $0.contains("another") } == 0)
  }

  @Test func terminalsAreNotCommanded() {
    var diff = SampleDiff.diff
    diff.policies[0].settings[0].new = "\u{1B}]0;x\u{7}"
    #expect(!DiffText().text(diff).contains("\u{1B}"))
  }

  @Test(arguments: [65_000, 20_000, 4_000, 1_500])
  func aCommentIsCutToFit(_ limit: Int) throws {
    var diff = SampleDiff.diff
    diff.policies[0].decisions[1].decisions.regions =
      (0..<400).map { _ in SampleDiff.skip } + [SampleDiff.opened]
    diff.policies[0].settings = (0..<300).map { number in
      SettingChange(part: .limits, path: "limits.x\(number)", old: "a", new: "b", environments: ["prod"])
    }
    let text = DiffMarkdown(limit: limit).text(diff)
    #expect(text.utf8.count <= limit)
    #expect(text.contains("_Cut to fit a comment, "))
    #expect(text.hasPrefix("## Postern"))
    // As much as fits, not next to nothing; and the most urgent stays.
    #expect(limit < 4_000 || text.utf8.count > limit * 9 / 10 || !text.contains("the details of"))
    #expect(limit < 4_000 || text.contains("| 1 | **new skip** |"))
    #expect(
      text.components(separatedBy: "<details>").count == text.components(separatedBy: "</details>").count)
  }

  @Test func everyKeyIsInTheSchema() throws {
    let schema = DiffDocument.schema
    var faults: [String] = []
    Self.check(SampleDiff.diff.json(compiler: "0.1.0"), against: schema, schema, "", &faults)
    #expect(faults.isEmpty, "\(faults)")
    var wrong = SampleDiff.diff.json(compiler: "0.1.0").object
    wrong?["policies"] = .array([.object([("policy", .string("x"))])])
    Self.check(.object(try #require(wrong)), against: schema, schema, "", &faults)
    #expect(!faults.isEmpty)
  }

  /// As much of JSON Schema as the document uses.
  private static func check(
    _ value: JSONValue, against schema: JSONValue, _ root: JSONValue, _ path: String, _ faults: inout [String]
  ) {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return check(value, against: root["$defs"]?[String(name)] ?? .null, root, path, &faults)
    }
    if let choices = schema["anyOf"]?.array {
      let isAny = choices.contains { choice in
        var own: [String] = []
        check(value, against: choice, root, path, &own)
        return own.isEmpty
      }
      if !isAny { faults.append(path) }
      return
    }
    if let choices = schema["enum"]?.array, !choices.contains(value) { faults.append(path + ": \(value)") }
    if let constant = schema["const"], constant != value { faults.append(path) }
    switch schema["type"]?.string {
    case "object":
      guard let object = value.object else { return faults.append(path + " is no object") }
      let known = schema["properties"]?.object?.keys ?? []
      for key in schema["required"]?.array?.compactMap(\.string) ?? [] where !object.keys.contains(key) {
        faults.append("\(path)/\(key) is missing")
      }
      for key in object.keys {
        if known.contains(key), let own = schema["properties"]?[key], let member = object[key] {
          check(member, against: own, root, "\(path)/\(key)", &faults)
        } else if schema["additionalProperties"] == false {
          faults.append("\(path)/\(key) is unknown")
        }
      }
    case "array":
      guard let array = value.array else { return faults.append(path + " is no array") }
      for item in array { check(item, against: schema["items"] ?? .null, root, path + "/*", &faults) }
    case "string": if value.string == nil { faults.append(path + " is no text") }
    case "integer": if value.integer == nil { faults.append(path + " is no integer") }
    case "boolean": if value.bool == nil { faults.append(path + " is no boolean") }
    case "null": if !value.isNull { faults.append(path + " is not null") }
    default: break
    }
  }
}
