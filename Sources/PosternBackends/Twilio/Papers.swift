internal import PosternModel
internal import PosternNumbering

extension TwilioTranslator {
  /// `requires:` of country rules, in source order, where anything may be sent. A rule's place in the list stands
  /// for a name it lacks.
  func paperSteps() -> [ManualStep] {
    model.countries.rules.enumerated().flatMap { index, rule -> [ManualStep] in
      let regions = rule.regions.regions.filter { model.countries[$0].mode != .block }
      if regions.isEmpty { return [] }
      let codes = regions.map(\.code).joined(separator: ", ")
      return rule.papers.map { paper in
        ManualStep(
          "paper/\(rule.name ?? "\(index + 1)")/\(paper.name)",
          title: "Keep \(paper.name) valid for \(codes)",
          place: "Twilio's support, or the authority that asks for it", value: codes,
          reason: "the policy requires it before anything is sent there",
          owner: paper.owner ?? rule.annotations.owner, until: paper.until)
      }
    }
  }
}
