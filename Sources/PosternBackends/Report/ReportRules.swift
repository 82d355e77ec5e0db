internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering

extension Report {
  /// The rules in the order they are asked.
  func writeRules(to page: inout Markdown) {
    page.heading(2, "Who is asked for what")
    page.paragraph(
      "The first row that matches decides. A blocked country comes before every send and every deny.")
    var rows: [[String]] = []
    if let breakGlass = model.directory.breakGlass {
      let groups = breakGlass.groups.map { model.directory.groups[$0].name }.joined(separator: " or ")
      rows.append(row("break-glass", "group \(groups)", words(.use(breakGlass.methods)), Annotations()))
    }
    let words = ConditionWords(model: model)
    let cuts = cuts
    for rule in model.routing.rules {
      let what = self.words(rule.action) + exceptions(rule.action, rule.condition, cuts)
      rows.append(row(rule.name, Markdown.escape(words.words(rule.condition)), what, rule.annotations))
    }
    let last = model.routing.otherwise
    rows.append(
      row("otherwise", "everybody else", self.words(last) + exceptions(last, nil, cuts), Annotations()))
    page.table(["#", "Rule", "Who", "What happens", "Why"], rows.enumerated().map { ["\($0 + 1)"] + $1 })
  }

  private func row(
    _ name: String, _ who: String, _ what: String, _ annotations: Annotations
  ) -> [String] {
    let facts = [annotations.owner.map { "owner \($0)" }, annotations.until.map { "until \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let why = [annotations.because, facts.isEmpty ? nil : "(\(facts))"].compactMap(\.self)
    return [Markdown.code(name), who, what, Markdown.escape(why.joined(separator: " "))]
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
    let usual = model.channels.firstIndex { $0.channel == step.channel }
    var notes = ["\(step.wait) s"]
    if index > 0, step.advance == .auto { notes.append("by itself") }
    if usual.map({ model.channels[$0].service }) != step.service {
      notes.append("service \(model.services[step.service].name)")
    }
    if let locale = step.locale { notes.append("in \(Markdown.escape(locale))") }
    if step.afterFraudBlock == .advance { notes.append("goes on after a fraud block") }
    return "\(step.channel.name) (\(notes.joined(separator: ", ")))"
  }
}

/// Where a plan is cut.
extension Report {
  /// Regions that are not blocked and forbid some channel, in order of code.
  private var cuts: [(region: Region, forbidden: ChannelSet)] {
    Region.withNumbers.compactMap { region in
      let settings = model.countries[region]
      return settings.mode == .block || settings.forbidden.isEmpty ? nil : (region, settings.forbidden)
    }
  }

  /// Countries of a rule whose plan loses channels, by what is left: `; in China (CN): sms only`.
  private func exceptions(
    _ action: Action, _ condition: Condition?, _ cuts: [(region: Region, forbidden: ChannelSet)]
  ) -> String {
    guard case .send(let steps) = action, !cuts.isEmpty else { return "" }
    let planned = ChannelSet(steps.map(\.channel))
    let reached = condition?.regions ?? .all
    var cut: [(forbidden: ChannelSet, regions: RegionSet)] = []
    for (region, forbiddenThere) in cuts where reached.contains(region) {
      let forbidden = forbiddenThere.intersection(planned)
      if forbidden.isEmpty { continue }
      if let index = cut.firstIndex(where: { $0.forbidden == forbidden }) {
        cut[index].regions.insert(region)
      } else {
        cut.append((forbidden, RegionSet([region])))
      }
    }
    return cut.map { forbidden, regions in
      let left = steps.map(\.channel).filter { !forbidden.contains($0) }.map(\.name)
      return "; in \(Markdown.escape(RegionWords.short(regions))): "
        + (left.isEmpty ? "**deny**, no channel is left" : left.joined(separator: " → ") + " only")
    }.joined()
  }
}

extension Condition {
  /// Regions that can match, as far as the conditions at the top say.
  fileprivate var regions: RegionSet {
    switch self {
    case .country(let regions): regions
    case .all(let parts): parts.reduce(.all) { $0.intersection($1.regions) }
    default: .all
    }
  }
}
