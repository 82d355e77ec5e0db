internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// Brings what stands under `when:` or `for:` to values.
struct ConditionResolution {
  let countries: CountryResolution
  /// The rule whose condition it is; nil for a guarantee.
  let rule: String?

  /// The condition with its names resolved; nil if something in it was refused. All of it is read in any case.
  func resolve(
    _ condition: ConditionDeclaration, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> Condition? {
    switch condition {
    case .all(let parts, _): resolve(parts, &names, &findings).map(Condition.all)
    case .any(let parts, _): resolve(parts, &names, &findings).map(Condition.any)
    case .not(let part, _): resolve(part, &names, &findings).map(Condition.not)
    case .test(let test): resolve(test, &names, &findings)
    case .faulty:
      doubt(&names)
    }
  }

  private func resolve(
    _ parts: [ConditionDeclaration], _ names: inout References, _ findings: inout [Diagnostic]
  ) -> [Condition]? {
    var resolved: [Condition] = []
    resolved.reserveCapacity(parts.count)
    var isWhole = !parts.isEmpty
    for part in parts {
      if let condition = resolve(part, &names, &findings) {
        resolved.append(condition)
      } else {
        isWhole = false
      }
    }
    return isWhole ? resolved : nil
  }

  private func doubt(_ names: inout References) -> Condition? {
    names.doubt.insert(.conditions)
    return nil
  }

  private func resolve(
    _ test: AttributeTest, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> Condition? {
    guard !test.values.isEmpty else { return doubt(&names) }
    let isNegated = test.mode == .none
    switch test.attribute {
    case .country:
      guard let regions = countries.regions(test.values, &names, &findings) else { return nil }
      return .country(isNegated ? regions.complement : regions)
    case .lineType:
      var set = LineTypeSet([])
      for value in test.values {
        guard let type = LineType(name: value.value) else { return doubt(&names) }
        set = LineTypeSet(rawValue: set.rawValue | 1 << UInt16(type.rawValue))
      }
      return .lineType(isNegated ? set.complement : set)
    case .prefix:
      let prefixes = test.values.compactMap { DigitPrefix($0.value) }
      guard prefixes.count == test.values.count else { return doubt(&names) }
      return isNegated ? .not(.prefix(prefixes)) : .prefix(prefixes)
    case .identityProvider:
      return nameSet(test, &names.providers, &findings).map(Condition.identityProvider)
    case .application:
      return nameSet(test, &names.applications, &findings).map(Condition.application)
    case .group:
      return setTest(test, &names.groups, &findings).map(Condition.groups)
    case .networkZone:
      return setTest(test, &names.networkZones, &findings).map(Condition.networkZones)
    case .risk:
      return risk(test).map(Condition.risk) ?? doubt(&names)
    case .email:
      return email(test) ?? doubt(&names)
    case .rollout:
      return rollout(test, &findings) ?? doubt(&names)
    }
  }

  /// One of several names, or `unknown`.
  private func nameSet(
    _ test: AttributeTest, _ table: inout NameTable, _ findings: inout [Diagnostic]
  ) -> NameSet? {
    var indices: [Int] = []
    var unknown = false
    var isWhole = true
    for value in test.values {
      if value.value == "unknown" {
        unknown = true
      } else if let index = table.look(up: value, &findings) {
        indices.append(index)
      } else {
        isWhole = false
      }
    }
    // A complement of names that are not all known is not known either.
    guard isWhole else { return nil }
    if test.mode == .none {
      let here = Set(indices)
      return NameSet(indices: table.names.indices.filter { !here.contains($0) }, unknown: !unknown)
    }
    return NameSet(indices: indices, unknown: unknown)
  }

  private func setTest(
    _ test: AttributeTest, _ table: inout NameTable, _ findings: inout [Diagnostic]
  ) -> SetTest? {
    var indices: [Int] = []
    for value in test.values {
      if let index = table.look(up: value, &findings) { indices.append(index) }
    }
    guard indices.count == test.values.count else { return nil }
    switch test.mode {
    case .none: return .none(indices)
    case .all: return .all(indices)
    case .any, .atLeast: return .any(indices)
    }
  }

  private func risk(_ test: AttributeTest) -> RiskSet? {
    let risks = test.values.compactMap { Risk(name: $0.value) }
    guard risks.count == test.values.count else { return nil }
    let named = RiskSet(risks)
    switch test.mode {
    case .atLeast(let orUnknown):
      guard let least = risks.first, least != .unknown else { return nil }
      var set = RiskSet(Risk.allCases.filter { $0 != .unknown && $0.rawValue >= least.rawValue })
      if orUnknown { set.insert(RiskSet([.unknown])) }
      return set
    case .none: return RiskSet(rawValue: RiskSet.all.rawValue & ~named.rawValue)
    case .any, .all: return named
    }
  }

  private func email(_ test: AttributeTest) -> Condition? {
    let parts = test.values.compactMap { value -> Condition? in
      switch value.value {
      case "present": .emailPresent
      case "absent": .not(.emailPresent)
      default: nil
      }
    }
    return oneOf(parts, test)
  }

  private func rollout(_ test: AttributeTest, _ findings: inout [Diagnostic]) -> Condition? {
    guard let rule else { return nil }
    var parts: [Condition] = []
    for value in test.values {
      guard let buckets = Self.buckets(value.value) else { return nil }
      let isNegated = test.mode == .none
      if buckets == 0 { findings.append(.rolloutOfNobody(value, isNegated: isNegated)) }
      if buckets == 10_000 { findings.append(.rolloutOfEverybody(value, isNegated: isNegated)) }
      parts.append(.rollout(Rollout(rule: rule, buckets: buckets)))
    }
    return oneOf(parts, test)
  }

  private func oneOf(_ parts: [Condition], _ test: AttributeTest) -> Condition? {
    guard let first = parts.first, parts.count == test.values.count else { return nil }
    let any = parts.count == 1 ? first : .any(parts)
    return test.mode == .none ? .not(any) : any
  }

  private static func digit(_ byte: UInt8?) -> Int? {
    byte.flatMap { (0x30...0x39).contains($0) ? Int($0 - 0x30) : nil }
  }

  /// Hundredths of a percent: `10%` is 1,000. Two decimals at most, 100% at most.
  static func buckets(_ text: String) -> Int? {
    guard text.utf8.last == 0x25 else { return nil }
    if text.utf8.count == 3, let tens = digit(text.utf8.first), tens > 0,
      let ones = digit(text.utf8.dropFirst().first)
    {
      return (tens * 10 + ones) * 100
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...100).contains(whole) else {
      return nil
    }
    var hundredths = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].utf8.count), let decimals = Int(parts[1]), decimals >= 0 else {
        return nil
      }
      hundredths = parts[1].utf8.count == 1 ? decimals * 10 : decimals
    }
    let buckets = whole * 100 + hundredths
    return buckets <= 10_000 ? buckets : nil
  }
}
