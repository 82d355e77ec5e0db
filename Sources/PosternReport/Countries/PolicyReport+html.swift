import PosternAnalysis
import PosternModel
import PosternNumbering

extension PolicyReport {
  /// The page: one file that loads nothing and runs nothing.
  public var html: String {
    let title = "\(model.name) in \(model.environment)"
    return HTMLPage.document(title: title) { page in
      page.element("main") { page in
        page.element("h1", text: title)
        if let description = model.description { page.element("p", text: description) }
        writePlans(to: &page)
        writeCosts(to: &page)
        writeRules(to: &page)
        writeCountries(to: &page)
      }
      page.element("footer") { page in
        page.element("p", text: Self.mapCredit)
      }
    }
  }

  /// Where the shapes are from.
  static let mapCredit =
    "Map: Natural Earth (public domain), 1:110 million, Equal Earth projection. Boundaries are as drawn there. Regions that "
    + "it lacks, or draws too small to see, are dots."

  private func writePlans(to page: inout HTMLPage) {
    page.element("section", [("aria-labelledby", "by-plan")]) { page in
      page.element("h2", [("id", "by-plan")], text: "Countries by plan")
      page.element("p", text: Self.usualPerson)
      MapMark.writePatterns(to: &page)
      page.element("div", [("class", "beside")]) { page in
        MapBox(
          figure: figure, label: "Map",
          note: "A country leads to its row below. Land that leads nowhere has no telephone numbers.",
          skip: ("Skip the map", "plans")
        ).write(to: &page)
        writePlanTable(to: &page)
      }
    }
  }

  private var figure: MapFigure {
    var pieces: [Region: MapFigure.Piece] = [:]
    for group in groups {
      for region in group.regions {
        pieces[region] = MapFigure.Piece(
          mark: group.mark, label: "plan \(group.letter), \(group.treatment.words)",
          anchor: MapFigure.anchor(of: region))
      }
    }
    let parts = groups.filter { !$0.regions.isEmpty }.map {
      "\($0.letter), \($0.treatment.words): \(Self.countries($0.regions.count))"
    }
    return MapFigure(
      id: "map", title: "World map of the countries by plan",
      description: parts.joined(separator: "; ") + ". The tables on this page say the same.", pieces: pieces)
  }

  private func writePlanTable(to page: inout HTMLPage) {
    page.scrollingTable(id: "plans", label: "Plans", classes: "") { page in
      page.element("thead") { page in
        page.row(
          ["Plan", "What the usual person gets", "Countries"],
          numbers: weights.map { weightHeadings($0) } ?? [])
      }
      page.element("tbody") { page in
        for group in groups {
          page.element("tr") { page in
            page.element("th", [("scope", "row"), ("class", "letter")]) { page in
              group.mark.writeSwatch(to: &page)
              page.write(" " + group.letter)
            }
            page.element("td", text: group.treatment.words)
            page.element("td", text: group.summary)
            if let weights {
              page.element(
                "td", [("class", "number")], text: weights.share(of: group.plans.map(\.region)).text)
              if weights.prices != nil {
                page.element("td", [("class", "number")], text: weights.costText(of: group.plans))
              }
            }
          }
        }
      }
    }
  }

  private func weightHeadings(_ weights: Weights) -> [String] {
    ["Logins"] + (weights.prices == nil ? [] : ["Cost a month"])
  }

  private func writeCosts(to page: inout HTMLPage) {
    guard let weights else { return }
    page.element("section", [("aria-labelledby", "costs")]) { page in
      page.element("h2", [("id", "costs")], text: weights.prices == nil ? "Traffic" : "Traffic and cost")
      for line in weights.summary(of: plans.plans) { page.element("p", text: line) }
    }
  }

  private func writeRules(to page: inout HTMLPage) {
    page.element("section", [("aria-labelledby", "rules")]) { page in
      page.element("h2", [("id", "rules")], text: "Who is asked for what")
      page.element(
        "p",
        text: "The first row that matches decides. A blocked country comes before every send and every deny.")
      page.scrollingTable(id: "rule-list", label: "Rules", classes: "wide") { page in
        page.element("thead") { $0.row(["#", "Rule", "Who", "What happens", "Why"]) }
        page.element("tbody") { page in
          for (index, row) in RuleRow.rows(of: model).enumerated() {
            page.element("tr") { page in
              page.element("td", text: "\(index + 1)")
              page.element("th", [("scope", "row"), ("class", "code")], text: row.name)
              for text in [row.who, row.what, row.why] { page.element("td", text: text) }
            }
          }
        }
      }
    }
  }

  private func writeCountries(to page: inout HTMLPage) {
    page.element("section", [("aria-labelledby", "countries")]) { page in
      page.element("h2", [("id", "countries")], text: "Every country")
      if plans.plans.contains(where: { $0.exceptions == nil }) {
        page.element("p", text: Self.notKnown)
      } else {
        page.element(
          "p", text: "What others get is complete: every request from the country was counted, not sampled.")
      }
      page.scrollingTable(id: "country-list", label: "Countries", classes: "wide") { page in
        page.element("thead") { page in
          page.row(
            ["Country", "Plan", "The usual person gets", "By rule", "Others get (by rules)", "Depending on"],
            numbers: weights.map { weightHeadings($0) } ?? [])
        }
        page.element("tbody") { page in
          for plan in plans.plans { write(plan, to: &page) }
        }
      }
    }
  }

  /// Where the diagram's budget did not do.
  static let notKnown =
    "What others get is not known: the rules combine too much to be counted within the limits."

  private func write(_ plan: CountryPlan, to page: inout HTMLPage) {
    page.element("tr", [("id", MapFigure.anchor(of: plan.region))]) { page in
      page.element("th", [("scope", "row")], text: Self.name(plan.region))
      page.element("td", [("class", "letter")]) { page in
        let group = group(of: plan.region)
        group?.mark.writeSwatch(to: &page)
        page.write(" " + (group?.letter ?? ""))
      }
      page.element("td", text: plan.usual.words)
      page.element("td", [("class", "code")], text: plan.rule)
      page.element("td") { page in
        guard let texts = plan.exceptionTexts else { return page.write("not known") }
        if texts.isEmpty { return page.write("the same") }
        page.element("ul") { page in
          for text in texts { page.element("li", text: text) }
        }
      }
      page.element("td", text: plan.dependsOnText)
      if let weights {
        page.element("td", [("class", "number")], text: CountWords.grouped("\(weights.traffic[plan.region])"))
        if weights.prices != nil {
          page.element("td", [("class", "number")], text: weights.costText(of: [plan]))
        }
      }
    }
  }

  /// `Germany (DE)`; for `unknown` what that means.
  static func name(_ region: Region) -> String {
    region == .unknown ? "No valid number, or one of no country" : RegionWords.name(region)
  }
}

extension PlanGroup {
  /// The countries, by code while that is short.
  var summary: String {
    let unknown = hasUnknown ? (regions.isEmpty ? "no valid number" : ", and no valid number") : ""
    if regions.isEmpty { return unknown }
    if regions.count <= 12 { return RegionWords.codes(regions) + unknown }
    return PolicyReport.countries(regions.count) + unknown
  }
}
