import PosternDiagnostics
import PosternModel
import PosternNumbering
import Testing

@testable import PosternSemantics

/// §7, "Countries", and what §4 and §8 say of them.
struct CountryTests {
  private static func rules(_ rules: String, sets: String = "") -> String {
    let sets = sets.isEmpty ? "" : "  sets: \(sets)\n"
    return "countries:\n\(sets)  rules:\n\(rules)\n  otherwise: block\n"
  }

  static let codes: [FindingCase] = [
    FindingCase(
      "unknown code: an error, with suggestion",
      rules("    - { countries: [US, de, Germany, XQ1, ZX], mode: allow }"),
      "PST0501 de", "PST0501 Germany", "PST0501 XQ1", "PST0501 ZX"),
    FindingCase(
      "deprecated code: an error",
      rules("    - { countries: [US, AN, CS, YU, SU, DD, BU, TP, ZR], mode: allow }"),
      "PST0502 AN", "PST0502 CS", "PST0502 YU", "PST0502 SU", "PST0502 DD", "PST0502 BU", "PST0502 TP",
      "PST0502 ZR"),
    FindingCase(
      "user-assigned or reserved code: an error; AC, TA, XK are accepted",
      rules("    - { countries: [AC, TA, XK, AA, QM, QZ, XA, XZ, ZZ, UK, EU, UN], mode: allow }"),
      "PST0503 AA", "PST0503 QM", "PST0503 QZ", "PST0503 XA", "PST0503 XZ", "PST0503 ZZ", "PST0503 UK",
      "PST0503 EU", "PST0503 UN"),
    FindingCase(
      "a region no number ever has: a warning",
      rules("    - { countries: [US, AQ, BV, EH, GS, HM, PN, TF, UM, MA], mode: allow }"),
      "PST0504 AQ", "PST0504 BV", "PST0504 EH", "PST0504 GS", "PST0504 HM", "PST0504 PN", "PST0504 TF",
      "PST0504 UM"),
    FindingCase(
      "`NO` is Norway, in a set, a rule and a condition",
      """
      countries:
        sets: { north: [NO] }
        rules:
          - { countries: [north, US, GB], mode: allow }
          - { countries: NO, locale: nb }
        otherwise: block
      routing:
        rules:
          - { name: inside, when: { networkZone: office, country: NO }, send: [call] }
        otherwise: { send: [sms, call] }
      """),
    FindingCase(
      "a set may hold sets, not `unknown`",
      rules(
        "    - { countries: [a, unknown], mode: allow }", sets: "{ a: [US, b, eea], b: [unknown, DE] }"),
      "PST0505 unknown"),
    FindingCase(
      "a cycle is an error, once, and brings no other",
      rules(
        "    - { countries: [a, c], mode: allow }\n    - { countries: d, locale: en }",
        sets: "{ a: [US, b], b: [DE, c], c: [a], d: [d] }"), "PST0506 b", "PST0506 d"),
    FindingCase(
      "built-in sets `eu`, `eea`, `nanp` need no declaration",
      rules("    - { countries: [eea, nanp], mode: allow }\n    - { countries: eu, locale: auto }")),
    FindingCase(
      "a key that a later rule overrides for every country: a warning",
      rules(
        """
            - { countries: [US, DE], mode: observe, locale: en, channels: { forbid: [call] } }
            - { countries: [US, DE, GB], mode: allow }
            - { countries: US, locale: es, channels: { forbid: [whatsapp] } }
            - { countries: DE, channels: { forbid: [email] } }
        """), "PST0507 observe", "PST0507 forbid"),
    FindingCase(
      "`lineTypes: [mobile]` where numbers are `fixed_line_or_mobile`: a warning",
      "channels:\n  sms: { service: default, lineTypes: [mobile] }\n  call: { service: default, lineTypes: [fixed_line] }",
      "PST0508 lineTypes"),
    FindingCase(
      "no such warning where no such country is allowed",
      """
      channels:
        sms: { service: default, lineTypes: [mobile] }
        call: { service: default }
      countries:
        rules:
          - { countries: [GB, DE], mode: allow }
        otherwise: block
      """),
  ]

  @Test(arguments: codes) func countries(_ row: FindingCase) { row.check() }

