internal import PosternModel

extension Report {
  /// The rules in the order they are asked.
  func writeRules(to page: inout Markdown) {
    page.heading(2, "Who is asked for what")
    page.paragraph(
      "The first row that matches decides. A blocked country comes before every send and every deny.")
    var rows: [[String]] = []
    if let breakGlass = model.directory.breakGlass {
      let groups = breakGlass.groups.map { model.directory.groups[$0].name }.joined(separator: " or ")
      rows.append(row("break-glass", "group \(groups)", .use(breakGlass.methods), Annotations()))
    }
    let words = ConditionWords(model: model)
    for rule in model.routing.rules {
      rows.append(row(rule.name, words.words(rule.condition), rule.action, rule.annotations))
    }
    rows.append(row("otherwise", "everybody else", model.routing.otherwise, Annotations()))
    page.table(["#", "Rule", "Who", "What happens", "Why"], rows.enumerated().map { ["\($0 + 1)"] + $1 })
  }

  private func row(
    _ name: String, _ who: String, _ action: Action, _ annotations: Annotations
  ) -> [String] {
    let facts = [annotations.owner.map { "owner \($0)" }, annotations.until.map { "until \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let why = [annotations.because, facts.isEmpty ? nil : "(\(facts))"].compactMap(\.self)
    return [Markdown.code(name), who, words(action), Markdown.escape(why.joined(separator: " "))]
  }

  /// What an action does.
  private func words(_ action: Action) -> String {
    switch action {
    case .deny(let message): "**deny**: “\(Markdown.escape(message))”"
    case .skip: "**no second factor**"
    case .use(let methods): "**use** \(methods.map(\.name).joined(separator: " or ")), by IDaaS"
    case .send(let steps): "**send** " + steps.enumerated().map(step).joined(separator: " → ")
    }
  }

  /// `whatsapp (45 s)`, with what is unusual about the step.
  private func step(_ index: Int, _ step: Step) -> String {
    let usual = model.settings(of: step.channel)
    var notes = ["\(step.wait) s"]
    if index > 0, step.advance == .auto { notes.append("by itself") }
    if usual?.service != step.service { notes.append("service \(model.services[step.service].name)") }
    if let locale = step.locale { notes.append("in \(Markdown.escape(locale))") }
    if step.afterFraudBlock == .advance { notes.append("goes on after a fraud block") }
    return "\(step.channel.name) (\(notes.joined(separator: ", ")))"
  }
}
