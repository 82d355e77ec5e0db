public import PosternDiagnostics
public import PosternModel

/// A policy with one thing changed, as somebody might by mistake.
public struct Mutant: Sendable {
  /// What was changed.
  public enum Change: Sendable, Hashable {
    /// A rule is gone.
    case dropped(rule: String)
    /// A rule and the one behind it have changed places.
    case swapped(rule: String, with: String)
    /// A rule no longer asks for an attribute, at one place of its condition.
    case widened(rule: String, attribute: String)
    /// A country rule, by its name if it has one, has another mode.
    case mode(rule: String?, from: CountryMode, to: CountryMode)
    /// `countries.otherwise` is another mode.
    case otherwise(from: CountryMode, to: CountryMode)
  }

  public let change: Change
  /// Where what was changed stands; nil where nothing of its own does.
  public let source: SourceRange?
  /// The policy as it would be.
  public let model: PolicyModel

  /// Every mutant of a policy, in the order of rules, then of country rules. Some may mean the same as the policy.
  public static func all(of model: PolicyModel) -> [Mutant] {
    rules(of: model) + countries(of: model)
  }

  private static func rules(of model: PolicyModel) -> [Mutant] {
    var mutants: [Mutant] = []
    let rules = model.routing.rules
    for (index, rule) in rules.enumerated() {
      func add(_ change: Change, _ edit: (inout [Rule]) -> Void) {
        var mutant = model
        edit(&mutant.routing.rules)
        mutants.append(Mutant(change: change, source: rule.source, model: mutant))
      }
      add(.dropped(rule: rule.name)) { $0.remove(at: index) }
      if index + 1 < rules.count {
        add(.swapped(rule: rule.name, with: rules[index + 1].name)) { $0.swapAt(index, index + 1) }
      }
      for (attribute, wider) in rule.condition.widened() {
        add(.widened(rule: rule.name, attribute: attribute)) { $0[index].condition = wider }
      }
    }
    return mutants
  }

  private static func countries(of model: PolicyModel) -> [Mutant] {
    var mutants: [Mutant] = []
    for (index, rule) in model.countries.rules.enumerated() {
      guard let mode = rule.mode else { continue }
      var rules = model.countries.rules
      rules[index].mode = mode.flipped
      var mutant = model
      mutant.countries = CountryPolicy(rules: rules, otherwise: model.countries.otherwise)
      mutants.append(
        Mutant(
          change: .mode(rule: rule.name, from: mode, to: mode.flipped), source: rule.source, model: mutant))
    }
    let otherwise = model.countries.otherwise
    var mutant = model
    mutant.countries = CountryPolicy(rules: model.countries.rules, otherwise: otherwise.flipped)
    mutants.append(
      Mutant(change: .otherwise(from: otherwise, to: otherwise.flipped), source: nil, model: mutant))
    return mutants
  }
}

extension Mutant {
  /// What was changed, in words.
  public var text: String {
    switch change {
    case .dropped(let rule): "without rule `\(rule)`"
    case .swapped(let rule, let next): "rule `\(rule)` after `\(next)`"
    case .widened(let rule, let attribute): "rule `\(rule)` whatever the `\(attribute)`"
    case .mode(let rule, let old, let new):
      (rule.map { "country rule `\($0)`" } ?? "a country rule") + " with `\(new.name)` for `\(old.name)`"
    case .otherwise(let old, let new): "other countries with `\(new.name)` for `\(old.name)`"
    }
  }
}

extension CountryMode {
  fileprivate var flipped: CountryMode { self == .block ? .allow : .block }
}

extension Condition {
  /// The condition with one test, at a time, that no longer narrows it, and the attribute that test asks for.
  func widened() -> [(attribute: String, condition: Condition)] { changed(to: true) }

  /// With one test at a time that always holds, or never does.
  private func changed(to holds: Bool) -> [(attribute: String, condition: Condition)] {
    switch self {
    case .all(let parts):
      return parts.indices.flatMap { index in
        parts[index].changed(to: holds).map { ($0.attribute, .all(parts.replacing(index, by: $0.condition))) }
      }
    case .any(let parts):
      return parts.indices.flatMap { index in
        parts[index].changed(to: holds).map { ($0.attribute, .any(parts.replacing(index, by: $0.condition))) }
      }
    case .not(let inner):
      return inner.changed(to: !holds).map { ($0.attribute, .not($0.condition)) }
    case .country, .lineType, .prefix, .identityProvider, .application, .groups, .networkZones, .risk,
      .emailPresent, .rollout:
      return [(testedAttribute ?? "condition", holds ? .any([self, .not(self)]) : .all([self, .not(self)]))]
    }
  }
}

extension [Condition] {
  fileprivate func replacing(_ index: Int, by condition: Condition) -> [Condition] {
    var parts = self
    parts[index] = condition
    return parts
  }
}
