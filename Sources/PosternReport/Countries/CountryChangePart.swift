import PosternAnalysis
import PosternModel
import PosternNumbering

/// The world before and now, and the countries where it is not the same.
struct CountryChangePart {
  let comparison: CountryComparison
  /// Begins its ids.
  let id: String
  /// Whether it is the first one of the page: its shapes are used again by all others.
  let isFirst: Bool

  func write(to page: inout HTMLPage) {
    let lines = DiffWeights.lines(of: comparison)
    if comparison.changes.isEmpty {
      page.element("p", text: "In \(comparison.environment) the usual person gets the same in every country.")
      for line in lines.dropFirst() { page.element("p", text: line) }
      return
    }
    page.element(
      "p",
      text: "In \(comparison.environment) the usual person's plan changes in "
        + "\(PolicyReport.countries(comparison.changes.count)), marked on both maps. "
        + "Those have a thick line around them; of those too small to draw, they are diamonds and the others dots. "
        + PolicyReport.usualPerson)
    page.element("div", [("class", "pair")]) { page in
      let before = figure(
        "Before", comparison.old.plans, "old", shapesOf: isFirst ? nil : "map", skip: "Skip both maps")
      before.write(to: &page)
      figure("Now", comparison.new.plans, "new", shapesOf: "map", skip: "Skip the map").write(to: &page)
    }
    writeLegend(to: &page)
    writeChanges(to: &page)
    for line in lines { page.element("p", text: line) }
  }

  /// What tells parts of this environment from those of others.
  private var place: String { "\(comparison.policy), \(comparison.environment)" }

  private func figure(
    _ caption: String, _ plans: [CountryPlan], _ side: String, shapesOf: String?, skip: String
  ) -> MapBox {
    let changed = Set(comparison.changes.map(\.region))
    var pieces: [Region: MapFigure.Piece] = [:]
    var counts: [String: Int] = [:]
    for plan in plans where plan.region != .unknown {
      guard let group = comparison.group(of: plan) else { continue }
      counts[group.letter, default: 0] += 1
      let isMarked = changed.contains(plan.region)
      pieces[plan.region] = MapFigure.Piece(
        mark: group.mark,
        label: "plan \(group.letter), \(group.treatment.words)" + (isMarked ? ", changes" : ""),
        anchor: isMarked ? "\(id)-in-\(plan.region.code)" : "\(id)-plan-\(group.letter)", isMarked: isMarked)
    }
    let parts = comparison.groups.compactMap { group in
      counts[group.letter].map { "\(group.letter), \(group.treatment.words): \(PolicyReport.countries($0))" }
    }
    let figureID = shapesOf == nil ? "map" : "\(id)-\(side)"
    return MapBox(
      figure: MapFigure(
        id: figureID, title: "\(caption): world map of the countries by plan, \(comparison.environment)",
        description: parts.joined(separator: "; ") + ". The tables below say what changes.", pieces: pieces,
        shapesOf: shapesOf), label: "Map, \(caption.lowercased()): \(place)", heading: caption,
      skip: (skip, "\(id)-plans"))
  }

  private func writeLegend(to page: inout HTMLPage) {
    let numbers = comparison.weights.map { $0.prices == nil ? [] : ["Cost before", "Cost now"] } ?? []
    page.scrollingTable(id: id + "-plans", label: "Plans: \(place)", classes: "") { page in
      page.element("thead") {
        $0.row(["Plan", "What the usual person gets", "Countries before", "Countries now"], numbers: numbers)
      }
      page.element("tbody") { page in
        for group in comparison.groups {
          let old = comparison.old.plans.filter { $0.usual == group.treatment }
          let new = comparison.new.plans.filter { $0.usual == group.treatment }
          page.element("tr", [("id", "\(id)-plan-\(group.letter)")]) { page in
            page.element("th", [("scope", "row"), ("class", "letter")]) { page in
              group.mark.writeSwatch(to: &page)
              page.write(" " + group.letter)
            }
            page.element("td", text: group.treatment.words)
            page.element("td", text: "\(old.count { $0.region != .unknown })")
            page.element("td", text: "\(new.count { $0.region != .unknown })")
            if let weights = comparison.weights, weights.prices != nil {
              for plans in [old, new] {
                page.element("td", [("class", "number")], text: weights.costText(of: plans))
              }
            }
          }
        }
      }
    }
  }

  private func writeChanges(to page: inout HTMLPage) {
    let weights = comparison.weights
    let numbers = weights.map { ["Logins"] + ($0.prices == nil ? [] : ["Cost before", "Cost now"]) } ?? []
    page.element("h4", text: "Countries whose plan changes")
    page.scrollingTable(id: id + "-changes", label: "Countries whose plan changes: \(place)", classes: "") {
      page in
      page.element("thead") { $0.row(["Country", "Before", "Now"], numbers: numbers) }
      page.element("tbody") { page in
        for change in comparison.changes {
          page.element("tr", [("id", "\(id)-in-\(change.region.code)")]) { page in
            page.element("th", [("scope", "row")], text: PolicyReport.name(change.region))
            for plan in [change.old, change.new] {
              page.element("td") { page in
                comparison.group(of: plan)?.mark.writeSwatch(to: &page)
                page.write(" \(comparison.group(of: plan)?.letter ?? ""): \(plan.usual.words)")
              }
            }
            if let weights {
              page.element(
                "td", [("class", "number")], text: CountWords.grouped("\(weights.traffic[change.region])"))
              if weights.prices != nil {
                for plan in [change.old, change.new] {
                  page.element("td", [("class", "number")], text: weights.costText(of: [plan]))
                }
              }
            }
          }
        }
      }
    }
  }
}
