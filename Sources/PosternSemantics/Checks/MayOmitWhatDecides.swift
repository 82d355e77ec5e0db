internal import PosternDiagnostics
internal import PosternSchema

/// Attributes that a trigger may leave out although a `deny` or a `use` reads them, the break-glass list among those.
struct MayOmitWhatDecides: Check {
  let codes = ["PST0809"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let omitted = policy.declaration.webhook?.mayOmit else { return }
    var readers: [Attribute: (name: String, range: SourceRange)] = [:]
    if case .users(_, _, let range) = policy.declaration.directory.breakGlass {
      readers[.group] = ("break-glass", range)
    }
    for rule in policy.declaration.routing.rules.items {
      switch rule.action {
      case .deny, .use: break
      case .skip, .send, .faulty: continue
      }
      guard let name = rule.name.located else { continue }
      rule.condition.forEachTest { test in
        if readers[test.attribute] == nil { readers[test.attribute] = (name.value, test.range) }
      }
    }
    for name in omitted.items {
      guard let reader = Self.attributes(of: name.value).compactMap({ readers[$0] }).first else { continue }
      findings.append(.mayOmitWhatDecides(name, reader: reader.name, readAt: reader.range))
    }
  }

  /// What rules read of a value of the trigger.
  private static func attributes(of name: String) -> [Attribute] {
    switch name {
    case "groups": [.group]
    case "application": [.application]
    case "identity_provider": [.identityProvider]
    case "network_zones", "client_ip": [.networkZone]
    case "risk": [.risk]
    case "email": [.email]
    case "phone_number": [.country, .lineType, .prefix]
    default: []
    }
  }
}

extension ConditionDeclaration {
  /// Every test in it.
  fileprivate func forEachTest(_ body: (AttributeTest) -> Void) {
    switch self {
    case .all(let parts, _), .any(let parts, _): for part in parts { part.forEachTest(body) }
    case .not(let inner, _): inner.forEachTest(body)
    case .test(let test): body(test)
    case .faulty: break
    }
  }
}
