import PosternAnalysis
import PosternModel
import PosternNumbering
import PosternReport
import Testing

/// Conditions of regions, as people read them.
@Suite struct RegionWordsTests {
  struct Case: CustomTestStringConvertible {
    let condition: RegionCondition
    let words: String

    var testDescription: String { words }
  }

  private static func countries(_ codes: String...) -> [Region] { codes.compactMap { Region(code: $0) } }

  private static func numbers(
    _ codes: [Region], others: [Region] = countries("AT", "CH", "FR", "IT"), types: [LineType]? = nil
  ) -> RegionCondition {
    .phone([PhoneSet(origin: .countries(codes, others: others), lineTypes: types)])
  }

  static let cases: [Case] = [
    Case(condition: numbers(countries("BR")), words: "in Brazil"),
    Case(
      condition: numbers(countries("BR", "DE", "IN", "US")),
      words: "in Brazil, Germany, India and United States"),
    Case(
      condition: numbers(
        countries("BR", "DE", "IN", "SG", "US"), others: countries("AT", "CH", "FR", "IT", "SE")),
      words: "in Brazil, Germany, India and 2 more countries"),
    Case(
      condition: numbers(countries("BR", "DE", "IN", "SG", "US"), others: countries("CU", "IR")),
      words: "in every country but Cuba and Iran"),
    Case(condition: numbers(countries("BR"), others: []), words: "in every country"),
    Case(
      condition: numbers(countries("BR"), types: [.mobile, .voip]),
      words: "in Brazil, line type mobile or voip"),
    Case(condition: .phone([PhoneSet(origin: .none)]), words: "without a valid phone number"),
    Case(
      condition: .phone([PhoneSet(origin: .none), PhoneSet(origin: .withoutCountry)]),
      words: "with a number of no country or without a valid phone number"),
    Case(
      condition: .phone([
        PhoneSet(
          origin: .countries(countries("GB"), others: countries("JE", "IM")), prefix: DigitPrefix("+447"),
          excludedPrefixes: [DigitPrefix("+4477")].compactMap { $0 })
      ]), words: "in United Kingdom, numbers that begin with +447 but not with +4477"),
    Case(
      condition: .application(NameChoice(names: ["wiki"], unknown: false, others: ["payroll"])),
      words: "application wiki"),
    Case(
      condition: .application(NameChoice(names: ["wiki"], unknown: true, others: ["payroll"])),
      words: "application other than payroll"),
    Case(
      condition: .identityProvider(NameChoice(names: [], unknown: true, others: ["google"])),
      words: "identity provider none of those declared"),
    Case(condition: .risk([.high, .unknown]), words: "risk high or unknown"),
    Case(condition: .email(false), words: "without an e-mail address"),
    Case(condition: .group("admins", true), words: "in group admins"),
    Case(condition: .networkZone("office", false), words: "not from zone office"),
    Case(
      condition: .rollout(rule: "pilot", buckets: [0..<1_000]), words: "in the first 10% of rollout pilot"),
    Case(
      condition: .rollout(rule: "pilot", buckets: [1_005..<2_550, 9_000..<10_000]),
      words: "between 10.05% and 25.5% or beyond the first 90% of rollout pilot"),
  ]

  @Test(arguments: cases)
  func says(_ row: Case) {
    #expect(row.condition.words() == row.words)
  }
}
