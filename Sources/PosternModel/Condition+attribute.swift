extension Condition {
  /// The attribute that it tests; nil for one that is made of others.
  package var testedAttribute: String? {
    switch self {
    case .all, .any, .not: nil
    case .country: "country"
    case .lineType: "lineType"
    case .prefix: "prefix"
    case .identityProvider: "identityProvider"
    case .application: "application"
    case .groups: "group"
    case .networkZones: "networkZone"
    case .risk: "risk"
    case .emailPresent: "email"
    case .rollout: "rollout"
    }
  }
}
