import Testing

@testable import PosternDiagnostics

/// What holds of every entry without running a policy.
@Suite struct CatalogueShapeTests {
  @Test func codesAreUniqueAndInOrder() {
    let codes = Catalogue.entries.map(\.code)
    #expect(codes == Set(codes).sorted())
    for code in codes {
      #expect(code.count == 7 && code.hasPrefix("PST") && code.dropFirst(3).allSatisfy(\.isNumber), "\(code)")
      #expect(Catalogue.entry(code: code.lowercased())?.code == code)
    }
    #expect(Catalogue.entry(code: "PST0000") == nil)
  }

  @Test func entriesAreWrittenInHouseStyle() {
    for entry in Catalogue.entries {
      let first = entry.title.prefix { !$0.isWhitespace }
      // A word such as `YAML` or `IPv4` keeps its capitals.
      let isName = first.dropFirst() != first.dropFirst().lowercased()
      #expect(first == first.lowercased() || isName, "\(entry.code) \(entry.title)")
      #expect(!entry.title.hasSuffix(".") && !entry.title.contains("\n"), "\(entry.code) \(entry.title)")
      #expect(entry.explanation.count > 20, "\(entry.code) has no explanation")
      let hasExamples = ![entry.bad, entry.good].contains {
        $0.files.allSatisfy { $0.text.isEmpty && !$0.isWhole }
      }
      #expect(hasExamples, "\(entry.code) has no example")
      #expect(entry.bad.files != entry.good.files || entry.bad.today != entry.good.today, "\(entry.code)")
    }
  }
}
