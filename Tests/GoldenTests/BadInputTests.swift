import Foundation
import PosternCompiler
import PosternDiagnostics
import PosternJSON
import TestSupport
import Testing

/// What a user sees of each faulty policy, to the letter. `POSTERN_RECORD=1` writes what is seen now; read it.
@Suite struct BadInputTests {
  @Test func theCorpusIsThere() {
    #expect(BadInputCase.all.count >= 160)
  }

  @Test(arguments: BadInputCase.all)
  func showsWhatItShould(_ sample: BadInputCase) throws {
    let report = Self.report(sample)
    let text = TerminalRenderer(colour: false).text(report) + report.summary + "\n"
    let shown = sample.tail.map { Self.lastLines($0, of: text) } ?? text
    if ProcessInfo.processInfo.environment["POSTERN_RECORD"] != nil {
      let path = Repository.root.appending(path: "Tests/BadInput/\(sample.name).txt")
      try Data((sample.input + shown).utf8).write(to: path)
    } else {
      #expect(shown == sample.expected)
    }
    for secret in sample.hidden {
      for output in Self.renderings(of: report) {
        #expect(!output.contains(secret), "`\(secret)` is shown")
      }
    }
  }

  @Test func everyCodeIsRaisedSomewhere() {
    var raised: Set<String> = []
    for sample in BadInputCase.all {
      for line in sample.expected.split(separator: "\n") {
        for word in ["error[", "warning["] where line.hasPrefix(word) {
          raised.insert(String(line.dropFirst(word.count).prefix { $0 != "]" }))
        }
      }
    }
    let missing = Catalogue.entries.map(\.code).filter { !raised.contains($0) }
    #expect(missing.isEmpty, "no faulty policy raises \(missing)")
  }

  static func report(_ sample: BadInputCase) -> CheckReport {
    let checked = Pipeline.check(sample.policy, folder: ".", only: sample.only, today: sample.today)
    return CheckReport(compiler: compilerVersion, policies: [checked.reportInput])
  }

  /// The findings in every format.
  private static func renderings(of report: CheckReport) -> [String] {
    [
      TerminalRenderer(colour: true).text(report), report.json.serialized(indent: 2, finalNewline: true),
      SARIFRenderer().text(report), GitHubRenderer().text(report), JUnitRenderer(strict: true).text(report),
    ]
  }

  private static func lastLines(_ count: Int, of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().suffix(count)
      .map { $0 + "\n" }.joined()
  }
}
