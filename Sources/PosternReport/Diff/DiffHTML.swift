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
    if !policy.nameChanges.isEmpty {
      page.element("p") { $0.element("strong", text: PolicyComparison.nameChangesTitle) }
      page.list(policy.nameChanges.map { $0.words(all: policy.environments) })
    }
    page.list(policy.leadingRemarks.map { $0.words(policy) })
    for (index, group) in policy.decisions.enumerated() {
      let id = "d\(number + 1)-\(index + 1)"
      let names = group.environments.joined(separator: ", ")
      page.element("section", [("aria-label", "\(policy.newFolder), \(names)")]) { page in
        page.element("h3", text: names)
        page.element("p", text: policy.summary(of: group.decisions) + ".")
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
    if !policy.hiddenSettings.isEmpty {
      page.element("h3", text: "Settings that no request shows")
      page.list(policy.hiddenSettings.map { $0.words(all: policy.environments) })
    }
    page.list(policy.closingRemarks.map { $0.words(policy) })
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
            page.cell(Self.sides(region.transitions.map(\.old)))
            page.cell(
              Self.sides(region.transitions.map(\.new))
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

  private static func sides(_ sides: [RegionSide]) -> [String] {
    sides.told.map { $0.words + $0.ruleWords }
  }

  private static func details(_ region: ChangedRegion) -> [OutcomeDetail] {
    region.transitions.allSatisfy(\.isDetail)
      ? region.transitions.first?.details ?? [] : region.detailsBesideHeadline
  }
}
