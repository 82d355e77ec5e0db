internal import PosternDiagnostics
internal import PosternModel

/// One line of the table of dates.
private struct DatedThing {
  var what: String
  var owner: String?
  var until: String?
}

extension Report {
  /// Both lists, as boxes to tick.
  func writeManualSteps(to page: inout Markdown) {
    if idaasSteps.isEmpty, twilioSteps.isEmpty { return }
    page.heading(2, "By hand")
    for (title, steps) in [("IDaaS", idaasSteps), ("Twilio", twilioSteps)] where !steps.isEmpty {
      page.heading(3, title)
      page.list(steps.map(item), marker: "- [ ]")
    }
  }

  private func item(_ step: ManualStep) -> String {
    var text = "**\(Markdown.escape(step.title))**. \(Markdown.escape(step.place))"
    if let value = step.value, !value.isEmpty { text += ": \(Markdown.code(value))" }
    text += ". " + Markdown.escape(step.reason) + "."
    if let owner = step.owner { text += " Owner: \(Markdown.escape(owner))." }
    return text
  }

  /// Everything that ends on a day: rules and papers, by day and then in source order.
  func writeDates(to page: inout Markdown) {
    let things = dated.enumerated().sorted { a, b in
      (a.element.until ?? "~", a.offset) < (b.element.until ?? "~", b.offset)
    }
    if things.isEmpty { return }
    page.heading(2, "Papers and dates")
    page.table(
      ["What", "Owner", "Valid through"],
      things.map { [$0.element.what, $0.element.owner.map(Markdown.escape) ?? "", $0.element.until ?? ""] })
  }

  private var dated: [DatedThing] {
    let rules = model.routing.rules.filter { $0.annotations.until != nil }.map {
      DatedThing(what: "rule \(Markdown.code($0.name))", owner: $0.annotations.owner, until: $0.annotations.until)
    }
    let countries = model.countries.rules.flatMap { rule -> [DatedThing] in
      let what = rule.name.map { "country rule \(Markdown.code($0))" } ?? "country rule at \(place(rule.source))"
      let itself = DatedThing(what: what, owner: rule.annotations.owner, until: rule.annotations.until)
      let papers = rule.papers.map { paper in
        DatedThing(
          what: "paper \(Markdown.code(paper.name)) for \(RegionWords.short(rule.regions))",
          owner: paper.owner ?? rule.annotations.owner, until: paper.until)
      }
      return (itself.until == nil ? [] : [itself]) + papers
    }
    return rules + countries
  }

  func writeFindings(to page: inout Markdown) {
    if findings.isEmpty { return }
    page.heading(2, "Findings")
    page.list(
      findings.map { finding in
        "\(Markdown.code(finding.code)) \(finding.severity.rawValue) at \(place(finding.range)): "
          + Markdown.escape(finding.message)
      })
  }
}
