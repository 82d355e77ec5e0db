import PosternNumbering
import PosternReport
import Testing

@Suite struct WorldMapTests {
  private let map = WorldMap.embedded

  @Test func everyRegionWithNumbersIsDrawn() {
    let drawn = Set(map.places.map(\.region))
    let lacking = Region.all.filter { region in
      region != .unknown && !drawn.contains(region)
        && LineType.allCases.contains { NumberingPlan.shared.witness(region: region, lineType: $0) != nil }
    }
    #expect(lacking.isEmpty, "\(lacking.map(\.code))")
    #expect(map.places.map(\.region) == drawn.sorted())
  }

  @Test(arguments: ["SG", "MT", "XK", "JE", "TA", "HK"])
  func whatIsTooSmallToSeeHasADot(_ code: String) throws {
    let region = try #require(Region(code: code))
    #expect(map.places.first { $0.region == region }?.dot != nil)
  }

  @Test func dotsAreOnTheSheetAndDoNotCoverOneAnother() {
    let dots = map.places.compactMap(\.dot)
    #expect(dots.count > 60)
    for (index, dot) in dots.enumerated() {
      #expect((0...map.width).contains(dot.x) && (0...map.height).contains(dot.y))
      for other in dots[(index + 1)...] {
        let (dx, dy) = (dot.x - other.x, dot.y - other.y)
        #expect(dx * dx + dy * dy >= 100, "\(dot) \(other)")
      }
    }
  }

  @Test func placesHaveAShapeOrADotAndShapesArePathData() {
    for place in map.places {
      #expect(!place.path.isEmpty || place.dot != nil)
      #expect(place.path.utf8.allSatisfy { "mlz -0123456789".utf8.contains($0) }, "\(place.region.code)")
      #expect(place.path.isEmpty || place.path.hasPrefix("m") && place.path.hasSuffix("z"))
    }
  }

  /// Where on the sheet a shape begins, for countries that everybody finds.
  @Test(arguments: [
    ("US", 200...760, 10...330), ("BR", 480...760, 410...740), ("AU", 1530...1760, 560...800),
    ("ZA", 1000...1120, 590...740), ("JP", 1560...1700, 140...260),
  ])
  func countriesStandWhereTheyShould(_ code: String, _ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>) throws {
    let place = try #require(map.places.first { $0.region.code == code })
    let first = place.path.dropFirst().prefix { $0 != "l" }.split(separator: " ").compactMap { Int($0) }
    try #require(first.count == 2)
    #expect(xs.contains(first[0]) && ys.contains(first[1]), "\(first)")
  }
}
