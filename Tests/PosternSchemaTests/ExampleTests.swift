import PosternDiagnostics
import Testing

@testable import PosternSchema

/// Each code of this phase is raised by its bad example and not by its good one.
@Suite struct ExampleTests {
  static let entries = Catalogue.entries.filter { entry in
    (entry.code.hasPrefix("PST02") || entry.code.hasPrefix("PST03")) && !entry.bad.isDescription
  }

  @Test(arguments: entries)
  func examplesShowTheirCode(entry: CatalogueEntry) {
    #expect(codes(entry.bad).contains(entry.code), "bad: \(codes(entry.bad))")
    #expect(codes(entry.good).isEmpty, "good: \(codes(entry.good))")
  }

  @Test func thereAreExamples() {
    #expect(Self.entries.count > 50)
  }

  private func codes(_ example: CatalogueExample) -> [String] {
    var fragment = ""
    var files: [String: String] = [:]
    for file in example.files {
      if file.isWhole {
        files[file.name] = file.text.isEmpty ? "absent" : file.text
      } else {
        fragment += file.text
      }
    }
    return ReadPolicy(MarkedPolicy("", fragment, files: files)).found.map(\.code)
  }
}
