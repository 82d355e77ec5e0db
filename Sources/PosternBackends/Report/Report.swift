internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering

/// One page for a reviewer: who is asked for what, where, what is left to people, and until when.
///
/// Nothing in it depends on the day or the machine.
struct Report {
  let model: PolicyModel
  let split: StageSplit
  let sources: SourceMap
  /// Those that do not depend on the day.
  let findings: [Diagnostic]
  let idaasSteps: [ManualStep]
  let twilioSteps: [ManualStep]

  /// The bytes of `report.md`.
  func render() -> [UInt8] {
    var page = Markdown()
    page.heading(1, "\(model.name) in \(model.environment)")
    if let description = model.description { page.paragraph(Markdown.escapeParagraph(description)) }
    page.paragraph(summary)
    writeRules(to: &page)
    writeCountries(to: &page)
    writeStages(to: &page)
    writeLimits(to: &page)
    writeManualSteps(to: &page)
    writeDates(to: &page)
    writeFindings(to: &page)
    return Array(page.text.utf8)
  }

  /// What a reviewer wants to know first.
  private var summary: String {
    let open = Region.withNumbers.filter { model.countries[$0].mode != .block }.count
    let providers = model.identityProviders.filter(\.enabled).map { Markdown.escape($0.displayName) }
    let channels = StepUses(model).channels.channels.map(\.name)
    return [
      "Sign-in through \(providers.isEmpty ? "no provider" : providers.joined(separator: ", ")).",
      channels.isEmpty
        ? "No codes are sent."
        : "Codes by \(channels.joined(separator: ", ")) to \(open) \(open == 1 ? "country" : "countries").",
      "IDaaS gets \(Self.count(split.policies.count, "policy", "policies")); "
        + "\(Self.count(idaasSteps.count + twilioSteps.count, "step", "steps")) by hand.",
    ].joined(separator: " ")
  }

  /// `1 step`, `2 steps`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// `file:line:column`, as code.
  func place(_ range: SourceRange) -> String {
    Markdown.code(sources.artefactPosition(of: range).text)
  }
}
