/// The rows of all rules of a policy, side by side: what every walk over the rules goes through.
public struct PolicyRows: Sendable, Hashable {
  /// The rows of break-glass if there is one, then those of each rule, in order.
  public private(set) var all: [ConditionRow] = []
  /// How many rows each has: break-glass if there is one, each rule, and `otherwise`, which has none.
  public private(set) var counts: [Int] = []
  /// Whether the first rows are those of break-glass.
  public let hasBreakGlass: Bool

  /// A rule that has more than `Condition.rowLimit` rows.
  public struct TooManyRows: Error, Hashable, Sendable {
    /// The rule's name.
    public var rule: String
  }

  /// The rows of a policy.
  /// - Complexity: linear in the rows before simplification.
  public init(_ model: PolicyModel) throws(TooManyRows) {
    let universe = model.nameUniverse
    hasBreakGlass = model.directory.breakGlass != nil
    counts.reserveCapacity(model.routing.rules.count + 2)
    all.reserveCapacity(model.routing.rules.count * 9 / 8 + 1)
    if let breakGlass = model.directory.breakGlass {
      _ = Condition.groups(.any(breakGlass.groups)).appendRows(in: universe, to: &all)
      counts.append(all.count)
    }
    // Lent: a rule is costly to copy.
    let rules = model.routing.rules.span
    for index in rules.indices {
      let first = all.count
      guard rules[index].condition.appendRows(in: universe, to: &all) else {
        throw TooManyRows(rule: rules[index].name)
      }
      counts.append(all.count - first)
    }
    counts.append(0)
  }
}
