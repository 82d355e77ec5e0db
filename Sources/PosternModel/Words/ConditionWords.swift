import PosternNumbering

/// Conditions in words, as plain text.
public struct ConditionWords: Sendable {
  private let providers: [String]
  private let applications: [String]
  private let groups: [String]
  private let zones: [String]

  /// For the conditions of a policy, whose names they are said in.
  public init(model: PolicyModel) {
    providers = model.identityProviders.map(\.name)
    applications = model.directory.applications.map(\.name)
    groups = model.directory.groups.map(\.name)
    zones = model.directory.networkZones.map(\.name)
  }

  /// Sentence-like text, with brackets where *and* and *or* meet.
  public func words(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts): join(parts, "and")
    case .any(let parts): join(parts, "or")
    case .not(.emailPresent): "no e-mail address is known"
    case .not(let part): "not " + grouped(part)
    case .country(let regions): "number from \(RegionWords.short(regions))"
    case .lineType(let types): "line type \(lineTypes(types))"
    case .prefix(let prefixes): "number beginning with \(prefixes.map(\.text).joined(separator: " or "))"
    case .identityProvider(let names): "signed in through \(list(names, providers))"
    case .application(let names): "application \(list(names, applications))"
    case .groups(let test): "group " + set(test, groups)
    case .networkZones(let test): "network zone " + set(test, zones)
    case .risk(let risks):
      "risk \(Risk.allCases.filter(risks.contains).map(\.name).joined(separator: " or "))"
    case .emailPresent: "an e-mail address is known"
    case .rollout(let rollout): "\(percentage(rollout.buckets)) of users"
    }
  }

  private func join(_ parts: [Condition], _ word: String) -> String {
    guard parts.count > 1 else { return parts.first.map(words) ?? "" }
    return parts.map(grouped).joined(separator: " \(word) ")
  }

  private func grouped(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts), .any(let parts): parts.count > 1 ? "(\(words(condition)))" : words(condition)
    default: words(condition)
    }
  }

  private func lineTypes(_ types: LineTypeSet) -> String {
    let excluded = types.complement.types
    let some = { (types: [LineType]) in types.map(\.name).joined(separator: " or ") }
    return excluded.count < types.types.count ? "other than " + some(excluded) : some(types.types)
  }

  /// A value set: what is in it, or, when `unknown` is and most names are, what is not.
  private func list(_ names: NameSet, _ all: [String]) -> String {
    if names.unknown, all.count <= 2 * names.indices.count {
      let excluded = all.indices.filter { !names.indices.contains($0) }
      if excluded.isEmpty { return "any" }
      return "other than " + excluded.map { all[$0] }.joined(separator: " or ")
    }
    let known = names.indices.map { all[$0] } + (names.unknown ? ["unknown"] : [])
    return known.joined(separator: " or ")
  }

  private func set(_ test: SetTest, _ all: [String]) -> String {
    switch test {
    case .any(let indices): indices.map { all[$0] }.joined(separator: " or ")
    case .all(let indices): indices.map { all[$0] }.joined(separator: " and ")
    case .none(let indices): "none of " + indices.map { all[$0] }.joined(separator: ", ")
    }
  }

  /// Hundredths of a percent as a percentage: `10%`, `2.5%`, `0.25%`.
  private func percentage(_ buckets: Int) -> String {
    let hundredths = buckets % 100
    if hundredths == 0 { return "\(buckets / 100)%" }
    let digits = hundredths % 10 == 0 ? "\(hundredths / 10)" : (hundredths < 10 ? "0" : "") + "\(hundredths)"
    return "\(buckets / 100).\(digits)%"
  }
}
