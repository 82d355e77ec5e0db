public import PosternAnalysis
public import PosternJSON
import PosternDiagnostics
import PosternModel
import PosternNumbering

/// What traffic and prices say of a difference: per environment the cost of a month before and now, and how many of the
/// logins come from the countries of each region.
public struct DiffWeights: Sendable {
  private struct Part {
    let comparison: CountryComparison
    let weights: Weights
    let regions: [ChangedRegion]
  }

  private let parts: [Part]
  /// Those that somebody has to read about.
  private var changed: [Part] { parts.filter { !$0.comparison.changes.isEmpty || !$0.regions.isEmpty } }

  /// Of the comparisons, those that have weights.
  public init(_ diff: PolicyDiff, _ comparisons: [CountryComparison]) {
    parts = comparisons.compactMap { comparison in
      guard let weights = comparison.weights else { return nil }
      let policy = diff.policies.first { $0.newFolder == comparison.folder }
      let group = policy?.decisions.first { $0.environments.contains(comparison.environment) }
      return Part(comparison: comparison, weights: weights, regions: group?.decisions.regions ?? [])
    }
  }

  /// To stand behind a text for terminals; empty without weights.
  public var text: String {
    changed.map { part in
      let lines = ["", title(part)] + lines(part).map { "  " + $0 }
      return lines.map { SafeText.of($0) + "\n" }.joined()
    }.joined()
  }

  /// To stand behind a Markdown comment; empty without weights.
  public var markdown: String {
    changed.map { part in
      var page = Markdown()
      page.heading(3, Markdown.escape(title(part)))
      page.list(lines(part).map(Markdown.escape))
      return "\n" + page.text
    }.joined()
  }

  /// Null without weights.
  public var json: JSONValue {
    if parts.isEmpty { return .null }
    return .array(
      parts.map { part in
        let (old, new) = costs(part)
        return .object([
          ("policy", .string(part.comparison.policy)), ("environment", .string(part.comparison.environment)),
          ("logins", .integer(part.weights.traffic.total)),
          ("changedLogins", .integer(part.weights.logins(from: part.comparison.changes.map(\.region)))),
          ("oldCost", part.weights.prices == nil ? .null : .string(old.sum.plain)),
          ("newCost", part.weights.prices == nil ? .null : .string(new.sum.plain)),
          ("oldUnknownPrices", .strings(old.unknown.map(\.region.code))),
          ("newUnknownPrices", .strings(new.unknown.map(\.region.code))),
          ("regions", .array(part.regions.map { .integer(part.weights.logins(from: $0.countries)) })),
          ("assumptions", .strings(part.weights.assumed)),
        ])
      })
  }

  /// What an HTML page says of one comparison, a sentence each.
  static func lines(of comparison: CountryComparison) -> [String] {
    guard let weights = comparison.weights else { return [] }
    let part = Part(comparison: comparison, weights: weights, regions: [])
    return DiffWeights(parts: [part]).lines(part)
  }

  private init(parts: [Part]) { self.parts = parts }

  private func title(_ part: Part) -> String {
    (part.weights.prices == nil ? "Traffic" : "Traffic and cost")
      + ": \(part.comparison.policy) in \(part.comparison.environment)"
  }

  private func costs(
    _ part: Part
  ) -> (old: (sum: Amount, unknown: [CountryPlan]), new: (sum: Amount, unknown: [CountryPlan])) {
    // Without prices nothing is known, and nothing is said.
    guard part.weights.prices != nil else { return ((.zero, []), (.zero, [])) }
    return (
      part.weights.cost(of: part.comparison.old.plans), part.weights.cost(of: part.comparison.new.plans)
    )
  }

  private func lines(_ part: Part) -> [String] {
    let weights = part.weights
    let changed = part.comparison.changes.map(\.region)
    var lines = [
      changed.isEmpty
        ? "The usual person's plan is the same in every country."
        : "\(weights.share(of: changed).text) of \(CountWords.grouped("\(weights.traffic.total)")) logins a month come from "
          + "countries where the usual person's plan is another: \(Self.shares(of: changed, weights))."
    ]
    if weights.prices != nil {
      let (old, new) = costs(part)
      let change = new.sum - old.sum
      lines.append(
        "A month costs \(old.sum.text) → \(new.sum.text) (\(change < .zero ? "" : "+")\(change.text)), in the unit of the "
          + "price list.")
      if !old.unknown.isEmpty {
        lines.append("Not counted before, for no price is given: \(Weights.list(old.unknown)).")
      }
      if !new.unknown.isEmpty {
        lines.append("Not counted now, for no price is given: \(Weights.list(new.unknown)).")
      }
    }
    let shares = ChangedRegion.Direction.allCases.compactMap { direction -> String? in
      let regions = part.regions.filter { $0.direction == direction }
      if regions.isEmpty { return nil }
      let share = weights.share(of: Set(regions.flatMap(\.countries)))
      return "\(direction.words) at most \(share.text)"
    }
    if !shares.isEmpty {
      lines.append("Of all logins, by the countries of the regions: \(shares.joined(separator: ", ")).")
    }
    return lines + weights.assumed
  }

  /// The countries by their share, at most eight.
  private static func shares(of regions: [Region], _ weights: Weights) -> String {
    let sorted = regions.sorted { (weights.traffic[$1], $0) < (weights.traffic[$0], $1) }
    let named = sorted.prefix(8).map { "\($0.code) \(weights.share(of: [$0]).text)" }.joined(separator: ", ")
    return named + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
  }
}

extension Weights {
  /// How many logins a month come from some regions.
  func logins(from regions: some Sequence<Region>) -> Int { regions.reduce(0) { $0 + traffic[$1] } }

  /// The assumptions that were made.
  var assumed: [String] { prices == nil ? [Self.assumptions[0]] : Self.assumptions }
}
