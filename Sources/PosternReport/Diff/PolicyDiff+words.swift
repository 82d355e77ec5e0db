public import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering

extension PolicyComparison {
  /// What stands above the names that stand for something else.
  static let nameChangesTitle =
    "names that stand for something else: sign-ins carry ids and addresses, so others are meant"

  /// What came of one of its comparisons. A proof speaks of what names stand for, and so of the same people only while
  /// they stand for the same.
  func summary(of decisions: DecisionDiff) -> String {
    decisions.summary
      + (nameChanges.isEmpty || decisions.verdict == .notCompared
        ? "" : ", while names stand for the same, which not all of them do")
  }
}

extension DecisionDiff {
  /// What came of the comparison, in one sentence: also what was proved, and for how many requests.
  public var summary: String {
    switch verdict {
    case .equal:
      let over = requests.map { " for all \(CountWords.short($0)) requests\(inClasses)" } ?? ""
      return "no change in meaning: proved\(over)"
    case .different:
      let parts = regions.directionCounts
      let rest =
        requests.map {
          "; every other one of \(CountWords.short($0)) requests\(inClasses) is decided as before"
        } ?? ""
      return parts.joined(separator: ", ") + rest
    case .notCompared:
      return
        "not compared: the rules combine too much; nothing is proved, neither that decisions changed nor that they did not"
    }
  }

  private var inClasses: String {
    classes.map { " in \(CountWords.short($0)) \($0 == "1" ? "class" : "classes")" } ?? ""
  }
}

extension [ChangedRegion] {
  /// How many there are of each direction, in the words of the list.
  var directionCounts: [String] {
    ChangedRegion.Direction.allCases.compactMap { direction in
      let count = count { $0.direction == direction }
      return count > 0 ? "\(count) \(direction.words)" : nil
    }
  }
}

extension ChangedRegion {
  /// Old → new in few words, such as `deny, for the country is blocked → send [sms]`, or `deny or send → skip`.
  public var headline: String {
    if transitions.count == 1, let only = transitions.first {
      if only.isDetail, !only.details.isEmpty { return only.details.map(\.words).joined(separator: "; ") }
      return "\(only.old.words) → \(only.new.words)"
    }
    if let first = transitions.first, !first.details.isEmpty,
      transitions.allSatisfy({ $0.isDetail && $0.details == first.details })
    {
      return first.details.map(\.words).joined(separator: "; ")
    }
    return "\(Self.words(transitions.map(\.old))) → \(Self.words(transitions.map(\.new)))"
  }

  /// What all of them are, else their outcomes alone.
  private static func words(_ sides: [RegionSide]) -> String {
    var whole: [String] = []
    var outcomes: [String] = []
    for side in sides {
      if !whole.contains(side.words) { whole.append(side.words) }
      if !outcomes.contains(side.outcome.rawValue) { outcomes.append(side.outcome.rawValue) }
    }
    return whole.count == 1 ? whole[0] : RegionCondition.alternatives(outcomes)
  }

  /// All conditions in words, what holds before what does not; one entry for each.
  public func conditionWords(countries limit: Int? = 3) -> [String] {
    var words: [String] = []
    var groups: [String] = []
    var zones: [String] = []
    for condition in conditions {
      switch condition {
      case .group(let name, false): groups.append(name)
      case .networkZone(let name, false): zones.append(name)
      default: words.append(condition.words(countries: limit))
      }
    }
    if !zones.isEmpty { words.append("not from zone " + RegionCondition.alternatives(zones)) }
    if !groups.isEmpty { words.append("not in group " + RegionCondition.alternatives(groups)) }
    if isRemainder {
      return ["further combinations, all of them:"] + (words.isEmpty ? ["any request"] : words)
    }
    return words.isEmpty ? ["every request"] : words
  }

  /// What differs within outcomes, where the headline does not say it.
  public var detailsBesideHeadline: [OutcomeDetail] {
    guard transitions.contains(where: { !$0.isDetail }) else { return [] }
    var details: [OutcomeDetail] = []
    for detail in transitions.flatMap(\.details) where !details.contains(detail) { details.append(detail) }
    return details
  }

  /// Its countries by code, or those that it does not have, whichever are fewer; nil where it has all or none.
  public var countryCodes: String? {
    let own = Set(countries)
    let named = countries.filter { $0 != .unknown }
    let others = Region.withNumbers.filter { !own.contains($0) }
    if named.isEmpty || others.isEmpty { return nil }
    return others.count * 2 < named.count
      ? "all but " + others.map(\.code).joined(separator: " ") : named.map(\.code).joined(separator: " ")
  }

  /// How large it is, such as `3 countries, 12 classes, 1,024 requests`.
  public var size: String {
    let named = countries.filter { $0 != .unknown }.count
    let parts = [
      named == 1 ? "1 country" : "\(named) countries",
      classes == "1" ? "1 class" : "\(CountWords.short(classes)) classes",
      requests == "1" ? "1 request" : "\(CountWords.short(requests)) requests",
    ]
    return parts.joined(separator: ", ")
  }
}

extension OutcomeTransition {
  /// Whether both sides do the same but for details.
  public var isDetail: Bool { old.words == new.words }
}

extension RegionSide {
  /// The rules that decide, with their places, such as `, by whatsapp-first (policies/acme/policy.yaml:40)`.
  public var ruleWords: String {
    let parts = rules.map { rule in
      rule.place.map { "\(rule.name) (\($0.file):\($0.line))" } ?? rule.name
    }
    guard parts.count > 4 else { return parts.isEmpty ? "" : "  by " + parts.joined(separator: ", ") }
    return "  by " + parts.prefix(3).joined(separator: ", ") + " and \(parts.count - 3) more rules"
  }
}

extension SettingChange {
  /// The key with its old and its new value, such as `limits.per-ip.buckets: [5 per 1m] → [9 per 1m]  (in prod)`.
  ///
  /// - Parameter all: every environment that was compared: where it is in all of them, none is named.
  public func words(all: [String]) -> String {
    let change: String =
      switch (old, new) {
      case (nil, let new?): isThing ? "added (\(new))" : "none → \(new)"
      case (let old?, nil): isThing ? "removed (\(old))" : "\(old) → none"
      case (let old, let new): "\(old ?? "none") → \(new ?? "none")"
      }
    return "\(path): \(change)"
      + (environments.count < all.count ? "  (in \(environments.joined(separator: ", ")))" : "")
  }
}

extension PolicyComparison {
  /// Remarks that say why regions below are there: they come before them.
  public var leadingRemarks: [DiffRemark] { remarks.filter(\.explainsRegions) }
  /// All others, which come last.
  public var closingRemarks: [DiffRemark] { remarks.filter { !$0.explainsRegions } }
}

extension DiffRemark {
  /// Whether it is the cause of changed regions.
  fileprivate var explainsRegions: Bool {
    if case .rolloutRenamed = self { true } else { false }
  }

  /// One line.
  public func words(_ policy: PolicyComparison) -> String {
    switch self {
    case .policyRenamed(let old): "the policy was called `\(old)`"
    case .moved: "the policy stood in \(policy.oldFolder)"
    case .ruleRenamed(let old, let new):
      "rule `\(old)` is called `\(new)` now, and is the same otherwise; a name alone decides nothing"
    case .rolloutRenamed(let old, let new):
      "rule `\(old)` is called `\(new)` now: the name of a rule with a rollout draws its users, "
        + "so that the same share of other users is drawn"
    case .rulesReordered: "rules stand in another order; what that changes, if anything, is above"
    }
  }
}
