import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering

extension PolicyReport {
  /// The same as a Markdown document, without the map.
  public var markdown: String {
    var page = Markdown()
    page.heading(1, Markdown.escape("\(model.name) in \(model.environment)"))
    if let description = model.description { page.paragraph(Markdown.escapeParagraph(description)) }
    page.heading(2, "Countries by plan")
    page.paragraph(Self.usualPerson)
    let hasPrices = weights?.prices != nil
    page.table(
      ["Plan", "What the usual person gets", "Countries"] + (weights == nil ? [] : ["Logins"])
        + (hasPrices ? ["Cost a month"] : []),
      groups.map { group in
        var cells = [group.letter, group.treatment.words, group.summary]
        if let weights {
          cells.append(weights.share(of: group.plans.map(\.region)).text)
          if hasPrices { cells.append(weights.costText(of: group.plans)) }
        }
        return cells.map(Markdown.escape)
      })
    for group in groups where group.regions.count > 12 && group.treatment.reason != .countryBlocked {
      page.details(
        "\(group.letter): \(Self.countries(group.regions.count))",
        Markdown.escape(group.regions.map(RegionWords.name).joined(separator: ", ")))
    }
    if let weights { page.list(weights.summary(of: plans.plans).map(Markdown.escape)) }
    writeExceptions(to: &page)
    page.heading(2, "Who is asked for what")
    page.paragraph(
      "The first row that matches decides. A blocked country comes before every send and every deny.")
    page.table(
      ["#", "Rule", "Who", "What happens", "Why"],
      RuleRow.rows(of: model).enumerated().map { index, row in
        ["\(index + 1)", Markdown.code(row.name)] + [row.who, row.what, row.why].map(Markdown.escape)
      })
    return page.text
  }

  /// What others get, for countries together where it is the same.
  private func writeExceptions(to page: inout Markdown) {
    page.heading(2, "What others get")
    guard plans.plans.allSatisfy({ $0.exceptions != nil }) else { return page.paragraph(Self.notKnown) }
    var found: [(texts: [String], dependsOn: String, regions: [Region])] = []
    for plan in plans.plans {
      let texts = plan.exceptionTexts ?? []
      let known = found.firstIndex { $0.texts == texts && $0.dependsOn == plan.dependsOnText }
      if let known {
        found[known].regions.append(plan.region)
      } else {
        found.append((texts, plan.dependsOnText, [plan.region]))
      }
    }
    page.table(
      ["Countries", "Others get (by rules)", "Depending on"],
      found.map { entry in
        let texts =
          entry.texts.isEmpty ? "the same" : entry.texts.map(Markdown.escape).joined(separator: "<br>")
        return [Markdown.escape(Self.list(entry.regions)), texts, entry.dependsOn]
      })
  }

  private static func list(_ regions: [Region]) -> String {
    regions.count <= 12
      ? RegionWords.codes(regions) : "\(regions.count) (\(RegionWords.codes(Array(regions.prefix(3)))) …)"
  }
}
