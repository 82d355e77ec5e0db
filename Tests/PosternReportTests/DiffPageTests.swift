import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternModel
import TestSupport
import Testing

@testable import PosternReport

/// The page of a difference, and what traffic and prices say of it.
@Suite struct DiffPageTests {
  static let policy = ExamplePolicy.files["policy.yaml"] ?? ""

  /// The example in `prod`, with a text of its policy replaced.
  static func side(_ old: String = "", _ new: String = "") throws -> DiffSide {
    let text = old.isEmpty ? policy : policy.replacing(old, with: new)
    let files = ExamplePolicy.files.merging(["policy.yaml": text]) { $1 }
    let checked = Pipeline.check(.memory(files), folder: "p", only: ["prod"], today: "2026-11-23")
    return DiffSide(model: try #require(checked.environments.first?.model), sources: checked.sources)
  }

  static func compare(
    _ old: DiffSide, _ new: DiffSide, weights: Weights? = nil
  ) -> (diff: PolicyDiff, comparisons: [CountryComparison]) {
    let policies = [old, new].map { DiffPolicy(name: "example", folder: "p", environments: [("prod", $0)]) }
    let diff = PolicyDiff(oldLabel: "old", newLabel: "new", old: [policies[0]], new: [policies[1]])
    let comparison = CountryComparison(
      policy: "example", folder: "p", environment: "prod", old: old.model, new: new.model, weights: weights)
    return (diff, [comparison])
  }

  /// France is opened, Germany is blocked.
  static let countries = ("countries: [US, GB, DE]", "countries: [US, GB, FR]")

  @Test func bothMapsShowWhatChanges() throws {
    let (diff, comparisons) = Self.compare(try Self.side(), try Self.side(Self.countries.0, Self.countries.1))
    let page = DiffHTML(diff, comparisons).text
    #expect(comparisons[0].changes.map(\.region.code) == ["DE", "FR"])
    #expect(page.contains("the usual person&#39;s plan changes in 2 countries, marked on both maps."))
    for label in [
      "Germany: plan A, send sms, then call, changes",
      "Germany: plan B, deny: the country is blocked, changes",
      "France: plan B, deny: the country is blocked, changes", "United States: plan A, send sms, then call",
    ] {
      #expect(page.contains("aria-label=\"\(label)\""), "\(label)")
    }
    #expect(page.contains("<path id=\"map-DE\" d=\"m"))
    #expect(page.contains("<use href=\"#map-DE\"></use>"))
    #expect(page.components(of: "<path id=\"map-DE\"") == 1)
    #expect(page.contains("<tr id=\"d1-1-in-FR\">"))
    for forbidden in ["<script", "http:", "https:", " style="] { #expect(!page.contains(forbidden)) }
  }

  /// Singapore is a dot: where it changes it has another form, not another colour alone.
  @Test func dotsThatChangeAreDiamonds() throws {
    let (diff, comparisons) = Self.compare(
      try Self.side(), try Self.side(Self.countries.0, "countries: [US, GB, DE, SG]"))
    let page = DiffHTML(diff, comparisons).text
    let singapore = try #require(WorldMap.embedded.places.first { $0.region.code == "SG" }?.dot)
    let malta = try #require(WorldMap.embedded.places.first { $0.region.code == "MT" }?.dot)
    #expect(page.components(of: "<path class=\"dot\" d=\"M\(singapore.x - 16) \(singapore.y)l") == 2)
    #expect(page.components(of: "<circle class=\"dot\" cx=\"\(singapore.x)\" cy=\"\(singapore.y)\"") == 0)
    #expect(page.components(of: "<path class=\"dot\"") == 2)
    #expect(page.components(of: "<circle class=\"dot\" cx=\"\(malta.x)\" cy=\"\(malta.y)\"") == 2)
    #expect(page.contains("they are diamonds and the others dots"))
  }

  @Test func everyMapHasALinkPastItASwitchAndABoxThatTheKeyboardReaches() throws {
    let (diff, comparisons) = Self.compare(try Self.side(), try Self.side(Self.countries.0, Self.countries.1))
    let pages = [
      (DiffHTML(diff, comparisons).text, 2, "d1-1-plans"),
      (PolicyReport(of: try Self.side().model).html, 1, "plans"),
    ]
    for (page, maps, target) in pages {
      #expect(page.components(of: "<svg class=\"map\"") == maps)
      #expect(page.components(of: "<a class=\"jump\" href=\"#\(target)\">") == maps)
      #expect(page.components(of: "<div class=\"scroll\" role=\"region\" aria-label=\"Map") == maps)
      // What scrolls can be reached and has a name of its own.
      let boxes = page.components(of: "<div class=\"scroll\"")
      #expect(page.components(of: "tabindex=\"0\"") == boxes)
      let names = page.split(separator: "<div class=\"scroll\"").dropFirst().compactMap {
        String($0.prefix { $0 != ">" }).values(of: "aria-label").first
      }
      #expect(names.count == boxes && Set(names).count == boxes, "\(names)")
      // The switches come in front of their boxes, each with a label.
      let switches = page.values(of: "id").filter { $0.hasSuffix("-zoom") }
      #expect(switches.count == maps)
      for id in switches { #expect(page.contains("<label for=\"\(id)\">Enlarge the map</label>")) }
    }
  }

  @Test func everyLinkOfAPageLeadsSomewhereAndEveryIdIsThereOnce() throws {
    let (diff, comparisons) = Self.compare(try Self.side(), try Self.side(Self.countries.0, Self.countries.1))
    for page in [DiffHTML(diff, comparisons).text, PolicyReport(of: try Self.side().model).html] {
      let ids = page.values(of: "id")
      #expect(Set(ids).count == ids.count)
      let missing = Set(page.values(of: "href").map { String($0.dropFirst()) }).subtracting(ids)
      #expect(missing.isEmpty, "\(missing.sorted().prefix(5))")
    }
  }

  @Test func withoutAChangeThereIsNoMap() throws {
    let (diff, comparisons) = Self.compare(try Self.side(), try Self.side())
    let page = DiffHTML(diff, comparisons).text
    #expect(page.contains("no change in meaning: proved for all "))
    #expect(!page.contains("class=\"map\""))
  }

  /// A change that no usual person notices.
  @Test func aChangeForSomeSaysThatTheMapIsTheSame() throws {
    let (diff, comparisons) = Self.compare(
      try Self.side(), try Self.side("use: [webauthn, totp]", "use: [webauthn]"))
    let page = DiffHTML(diff, comparisons).text
    #expect(page.contains("In prod the usual person gets the same in every country."))
    #expect(page.contains("<th scope=\"row\" class=\"better\">tightened</th>"))
  }

  @Test func costsAreSaidOldAndNew() throws {
    let weights = Weights(
      traffic: try Traffic(csv: Array("country,logins\nDE,1000\nUS,500\nGB,250\nFR,250\n".utf8)),
      prices: try Prices(
        csv: Array("country,channel,price\nDE,sms,0.0731\nUS,sms,0.0079\nGB,sms,0.04\n".utf8)))
    let (diff, comparisons) = Self.compare(
      try Self.side(), try Self.side(Self.countries.0, Self.countries.1), weights: weights)
    let weighed = DiffWeights(diff, comparisons)
    #expect(
      weighed.text.hasPrefix(
        """

        Traffic and cost: example in prod
          62.5% of 2,000 logins a month come from countries where the usual person's plan is another: DE 50.0%, FR 12.5%.
          A month costs 87.05 → 13.95 (-73.10), in the unit of the price list.
          Not counted now, for no price is given: FR sms.

        """), "\(weighed.text)")
    let json = weighed.json.serialized(indent: nil, finalNewline: false)
    #expect(
      json.contains("\"logins\":2000,\"changedLogins\":1250,\"oldCost\":\"87.05\",\"newCost\":\"13.95\""))
    #expect(json.contains("\"oldUnknownPrices\":[],\"newUnknownPrices\":[\"FR\"]"))
    #expect(DiffWeights(diff, []).json == .null)
    #expect(DiffWeights(diff, []).text.isEmpty)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }

  /// The values of an attribute, in order.
  fileprivate func values(of attribute: String) -> [String] {
    split(separator: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}
