import PosternCompiler
import PosternDiagnostics
import PosternModel
import TestSupport
import Testing

/// The policy tests that findings offer: pasted as they are, they pass for what is decided now.
@Suite struct ExampleTestTests {
  /// Findings by code, with what the example policy gets behind `rules:`.
  static let cases: [(code: String, rules: String, more: String)] = [
    ("PST0633", "    - { name: same, when: { country: [FR, DE] }, send: [sms, call] }\n", ""),
    (
      "PST0634",
      "    - { name: low, when: { country: DE, risk: [low, medium, high, unknown] }, send: [call] }\n", ""
    ),
    (
      "PST0634",
      "    - { name: all, when: { not: { not: { risk: [low, medium, high, unknown] } } }, send: [call] }\n",
      ""
    ),
    (
      "PST0635",
      "    - { name: mails, when: { country: DE, lineType: fixed_line }, send: [{ channel: sms, wait: 30s }, call] }\n",
      ""
    ),
    ("PST0650", "    - { name: landlines, when: { lineType: fixed_line }, send: [call] }\n", ""),
    (
      "PST0640", "",
      "guarantees: [{ name: the wiki is never open, for: { application: wiki }, never: skip }]\n"
    ),
  ]

  @Test(arguments: cases)
  func passesForWhatIsDecidedNow(_ row: (code: String, rules: String, more: String)) throws {
    var files = ExamplePolicy.files
    var text = try #require(files["policy.yaml"])
    // Behind the rules that there are, but for the one that stands in the way of `use`.
    text =
      row.code == "PST0650"
      ? text.replacing("  rules:\n    - name: admins", with: "  rules:\n" + row.rules + "    - name: admins")
      : text.replacing("  otherwise:\n    send:", with: row.rules + "  otherwise:\n    send:")
    if row.code == "PST0635" {
      text = text.replacing(
        "sms: { service: default, wait: 60s }",
        with: "sms: { service: default, wait: 60s, lineTypes: [mobile] }")
    }
    files["policy.yaml"] = text + row.more
    let checked = Pipeline.check(.memory(files), folder: ".", today: dayOfTests)
    let found = try #require(checked.diagnostics.first { $0.code == row.code }, "\(checked.diagnostics)")
    let notes = found.notes
    let tests = notes.compactMap { note -> String? in
      let parts = note.split(separator: "as a policy test: `", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? String(parts[1].dropLast()) : nil
    }
    try #require(!tests.isEmpty, "\(found)")
    files["tests/found.yaml"] = "tests:\n" + tests.map { "  - \($0)\n" }.joined()
    let again = Pipeline.check(.memory(files), folder: ".", today: dayOfTests)
    let pasted = again.tests.filter { $0.name.contains(" decides ") }
    #expect(pasted.count == tests.count, "\(again.diagnostics)")
    let model = try #require(again.environments.last?.analysed)
    for test in pasted {
      #expect(!test.expectations.isEmpty)
      // A country that is blocked decides itself, and would show nothing of the rules.
      if row.code == "PST0650" { #expect(model.interpret(test.request).reason != .countryBlocked) }
      #expect(test.unmet(by: model.interpret(test.request)).isEmpty, "\(test)")
    }
  }
}
