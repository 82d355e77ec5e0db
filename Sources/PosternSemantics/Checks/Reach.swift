internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering

/// Sets of one attribute's values, for `Reach`.
protocol ValueSet {
  func union(_ other: Self) -> Self
  func intersection(_ other: Self) -> Self
  func subtracting(_ other: Self) -> Self
}

/// For which values of one attribute a condition holds, whatever the others are: for none outside `may`, for all in
/// `must`.
///
/// INVARIANT (reach): both err on the safe side, `must` being too small and `may` too large, never the other way. So
/// what `may` leaves out is proved, and a finding that rests on `may` can at worst be one too many.
struct Reach<Values: ValueSet> {
  var may: Values
  var must: Values
}

/// Walks conditions for one attribute.
struct ReachFinder<Values: ValueSet> {
  /// All values.
  let all: Values
  /// No value.
  let none: Values
  /// What a test of the attribute itself says; nil for tests of other attributes, which may hold or not.
  let test: (Condition) -> Reach<Values>?

  /// For which values a condition holds.
  func reach(_ condition: Condition) -> Reach<Values> {
    switch condition {
    case .all(let parts):
      return parts.reduce(Reach(may: all, must: all)) { result, part in
        let reach = reach(part)
        return Reach(may: result.may.intersection(reach.may), must: result.must.intersection(reach.must))
      }
    case .any(let parts):
      return parts.reduce(Reach(may: none, must: none)) { result, part in
        let reach = reach(part)
        return Reach(may: result.may.union(reach.may), must: result.must.union(reach.must))
      }
    case .not(let inner):
      let reach = reach(inner)
      return Reach(may: all.subtracting(reach.must), must: all.subtracting(reach.may))
    default: return test(condition) ?? Reach(may: all, must: none)
    }
  }

  /// For which values each rule can be the first that matches, then `otherwise`.
  func firstMatches(_ rules: [Rule]) -> [Values] {
    var left = all
    var result: [Values] = []
    result.reserveCapacity(rules.count + 1)
    for rule in rules {
      let reach = reach(rule.condition)
      result.append(left.intersection(reach.may))
      left = left.subtracting(reach.must)
    }
    result.append(left)
    return result
  }
}

extension RegionSet: ValueSet {
  func union(_ other: RegionSet) -> RegionSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func subtracting(_ other: RegionSet) -> RegionSet { intersection(other.complement) }
}

extension LineTypeSet: ValueSet {}

extension ReachFinder where Values == RegionSet {
  /// By country.
  static var countries: ReachFinder {
    ReachFinder(all: .all, none: RegionSet()) { condition in
      if case .country(let regions) = condition { Reach(may: regions, must: regions) } else { nil }
    }
  }
}

extension ReachFinder where Values == LineTypeSet {
  /// By line type.
  static var lineTypes: ReachFinder {
    ReachFinder(all: .all, none: []) { condition in
      if case .lineType(let types) = condition { Reach(may: types, must: types) } else { nil }
    }
  }
}

extension Routing {
  /// The actions of all rules, then that of `otherwise`, each with its rule's name.
  var actions: [(rule: String, action: Action)] {
    rules.map { ($0.name, $0.action) } + [("otherwise", otherwise)]
  }

  /// Where the action of that index stands.
  func actionSource(_ index: Int) -> SourceRange {
    index < rules.count ? rules[index].actionSource : otherwiseSource
  }
}

extension Action {
  /// Whether SMS is all that it offers.
  var isSMSAlone: Bool {
    switch self {
    case .deny, .skip: false
    case .use(let methods): methods == [.idaasSMS]
    case .send(let steps): steps.allSatisfy { $0.channel == .sms }
    }
  }
}
