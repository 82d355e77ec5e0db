public import PosternAnalysis

extension PolicyDiff {
  /// One line, as every command ends.
  public var summary: String {
    var parts: [String] = []
    let regions = policies.flatMap { $0.decisions.flatMap(\.decisions.regions) }
    parts += regions.directionCounts
    let names = policies.reduce(0) { $0 + $1.nameChanges.count }
    if names > 0 {
      parts.append(
        names == 1 ? "1 name stands for something else" : "\(names) names stand for something else")
    }
    let settings = policies.reduce(0) { $0 + $1.hiddenSettings.count }
    if settings > 0 { parts.append(settings == 1 ? "1 setting" : "\(settings) settings") }
    let environments = policies.flatMap { $0.addedEnvironments + $0.removedEnvironments }.count
    if environments > 0 {
      parts.append("\(environments) \(environments == 1 ? "environment" : "environments") added or removed")
    }
    let alone = added.count + removed.count
    if alone > 0 { parts.append("\(alone) \(alone == 1 ? "policy" : "policies") added or removed") }
    let open = policies.flatMap(\.decisions).filter { $0.decisions.verdict == .notCompared }.flatMap(
      \.environments)
    if !open.isEmpty { parts.append("\(open.count) not compared") }
    if parts.isEmpty { return "no change in meaning" }
    let hasDecisions = !regions.isEmpty || !open.isEmpty
    let unchanged = names > 0 ? "no decision changed for what names stand for; " : "no decision changed; "
    return (hasDecisions || policies.isEmpty ? "" : unchanged) + parts.joined(separator: ", ")
  }
}
