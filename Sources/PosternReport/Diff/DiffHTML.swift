public import PosternAnalysis
import PosternModel
import PosternNumbering

/// Shows a difference as a page: one file that loads nothing and runs nothing, with the world before and now.
public struct DiffHTML: Sendable {
  private let diff: PolicyDiff
  private let comparisons: [CountryComparison]

  /// - Parameter comparisons: what the usual person gets, for each environment of each policy that both sides have.
  public init(_ diff: PolicyDiff, _ comparisons: [CountryComparison]) {
    self.diff = diff
    self.comparisons = comparisons
  }

  /// The page.
  public var text: String {
    HTMLPage.document(title: "What changes in meaning: \(diff.oldLabel) → \(diff.newLabel)") { page in
      page.element("main") { page in
        page.element("h1", text: "What changes in meaning")
        page.element("p") { page in
          page.element("span", [("class", "code")], text: diff.oldLabel)
          page.write(" → ")
          page.element("span", [("class", "code")], text: diff.newLabel)
          page.write(": ")
          page.element("strong", text: diff.summary)
        }
        MapMark.writePatterns(to: &page)
        var maps = 0
        for (index, policy) in diff.policies.enumerated() { write(policy, index, &maps, to: &page) }
        page.list(
          diff.added.map { "policy \($0.name) is new (\($0.folder))" }
            + diff.removed.map { "policy \($0.name) is removed (\($0.folder))" })
      }
      page.element("footer") { page in page.element("p", text: PolicyReport.mapCredit) }
    }
  }

  private func write(_ policy: PolicyComparison, _ number: Int, _ maps: inout Int, to page: inout HTMLPage) {
    page.element("h2", text: policy.newFolder)
    page.list(
      policy.addedEnvironments.map { "environment \($0) is new" }
        + policy.removedEnvironments.map { "environment \($0) is removed" })
    for (index, group) in policy.decisions.enumerated() {
      let id = "d\(number + 1)-\(index + 1)"
      let names = group.environments.joined(separator: ", ")
      page.element("section", [("aria-label", "\(policy.newFolder), \(names)")]) { page in
        page.element("h3", text: names)
        page.element("p", text: group.decisions.summary + ".")
        let own = comparisons.filter {
          $0.folder == policy.newFolder && group.environments.contains($0.environment)
        }
        if group.decisions.verdict != .equal, let shown = own.last {
          CountryChangePart(comparison: shown, id: id, isFirst: maps == 0).write(to: &page)
          if !shown.changes.isEmpty { maps += 1 }
        }
        if !group.decisions.regions.isEmpty { write(group.decisions.regions, own.last, id, to: &page) }
        if !group.decisions.differingRules.isEmpty {
          page.element(
            "p", text: "Rules whose text differs: " + group.decisions.differingRules.joined(separator: ", "))
        }
      }
    }
    if !policy.settings.isEmpty {
      page.element("h3", text: "Settings that no request shows")
      page.list(policy.settings.map { $0.words(all: policy.environments) })
    }
    page.list(policy.remarks.map { $0.words(policy) })
  }

  private func write(
    _ regions: [ChangedRegion], _ comparison: CountryComparison?, _ id: String, to page: inout HTMLPage
  ) {
    let weights = comparison?.weights
    page.scrollingTable(id: id + "-regions", label: "Regions that are decided otherwise", classes: "wide") {
      page in
      page.element("thead") { page in
        page.row(
          ["#", "Change", "Who", "Before", "Now", "Size and example"],
          numbers: weights == nil ? [] : ["Logins, at most"])
      }
      page.element("tbody") { page in
        for (index, region) in regions.enumerated() {
          page.element("tr") { page in
            page.element("td", text: "\(index + 1)")
            page.element(
              "th", [("scope", "row"), ("class", Self.style(region))], text: region.direction.words)
            page.cell(region.conditionWords())
            page.cell(Self.sides(region.transitions.map { $0.old.words + $0.old.ruleWords }))
            page.cell(
              Self.sides(region.transitions.map { $0.new.words + $0.new.ruleWords })
                + Self.details(region).map(\.words))
            let example = region.witness.map {
              "for example " + $0.request.inWords(statedBuckets: $0.statedBuckets)
            }
            page.cell([region.size] + [example].compactMap(\.self))
            if let weights {
              page.element("td", [("class", "number")], text: weights.share(of: region.countries).text)
            }
          }
        }
      }
    }
  }

  private static func style(_ region: ChangedRegion) -> String {
    if region.direction.isLoosened { return "worse" }
    return region.direction == .tightened ? "better" : ""
  }

  /// Each text once, in order.
  private static func sides(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  private static func details(_ region: ChangedRegion) -> [OutcomeDetail] {
    region.transitions.allSatisfy(\.isDetail)
      ? region.transitions.first?.details ?? [] : region.detailsBesideHeadline
  }
}

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
        + PolicyReport.usualPerson)
    page.element("div", [("class", "pair")]) { page in
      figure("Before", comparison.old.plans, "old", shapesOf: isFirst ? nil : "map").write(to: &page)
      figure("Now", comparison.new.plans, "new", shapesOf: "map").write(to: &page)
    }
    writeLegend(to: &page)
    writeChanges(to: &page)
    for line in lines { page.element("p", text: line) }
  }

  /// A map with its caption.
  private struct Captioned {
    let figure: MapFigure
    let caption: String

    func write(to page: inout HTMLPage) {
      page.element("figure") { page in
        page.element("figcaption") { page in page.element("strong", text: caption) }
        page.element("div", [("class", "scroll")]) { figure.write(to: &$0) }
      }
    }
  }

  private func figure(_ caption: String, _ plans: [CountryPlan], _ side: String, shapesOf: String?)
    -> Captioned
  {
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
    return Captioned(
      figure: MapFigure(
        id: figureID, title: "\(caption): world map of the countries by plan, \(comparison.environment)",
        description: parts.joined(separator: "; ") + ". The tables below say what changes.", pieces: pieces,
        shapesOf: shapesOf), caption: caption)
  }

  private func writeLegend(to page: inout HTMLPage) {
    let numbers = comparison.weights.map { $0.prices == nil ? [] : ["Cost before", "Cost now"] } ?? []
    page.scrollingTable(id: id + "-plans", label: "Plans", classes: "") { page in
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
    page.scrollingTable(id: id + "-changes", label: "Countries whose plan changes", classes: "") { page in
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
                "td", [("class", "number")], text: Amount.grouped("\(weights.traffic[change.region])"))
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

extension HTMLPage {
  /// A list of texts; nothing for none.
  mutating func list(_ items: [String]) {
    if items.isEmpty { return }
    element("ul") { page in
      for item in items { page.element("li", text: item) }
    }
  }

  /// A cell: one text, or a list of several.
  mutating func cell(_ texts: [String]) {
    element("td") { page in
      if texts.count == 1 { page.write(texts[0]) } else { page.list(texts) }
    }
  }
}
