public import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering
public import PosternJSON

extension PolicyDiff {
  /// The name of the format that `json` writes.
  public static let format = "postern.diff/1"

  /// The difference in the format `postern.diff/1`: all keys are always there, in this order; counts of requests and classes
  /// are decimal texts, since they grow beyond every number.
  ///
  /// - Parameter weights: what ``DiffWeights/json`` is; null without traffic.
  public func json(compiler: String, weights: JSONValue = .null) -> JSONValue {
    .object([
      ("format", .string(Self.format)), ("compiler", .string(compiler)), ("old", .string(oldLabel)),
      ("new", .string(newLabel)), ("changesMeaning", .bool(changesMeaning)), ("complete", .bool(isComplete)),
      ("summary", .string(summary)), ("policies", .array(policies.map(\.json))),
      ("added", .array(added.map(\.json))), ("removed", .array(removed.map(\.json))),
      ("weights", weights),
    ])
  }
}

extension LonePolicy {
  fileprivate var json: JSONValue {
    .object([
      ("policy", .string(name)), ("folder", .string(folder)), ("environments", .strings(environments)),
    ])
  }
}

extension PolicyComparison {
  fileprivate var json: JSONValue {
    .object([
      ("policy", .string(name)), ("oldFolder", .string(oldFolder)), ("newFolder", .string(newFolder)),
      ("environments", .strings(environments)), ("addedEnvironments", .strings(addedEnvironments)),
      ("removedEnvironments", .strings(removedEnvironments)),
      (
        "decisions",
        .array(
          decisions.map { group in
            let found = group.decisions
            return .object([
              ("environments", .strings(group.environments)), ("verdict", .string(found.verdict.rawValue)),
              ("summary", .string(found.summary)), ("requests", .optional(found.requests)),
              ("classes", .optional(found.classes)), ("differingRules", .strings(found.differingRules)),
              ("regions", .array(found.regions.map(\.json))),
            ])
          })
      ),
      (
        "settings",
        .array(
          settings.map { change in
            .object([
              ("part", .string(change.part.rawValue)), ("path", .string(change.path)),
              ("old", .optional(change.old)), ("new", .optional(change.new)),
              ("environments", .strings(change.environments)),
              ("changesWhoIsMeant", .bool(change.changesWhoIsMeant)),
            ])
          })
      ),
      (
        "remarks",
        .array(
          remarks.map { .object([("kind", .string($0.kind)), ("words", .string($0.words(self)))]) })
      ),
    ])
  }
}

extension DiffRemark {
  fileprivate var kind: String {
    switch self {
    case .policyRenamed: "policyRenamed"
    case .moved: "moved"
    case .ruleRenamed: "ruleRenamed"
    case .rolloutRenamed: "rolloutRenamed"
    case .rulesReordered: "rulesReordered"
    }
  }
}

extension ChangedRegion {
  fileprivate var json: JSONValue {
    .object([
      ("direction", .string(direction.name)), ("headline", .string(headline)),
      ("conditions", .array(conditions.map(\.json))), ("isRemainder", .bool(isRemainder)),
      ("transitions", .array(transitions.map(\.json))),
      ("countries", .strings(countries.map(\.code))), ("requests", .string(requests)),
      ("classes", .string(classes)), ("witness", witness?.json ?? .null),
    ])
  }
}

extension OutcomeTransition {
  fileprivate var json: JSONValue {
    .object([
      ("old", old.json), ("new", new.json),
      (
        "details",
        .array(
          details.map { detail in
            .object([
              ("field", .string(detail.field.rawValue)), ("channel", .optional(detail.channel?.name)),
              ("old", .optional(detail.old)), ("new", .optional(detail.new)),
            ])
          })
      ), ("requests", .string(requests)),
    ])
  }
}

extension ChangedRegion.Direction {
  /// The name in JSON.
  var name: String {
    switch self {
    case .newSkip: "newSkip"
    case .lostDeny: "lostDeny"
    case .loosened: "loosened"
    case .tightened: "tightened"
    case .changed: "changed"
    case .recorded: "recorded"
    }
  }
}

extension RegionSide {
  fileprivate var json: JSONValue {
    .object([
      ("outcome", .string(outcome.rawValue)), ("words", .string(words)),
      ("reason", .optional(reason?.rawValue)), ("message", .optional(message)),
      ("methods", .strings(methods.map(\.name))),
      ("plans", .array(plans.map { .strings($0.map(\.name)) })), ("modes", .strings(modes.map(\.name))),
      (
        "rules",
        .array(
          rules.map { rule in
            .object([
              ("name", .string(rule.name)), ("file", .optional(rule.place?.file)),
              ("line", .optional(rule.place?.line)), ("column", .optional(rule.place?.column)),
            ])
          })
      ),
    ])
  }
}

extension RegionCondition {
  fileprivate var json: JSONValue {
    func object(_ attribute: String, _ members: [(String, JSONValue)]) -> JSONValue {
      .object([("attribute", .string(attribute)), ("words", .string(words()))] + members)
    }
    switch self {
    case .phone(let sets): return object("phone", [("anyOf", .array(sets.map(\.json)))])
    case .application(let choice): return object("application", choice.members)
    case .identityProvider(let choice): return object("identityProvider", choice.members)
    case .risk(let risks): return object("risk", [("values", .strings(risks.map(\.name)))])
    case .email(let isThere): return object("email", [("holds", .bool(isThere))])
    case .user(let isThere): return object("user", [("holds", .bool(isThere))])
    case .group(let name, let isIn):
      return object("group", [("name", .string(name)), ("holds", .bool(isIn))])
    case .networkZone(let name, let isFrom):
      return object("networkZone", [("name", .string(name)), ("holds", .bool(isFrom))])
    case .rollout(let rule, let ranges):
      let buckets = ranges.map { JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)]) }
      return object("rollout", [("rule", .string(rule)), ("buckets", .array(buckets))])
    }
  }
}

extension NameChoice {
  fileprivate var members: [(String, JSONValue)] {
    [("names", .strings(names)), ("unknown", .bool(unknown))]
  }
}

extension PhoneSet {
  fileprivate var json: JSONValue {
    var kind = "countries"
    var countries: [Region] = []
    switch origin {
    case .none: kind = "none"
    case .withoutCountry: kind = "withoutCountry"
    case .countries(let regions, _): countries = regions
    }
    return .object([
      ("origin", .string(kind)), ("countries", .strings(countries.map(\.code))),
      ("lineTypes", lineTypes.map { .strings($0.map(\.name)) } ?? .null), ("prefix", .optional(prefix?.text)),
      ("excludedPrefixes", .strings(excludedPrefixes.map(\.text))),
    ])
  }
}
