public import PosternAnalysis
import PosternModel
public import PosternNumbering

extension RegionCondition {
  /// The condition in words, such as `in Brazil and 2 more countries, with mobile numbers`.
  ///
  /// - Parameter limit: how many countries are named before the others are counted; nil: all.
  public func words(countries limit: Int? = 3) -> String {
    switch self {
    case .phone(let sets): Self.words(sets, limit)
    case .application(let choice): Self.words("application", choice)
    case .identityProvider(let choice): Self.words("identity provider", choice)
    case .risk(let risks): "risk " + Self.alternatives(risks.map(\.name))
    case .email(let isThere): isThere ? "with an e-mail address" : "without an e-mail address"
    case .user(let isThere): isThere ? "with a user id" : "without a user id"
    case .group(let name, let isIn): (isIn ? "in group " : "not in group ") + name
    case .networkZone(let name, let isFrom): (isFrom ? "from zone " : "not from zone ") + name
    case .rollout(let rule, let ranges): Self.words(rollout: rule, ranges)
    }
  }

  /// Countries first, what is no number last.
  private static func words(_ sets: [PhoneSet], _ limit: Int?) -> String {
    let countries = sets.filter { if case .countries = $0.origin { true } else { false } }
    let others = sets.filter { if case .countries = $0.origin { false } else { true } }
    if countries.count == 1, others.count == 2, sets.allSatisfy(\.isWhole),
      case .countries(_, let excluded) = countries[0].origin
    {
      return excluded.isEmpty
        ? "with any number or none"
        : "with any number or none, but not in " + countryWords(excluded, limit)
    }
    return alternatives((countries + others.reversed()).map { $0.words(countries: limit) })
  }

  private static func words(_ kind: String, _ choice: NameChoice) -> String {
    if !choice.unknown { return kind + " " + alternatives(choice.names) }
    if choice.names.isEmpty { return "\(kind) none of those declared" }
    if choice.others.count <= choice.names.count {
      return "\(kind) other than " + alternatives(choice.others)
    }
    return kind + " " + alternatives(choice.names + ["none of those declared"])
  }

  private static func words(rollout rule: String, _ ranges: [Range<Int>]) -> String {
    let parts = ranges.map { range in
      if range.lowerBound == 0 { return "in the first \(percent(range.upperBound))" }
      if range.upperBound == 10_000 { return "beyond the first \(percent(range.lowerBound))" }
      return "between \(percent(range.lowerBound)) and \(percent(range.upperBound))"
    }
    return alternatives(parts) + " of rollout " + rule
  }

  /// Hundredths of a percent as a percentage.
  private static func percent(_ buckets: Int) -> String {
    let (whole, rest) = (buckets / 100, buckets % 100)
    if rest == 0 { return "\(whole)%" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(whole).\(digits)%"
  }

  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ parts: [String]) -> String { Self.list(parts, "or") }

  static func list(_ parts: [String], _ word: String) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}

extension PhoneSet {
  /// Whether neither line types nor prefixes are asked for.
  var isWhole: Bool { lineTypes == nil && prefix == nil && excludedPrefixes.isEmpty }

  /// The numbers in words.
  func words(countries limit: Int?) -> String {
    var text: String
    switch origin {
    case .none: return "without a valid phone number"
    case .withoutCountry: text = "with a number of no country"
    case .countries(let regions, let others): text = Self.words(regions, others, limit)
    }
    if let prefix { text += ", numbers that begin with " + prefix.text }
    if !excludedPrefixes.isEmpty {
      text += prefix == nil ? ", numbers that do not begin with " : " but not with "
      text += RegionCondition.alternatives(excludedPrefixes.map(\.text))
    }
    if let lineTypes { text += ", line type " + RegionCondition.alternatives(lineTypes.map(\.name)) }
    return text
  }

  private static func words(_ regions: [Region], _ others: [Region], _ limit: Int?) -> String {
    if others.isEmpty { return "in every country" }
    if others.count * 2 < regions.count { return "in every country but " + countryWords(others, limit) }
    return "in " + countryWords(regions, limit)
  }
}

/// Countries by name, such as `Brazil, India and 4 more countries`.
///
/// - Parameter limit: how many are named before the others are counted, when that saves more than one; nil: all.
public func countryWords(_ regions: [Region], _ limit: Int?) -> String {
  guard let limit, regions.count > limit + 1 else { return RegionCondition.list(regions.map(\.name), "and") }
  let named = regions.prefix(limit).map(\.name)
  return named.joined(separator: ", ") + " and \(regions.count - limit) more countries"
}
