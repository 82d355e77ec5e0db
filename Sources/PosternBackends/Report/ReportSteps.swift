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
    let lists = [
      ("IDaaS", "`idaas-policy.json`", idaasSteps), ("Twilio", "`twilio-verify.json`", twilioSteps),
    ]
    for (title, file, steps) in lists where !steps.isEmpty {
      page.heading(3, title)
      page.list(steps.map { item($0, in: file) }, marker: "- [ ]")
    }
  }

  /// Bytes of a value that is written out.
  private static let longestValue = 200

  /// Text with its first letter large, unless it begins with a path.
  private static func sentence(_ text: String) -> String {
    if text.prefix(while: { $0 != " " }).contains("/") { return Markdown.escape(text) }
    return Markdown.escape(text.prefix(1).uppercased() + text.dropFirst())
  }

  private func item(_ step: ManualStep, in file: String) -> String {
    var text = "**\(Markdown.escape(step.title))**. \(Self.sentence(step.place))"
    if let value = step.value, !value.isEmpty {
      text += value.utf8.count > Self.longestValue ? ": the value is in \(file)" : ": \(Markdown.code(value))"
    }
    text += ". " + Self.sentence(step.reason) + "."
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
      DatedThing(
        what: "rule \(Markdown.code($0.name))", owner: $0.annotations.owner, until: $0.annotations.until)
    }
    let countries = model.countries.rules.flatMap { rule -> [DatedThing] in
      let what =
        rule.name.map { "country rule \(Markdown.code($0))" } ?? "country rule at \(place(rule.source))"
      let itself = DatedThing(what: what, owner: rule.annotations.owner, until: rule.annotations.until)
      let papers = rule.papers.map { paper in
        DatedThing(
          what: "paper \(Markdown.code(paper.name)) for \(Markdown.escape(RegionWords.short(rule.regions)))",
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
