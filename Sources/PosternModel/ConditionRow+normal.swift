import PosternNumbering

extension SetConstraint {
  /// Adds what another constraint asks.
  mutating func formIntersection(_ other: SetConstraint) {
    any += other.any
    all += other.all
    none += other.none
    notAll += other.notAll
  }

  /// Brings the lists into their normal form.
  /// - Returns: false when no set of names satisfies the constraint by what its lists say of one another.
  mutating func normalize() -> Bool {
    if isFree { return true }
    if any.isEmpty, notAll.isEmpty, all.isEmpty || none.isEmpty {
      all = Self.sorted(all)
      none = Self.sorted(none)
      return true
    }
    if any.count == 1, all.isEmpty, none.isEmpty, notAll.isEmpty {
      any[0] = Self.sorted(any[0])
      if any[0].count == 1 { swap(&all, &any[0]) }
      if !all.isEmpty { any = [] }
      return any.first?.isEmpty != true
    }
    var changed = true
    while changed {
      let before = self
      all = Self.sorted(all)
      none = Self.sorted(none)
      let present = Set(all)
      let absent = Set(none)
      guard present.isDisjoint(with: absent) else { return false }
      any = any.compactMap { list in
        list.contains(where: present.contains) ? nil : Self.sorted(list.filter { !absent.contains($0) })
      }
      notAll = notAll.compactMap { list in
        list.contains(where: absent.contains) ? nil : Self.sorted(list.filter { !present.contains($0) })
      }
      guard !any.contains([]), !notAll.contains([]) else { return false }
      all += any.filter { $0.count == 1 }.joined()
      none += notAll.filter { $0.count == 1 }.joined()
      any = Self.sortedLists(any.filter { $0.count > 1 })
      notAll = Self.sortedLists(notAll.filter { $0.count > 1 })
      changed = self != before
    }
    return true
  }

  private static func sorted(_ list: [Int]) -> [Int] {
    list.isAscending ? list : Array(Set(list)).sorted()
  }

  private static func sortedLists(_ lists: [[Int]]) -> [[Int]] {
    lists.count < 2 ? lists : Array(Set(lists)).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension ConditionRow {
  /// The row that admits what both admit; nil when that is nothing.
  func intersection(_ other: ConditionRow) -> ConditionRow? {
    var row = self
    row.regions = regions.intersection(other.regions)
    row.lineTypes = LineTypeSet(rawValue: lineTypes.rawValue & other.lineTypes.rawValue)
    row.prefixes = Self.common(prefixes, other.prefixes)
    row.excludedPrefixes += other.excludedPrefixes
    row.providers = Self.common(providers, other.providers)
    row.applications = Self.common(applications, other.applications)
    row.groups.formIntersection(other.groups)
    row.networkZones.formIntersection(other.networkZones)
    row.risks = RiskSet(rawValue: risks.rawValue & other.risks.rawValue)
    row.admitsEmail = admitsEmail && other.admitsEmail
    row.admitsNoEmail = admitsNoEmail && other.admitsNoEmail
    row.rollouts += other.rollouts
    return row.normalize() ? row : nil
  }

  /// The row in its normal form; nil when it admits nothing.
  func normalized() -> ConditionRow? {
    var row = self
    return row.normalize() ? row : nil
  }

  /// Brings the row into its normal form.
  /// - Returns: false when it admits nothing.
  mutating func normalize() -> Bool {
    guard !regions.isEmpty, lineTypes.rawValue != 0, risks.rawValue != 0 else { return false }
    guard admitsEmail || admitsNoEmail else { return false }
    if let names = providers, names.indices.isEmpty, !names.unknown { return false }
    if let names = applications, names.indices.isEmpty, !names.unknown { return false }
    guard groups.normalize(), networkZones.normalize() else { return false }
    if excludedPrefixes.count > 1 { excludedPrefixes = Self.shortest(excludedPrefixes) }
    if let prefixes {
      var left = Self.shortest(prefixes)
      if !excludedPrefixes.isEmpty {
        left.removeAll { prefix in excludedPrefixes.contains { $0.covers(prefix) } }
      }
      if left.isEmpty { return false }
      self.prefixes = left
    }
    if !rollouts.isEmpty {
      guard let merged = Self.merged(rollouts) else { return false }
      rollouts = merged
    }
    return true
  }

  private static func common(_ a: [DigitPrefix]?, _ b: [DigitPrefix]?) -> [DigitPrefix]? {
    guard let a, let b else { return a ?? b }
    return a.flatMap { left in
      b.compactMap { left.covers($0) ? $0 : $0.covers(left) ? left : nil }
    }
  }

  private static func common(_ a: NameSet?, _ b: NameSet?) -> NameSet? {
    guard let a, let b else { return a ?? b }
    let right = Set(b.indices)
    return NameSet(indices: a.indices.filter(right.contains), unknown: a.unknown && b.unknown)
  }

  /// Sorted, less those that begin with another one.
  private static func shortest(_ prefixes: [DigitPrefix]) -> [DigitPrefix] {
    guard prefixes.count > 1 else { return prefixes }
    var kept: [DigitPrefix] = []
    for prefix in prefixes.sorted() where kept.last?.covers(prefix) != true { kept.append(prefix) }
    return kept
  }

  private static func merged(_ ranges: [RolloutRange]) -> [RolloutRange]? {
    if ranges.isEmpty { return ranges }
    var merged: [RolloutRange] = []
    for range in ranges.sorted(by: { ($0.rule, $0.lower) < ($1.rule, $1.lower) }) {
      if let last = merged.last, last.rule == range.rule {
        merged[merged.count - 1].lower = max(last.lower, range.lower)
        merged[merged.count - 1].upper = min(last.upper, range.upper)
      } else {
        merged.append(range)
      }
    }
    guard merged.allSatisfy({ $0.lower < $0.upper }) else { return nil }
    return merged.filter { $0.lower > 0 || $0.upper <= RolloutRange.outside }
  }
}
