import PosternCompiler
import PosternDiagnostics
import PosternSchema
import TestSupport
import Testing

/// Each code of the catalogue is a promise: its own examples raise it, and do not.
@Suite struct CatalogueTests {
  /// A code, to show in the name of a test.
  struct Sample: Sendable, CustomTestStringConvertible {
    let entry: CatalogueEntry
    var testDescription: String { "\(entry.code) \(entry.title)" }
  }

  static let samples = Catalogue.entries.map(Sample.init)

  @Test(arguments: samples)
  func theBadExampleRaisesTheCode(_ sample: Sample) {
    guard !sample.entry.bad.isDescription else { return }
    let found = Self.findings(sample.entry.bad)
    #expect(found.contains { $0.code == sample.entry.code }, "found \(found.map(\.code))")
    let others = found.filter { $0.severity == .error && $0.code != sample.entry.code }
    #expect(others.isEmpty, "other errors: \(others.map { "\($0.code) \($0.message)" })")
  }

  @Test(arguments: samples)
  func theGoodExampleDoesNot(_ sample: Sample) {
    guard !sample.entry.good.isDescription else { return }
    let found = Self.findings(sample.entry.good)
    let wrong = found.filter { $0.severity == .error || $0.code == sample.entry.code }
    #expect(wrong.isEmpty, "found \(wrong.map { "\($0.code) \($0.message)" })")
  }

  @Test func theBaseOfAllExamplesHasNoFinding() {
    #expect(Pipeline.check(.memory(ExamplePolicy.files), folder: ".", today: dayOfTests).diagnostics == [])
  }

  @Test func everyCodeIsListedAndExplained() {
    for entry in Catalogue.entries {
      #expect(CataloguePage.index.contains("\(entry.code)  "))
      #expect(Catalogue.entry(code: entry.code) == entry)
      #expect(CataloguePage.terminal(entry).contains(entry.title))
    }
  }

  @Test func thePageIsWhatTheCatalogueSays() throws {
    let page = try Repository.text("Documentation/Diagnostics.md")
    #expect(page == CataloguePage.document, "run `make documentation`")
  }

  private static func findings(_ example: CatalogueExample) -> [Diagnostic] {
    let files = ExamplePolicy.files(with: example)
    return Pipeline.check(.memory(files), folder: ".", today: example.today ?? dayOfTests).diagnostics
  }
}
