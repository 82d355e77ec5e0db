public import PosternAnalysis
import PosternDiagnostics
import PosternModel

/// Shows a difference on a terminal: per policy what is decided otherwise, the most urgent first, then what no request
/// shows, then remarks.
public struct DiffText: Sendable {
  /// Whether to write ANSI colours.
  public let colour: Bool

  public init(colour: Bool = false) {
    self.colour = colour
  }

  /// All of it, ending with LF.
  public func text(_ diff: PolicyDiff) -> String {
    var lines: [String] = []
    for policy in diff.policies {
      if !lines.isEmpty { lines.append("") }
      lines += self.lines(policy, diff)
    }
    if !lines.isEmpty, !diff.added.isEmpty || !diff.removed.isEmpty { lines.append("") }
    for policy in diff.added { lines.append(alone(policy, "is new", .warning)) }
    for policy in diff.removed { lines.append(alone(policy, "is removed", .error)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func alone(_ policy: LonePolicy, _ what: String, _ style: DiffPaint) -> String {
    let environments = policy.environments.isEmpty ? "" : ": " + policy.environments.joined(separator: ", ")
    return style.paint("policy \(policy.name) \(what)", colour)
      + safe("  (\(policy.folder))\(environments)")
  }

  private func lines(_ policy: PolicyComparison, _ diff: PolicyDiff) -> [String] {
    var lines = [
      DiffPaint.title.paint(policy.newFolder, colour) + safe("  \(diff.oldLabel) → \(diff.newLabel)")
    ]
    for name in policy.addedEnvironments {
      lines.append(DiffPaint.warning.paint("  environment \(name) is new", colour))
    }
    for name in policy.removedEnvironments {
      lines.append(DiffPaint.error.paint("  environment \(name) is removed", colour))
    }
    if !policy.nameChanges.isEmpty {
      lines += ["", DiffPaint.error.paint("  " + PolicyComparison.nameChangesTitle, colour)]
      lines += policy.nameChanges.map { safe("    " + $0.words(all: policy.environments)) }
    }
    lines += policy.leadingRemarks.map { DiffPaint.warning.paint("  note: " + $0.words(policy), colour) }
    for group in policy.decisions { lines += self.lines(group, policy) }
    if !policy.hiddenSettings.isEmpty {
      lines += ["", DiffPaint.title.paint("  settings that no request shows", colour)]
      lines += policy.hiddenSettings.map { safe("    " + $0.words(all: policy.environments)) }
    }
    lines += policy.closingRemarks.map { safe("  note: " + $0.words(policy)) }
    return lines
  }

  private func lines(_ group: PolicyComparison.DecisionGroup, _ policy: PolicyComparison) -> [String] {
    let names = group.environments.joined(separator: ", ")
    let decisions = group.decisions
    var lines = [
      "", DiffPaint.title.paint("  \(names)", colour) + safe(": " + policy.summary(of: decisions)),
    ]
    if !decisions.differingRules.isEmpty {
      lines.append(safe("    rules whose text differs: " + decisions.differingRules.joined(separator: ", ")))
    }
    for region in decisions.regions { lines += self.lines(region) }
    return lines
  }

  private func lines(_ region: ChangedRegion) -> [String] {
    let style: DiffPaint =
      region.direction.isLoosened ? .error : region.direction == .tightened ? .good : .warning
    var lines = [
      "", "    " + style.paint(region.direction.words, colour) + safe("  " + region.headline),
    ]
    let conditions = region.conditionWords()
    for (index, words) in conditions.enumerated() {
      lines.append(safe((index == 0 ? "      where   " : "              ") + words))
    }
    lines += sides("before", region.transitions.map(\.old)) + sides("now   ", region.transitions.map(\.new))
    for (index, detail) in region.detailsBesideHeadline.enumerated() {
      lines.append(safe((index == 0 ? "      within  " : "              ") + detail.words))
    }
    lines.append(safe("      size    " + region.size))
    if let codes = region.countryCodes, region.countries.count > 4 {
      lines.append(safe("      codes   " + codes))
    }
    if let witness = region.witness {
      lines.append(safe("      e.g.    " + witness.request.inWords(statedBuckets: witness.statedBuckets)))
    }
    return lines
  }

  /// What one side decides, each outcome once.
  private func sides(_ word: String, _ sides: [RegionSide]) -> [String] {
    sides.told.map { $0.words + $0.ruleWords }.enumerated().map { index, text in
      safe("      " + (index == 0 ? word : "      ") + "  " + text)
    }
  }

  private func safe(_ text: String) -> String { SafeText.of(text) }
}

/// The few colours of a difference.
enum DiffPaint {
  case title, error, warning, good

  /// Parameters of the control sequence SGR, ECMA-48 §8.3.117.
  private var parameters: String {
    switch self {
    case .title: "1"
    case .error: "1;31"
    case .warning: "1;33"
    case .good: "1;32"
    }
  }

  func paint(_ text: String, _ colour: Bool) -> String {
    let text = SafeText.of(text)
    return colour && !text.isEmpty ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
  }
}
