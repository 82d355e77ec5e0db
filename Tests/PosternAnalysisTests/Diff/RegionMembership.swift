import PosternAnalysis
import PosternModel

/// Whether a request is in a region, by nothing but the region's own conditions: independent of every diagram.
struct RegionMembership {
  /// A policy whose reading of the number is the request's.
  let model: PolicyModel

  func holds(_ region: ChangedRegion, for request: Request) -> Bool {
    holds(region, for: request, values: model.read(request))
  }

  /// The same of a request that was read already.
  func holds(_ region: ChangedRegion, for request: Request, values: AttributeValues) -> Bool {
    region.conditions.allSatisfy { holds($0, request, values) }
  }

  private func holds(
    _ condition: RegionCondition, _ request: Request, _ values: AttributeValues
  ) -> Bool {
    switch condition {
    case .phone(let sets): return sets.contains { holds($0, values) }
    case .application(let choice): return choice.holds(request.application)
    case .identityProvider(let choice): return choice.holds(request.identityProvider)
    case .risk(let risks): return risks.contains(values.risk)
    case .email(let isThere): return values.emailPresent == isThere
    case .user(let isThere): return (values.userID != nil) == isThere
    case .group(let name, let isIn): return request.groups.contains(name) == isIn
    case .networkZone(let name, let isFrom): return (request.networkZones ?? []).contains(name) == isFrom
    case .rollout(let rule, let ranges):
      let bucket = values.userID.map { rolloutBucket(rule: rule, userID: $0) } ?? 9_999
      return ranges.contains { $0.contains(bucket) }
    }
  }

  private func holds(_ set: PhoneSet, _ values: AttributeValues) -> Bool {
    switch set.origin {
    case .none: return !values.phone.isValid
    case .withoutCountry: if !values.phone.isValid || values.phone.region != .unknown { return false }
    case .countries(let regions, _): if !regions.contains(values.phone.region) { return false }
    }
    if let types = set.lineTypes, !types.contains(values.phone.lineType) { return false }
    if let prefix = set.prefix, !values.digits.starts(with: prefix.digits) { return false }
    return !set.excludedPrefixes.contains { values.digits.starts(with: $0.digits) }
  }
}

extension NameChoice {
  fileprivate func holds(_ name: String?) -> Bool {
    guard let name else { return unknown }
    return names.contains(name) || !others.contains(name) && unknown
  }
}
