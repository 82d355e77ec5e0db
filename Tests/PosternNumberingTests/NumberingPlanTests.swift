import Testing

@testable import PosternNumbering

/// A number and what libphonenumber says of it.
struct KnownNumber: CustomTestStringConvertible, Sendable {
  let number: String
  let region: String
  let lineType: String
  let isValid: Bool
  let why: String

  static func valid(_ number: String, _ region: String, _ lineType: String, _ why: String) -> KnownNumber {
    KnownNumber(number: number, region: region, lineType: lineType, isValid: true, why: why)
  }

  static func invalid(_ number: String, _ why: String) -> KnownNumber {
    KnownNumber(number: number, region: "unknown", lineType: "unknown", isValid: false, why: why)
  }

  var testDescription: String { "\(number.prefix(24)): \(why)" }
}

@Suite struct NumberingPlanTests {
  let plan = NumberingPlan.shared

  @Test(arguments: KnownNumber.all) func knowsNumbers(_ known: KnownNumber) {
    let found = plan.classify(known.number)
    #expect(found.region.code == known.region)
    #expect(found.lineType.name == known.lineType)
    #expect(found.isValid == known.isValid)
    #expect(plan.classify(utf8: Array(known.number.utf8)) == found)
  }

  @Test func namesItsVersion() {
    #expect(NumberingPlan.metadataVersion == "9.0.43")
  }

  @Test func listsRegionsWithoutNumbers() {
    #expect(plan.regionsWithoutNumbers.map(\.code) == ["AQ", "BV", "EH", "GS", "HM", "PN", "TF", "UM"])
  }

  @Test func listsPairsInOrder() {
    let pairs = plan.pairs.map { Int($0.0.index) * 16 + Int($0.1.rawValue) }
    #expect(pairs == Set(pairs).sorted())
    #expect(pairs.count > 900)
    #expect(!plan.pairs.contains { $0.0 == .unknown || $0.1 == .unknown })
  }

  @Test func knowsLineTypesOfRegions() throws {
    let us = plan.lineTypes(of: try #require(Region(code: "US")))
    #expect(!us.contains(.mobile) && !us.contains(.fixedLine))
    #expect(us.contains(.fixedLineOrMobile) && us.contains(.tollFree))
    let de = plan.lineTypes(of: try #require(Region(code: "DE")))
    #expect(de.contains(.mobile) && de.contains(.fixedLine))
    #expect(plan.lineTypes(of: try #require(Region(code: "EH"))) == [])
    #expect(plan.lineTypes(of: .unknown) == LineTypeSet([.unknown]))
  }

  @Test func findsWitnessOfEveryPair() {
    for (region, lineType) in plan.pairs {
      let wanted = PhoneClass(region: region, lineType: lineType, isValid: true)
      let number = plan.witness(region: region, lineType: lineType)
      #expect(number.map(plan.classify) == wanted, "\(region.code) \(lineType.name)")
    }
    #expect(plan.witness(region: .unknown, lineType: .unknown).map(plan.classify) == .countryLess)
  }
}
