internal import PosternModel
internal import PosternNumbering

/// An attribute of a request, under the trigger's own name.
enum RequestAttribute: String, CaseIterable {
  case identityProvider = "identity_provider"
  case application
  case groups
  case networkZones = "network_zones"
  case risk
  case email
  case userID = "user_id"
  case phoneNumber = "phone_number"

  /// Its bit in a set of attributes.
  var bit: UInt16 {
    switch self {
    case .identityProvider: 1
    case .application: 2
    case .groups: 4
    case .networkZones: 8
    case .risk: 16
    case .email: 32
    case .userID: 64
    case .phoneNumber: 128
    }
  }
}

extension Condition {
  /// The attributes that the condition reads: bits of `RequestAttribute`.
  var attributes: UInt16 {
    switch self {
    case .all(let conditions), .any(let conditions):
      conditions.reduce(0) { $0 | $1.attributes }
    case .not(let condition): condition.attributes
    case .country, .lineType, .prefix: RequestAttribute.phoneNumber.bit
    case .identityProvider: RequestAttribute.identityProvider.bit
    case .application: RequestAttribute.application.bit
    case .groups: RequestAttribute.groups.bit
    case .networkZones: RequestAttribute.networkZones.bit
    case .risk: RequestAttribute.risk.bit
    case .emailPresent: RequestAttribute.email.bit
    case .rollout: RequestAttribute.userID.bit
    }
  }
}

extension PolicyModel {
  /// Every action of the routing, `otherwise` last.
  var actions: [Action] { routing.rules.map(\.action) + [routing.otherwise] }

  /// Every step of every plan, in source order.
  var steps: [Step] {
    actions.flatMap { action -> [Step] in
      if case .send(let steps) = action { steps } else { [] }
    }
  }

  /// The attributes that deciding reads: those of the rules, and groups for break-glass users.
  var attributesRead: Set<RequestAttribute> {
    var read = directory.breakGlass == nil ? 0 : RequestAttribute.groups.bit
    for rule in routing.rules { read |= rule.condition.attributes }
    return Set(RequestAttribute.allCases.filter { read & $0.bit != 0 })
  }

  /// The name of a rule by its index as in `ConditionalAccessPolicy.rules`.
  func ruleName(_ index: Int) -> String {
    if index < 0 { return "break-glass" }
    return index < routing.rules.count ? routing.rules[index].name : "otherwise"
  }

  /// Regions that may be sent to over a channel: not blocked, the channel not forbidden; those that have numbers.
  func regions(for channel: Channel) -> [Region] {
    Region.withNumbers.filter { region in
      countries[region].mode != .block && !countries[region].forbidden.contains(channel)
    }
  }
}