  @Test(arguments: [("UK", "did you mean `GB`?"), ("us", "did you mean `US`?"), ("uk", "did you mean `GB`?")])
  func suggestions(_ code: String, _ help: String) throws {
    let run = Run(Self.rules("    - { countries: [FR, \(code)], mode: allow }"))
    #expect(try #require(run.findings.first).help == help)
  }

  @Test func mobileOnlyNamesTheCountriesThatAreAllowed() throws {
    let run = Run(
      "channels:\n  sms: { service: default, lineTypes: [mobile] }\n  call: { service: default }\n"
        + Self.rules("    - { countries: [nanp, GB], mode: allow }\n    - { countries: CA, mode: block }"))
    #expect(
      try #require(run.findings.first).message
        == "`sms` leaves out `fixed_line_or_mobile`, which mobile phones of `DO`, `GU`, `MP`, `PR`, `US`, `VI` have"
    )
  }

  @Test func regionsWithoutNumbersAreThoseOfThePlan() {
    #expect(
      CountryCodes.withoutNumbers.keys.sorted()
        == NumberingPlan.shared.regionsWithoutNumbers.map(\.code).sorted())
  }

  @Test func noCodeIsListedAsCountryAndAsSomethingElse() {
    for code in Array(CountryCodes.withdrawn.keys) + Array(CountryCodes.reserved.keys) {
      #expect(Region(code: code) == nil, "\(code)")
    }
    for (_, former) in CountryCodes.withdrawn { #expect(former.now.allSatisfy { Region(code: $0) != nil }) }
  }

  @Test func builtInSetsAreComplete() throws {
    #expect(try #require(BuiltInSets.set("eu")).regions.count == 27)
    #expect(try #require(BuiltInSets.set("eea")).regions.count == 30)
    let nanp = try #require(BuiltInSets.set("nanp"))
    #expect(nanp.regions.count == 25)
    // Of every region of calling code 1 the plan has a number that begins with it.
    for region in nanp.regions { #expect(!NumberingPlan.shared.lineTypes(of: region).isEmpty) }
  }

  @Test func setsOfSetsAreExpandedHoweverDeep() throws {
    let depth = 20_000
    var sets = "    s0: [US]\n"
    for index in 1...depth { sets += "    s\(index): [s\(index - 1)]\n" }
    let run = Run(
      "countries:\n  sets:\n\(sets)  rules: [{ countries: s\(depth), mode: allow }]\n  otherwise: block\n")
    let region = try #require(Region(code: "US"))
    #expect(try #require(run.model).countries[region].mode == .allow)
  }

  static let dates: [FindingCase] = [
    FindingCase(
      "§5: `until` is valid through that day; a warning from 30 days before, an error afterwards",
      """
      countries:
        rules:
          - { countries: US, mode: allow, until: 2026-02-09 }
          - { countries: DE, mode: allow, until: 2026-02-10 }
          - { countries: GB, mode: allow, until: 2026-03-12 }
          - { countries: FR, mode: allow, until: 2026-03-13 }
        otherwise: block
      """, today: "2026-02-10", "PST0510 2026-02-09", "PST0511 2026-02-10", "PST0511 2026-03-12"),
    FindingCase(
      "the same for routing rules",
      """
      routing:
        rules:
          - { name: inside, when: { networkZone: office }, send: [call], until: 2026-01-31 }
          - { name: later, when: { country: DE }, send: [sms], until: 2026-02-28 }
        otherwise: { send: [sms, call] }
      """, today: "2026-02-10", "PST0610 2026-01-31", "PST0611 2026-02-28"),
    FindingCase(
      "the same for papers",
      """
      countries:
        rules:
          - { countries: [US, GB, DE], mode: allow, requires: { a: { until: 2025-12-31 }, b: { until: 2026-02-12 }, c: {} } }
        otherwise: block
      """, today: "2026-02-10", "PST0512 2025-12-31", "PST0513 2026-02-12"),
  ]

  @Test(arguments: dates) func expiredDates(_ row: FindingCase) { row.check() }

  @Test func withoutADayDatesAreNotLookedAt() {
    #expect(
      Run(
        "countries:\n  rules: [{ countries: [US, GB, DE], mode: allow, until: 2020-01-01 }]\n  otherwise: block"
      ).codes == [])
  }
}
