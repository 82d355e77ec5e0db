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

  @Test(arguments: Catalogue.entries) func isWrittenInHouseStyle(_ entry: CatalogueEntry) {
    let first = entry.title.prefix { !$0.isWhitespace }
    #expect(
      first == first.lowercased() || first.dropFirst() != first.dropFirst().lowercased(), "\(entry.code)")
    #expect(!entry.title.hasSuffix(".") && !entry.title.contains("\n"), "\(entry.code)")
    #expect(entry.explanation.count > 20, "\(entry.code) has no explanation")
    #expect(!entry.bad.files.isEmpty && !entry.good.files.isEmpty, "\(entry.code) has no example")
    #expect(entry.bad != entry.good, "\(entry.code)")
  }
}
