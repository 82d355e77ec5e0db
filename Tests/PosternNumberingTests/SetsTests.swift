import Testing

@testable import PosternNumbering

/// Sets of regions and line types against Swift's own sets.
@Suite struct SetsTests {
  @Test(arguments: [UInt64(1), 2, 3]) func regionSetsAreSets(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let a = Region.all.filter { _ in Bool.random(using: &random) }
      let b = Region.all.filter { _ in Bool.random(using: &random) }
      let (first, second) = (RegionSet(a), RegionSet(b))
      var union = first
      union.formUnion(second)
      #expect(first.regions == a, "seed \(seed)")
      #expect(union.regions == Set(a).union(b).sorted(), "seed \(seed)")
      #expect(first.intersection(second).regions == Set(a).intersection(b).sorted(), "seed \(seed)")
      #expect(first.complement.regions == Set(Region.all).subtracting(a).sorted(), "seed \(seed)")
      #expect(first.complement.complement == first, "seed \(seed)")
      #expect(first.intersection(first.complement).isEmpty, "seed \(seed)")
      for region in Region.all { #expect(first.contains(region) == a.contains(region)) }
    }
  }

  @Test func wholeAndEmptySets() {
    #expect(RegionSet.all.regions == Region.all)
    #expect(RegionSet().isEmpty && !RegionSet.all.isEmpty)
    #expect(RegionSet.all.complement == RegionSet())
    #expect(LineTypeSet.all.types == LineType.allCases)
    #expect(LineTypeSet.all.complement == [])
  }

  @Test func lineTypeSetsAreSets() {
    for bits in UInt16(0)..<1 << 12 {
      let set = LineTypeSet(rawValue: bits)
      #expect(LineTypeSet(set.types) == set)
      #expect(set.complement.types == LineType.allCases.filter { !set.contains($0) })
    }
  }

  @Test func regionsKeepTheirOrder() {
    #expect(Region.all.dropFirst().map(\.code) == Region.all.dropFirst().map(\.code).sorted())
    #expect(Region.count == RegionNames.table.count)
    for region in Region.all { #expect(Region(code: region.code) == region) }
    for index in [-1, Region.count, 1_000] { #expect(Region(index: index) == nil) }
    for code in ["", "gb", "UK", "ZZ", "001", "USA"] { #expect(Region(code: code) == nil) }
  }

  @Test func lineTypesKeepTheirNames() {
    for type in LineType.allCases { #expect(LineType(name: type.name) == type) }
    #expect(LineType(name: "landline") == nil)
  }

  @Test(arguments: ["", "+", "44", "+044", "+44 ", "+4a", "+123456789012345678", "＋44"])
  func refusesPrefixes(_ text: String) {
    #expect(DigitPrefix(text) == nil)
  }

  @Test(arguments: ["+1", "+4477", "+12345678901234567"]) func readsPrefixes(_ text: String) {
    #expect(DigitPrefix(text)?.text == text)
  }

  @Test func prefixesCover() throws {
    let gb = try #require(DigitPrefix("+44")), mobile = try #require(DigitPrefix("+447"))
    #expect(gb.covers(mobile) && gb.covers(gb) && !mobile.covers(gb))
    #expect(gb < mobile)
  }
}
