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
}

extension Condition {
  /// The attributes that the condition reads.
  var attributes: Set<RequestAttribute> {
    switch self {
    case .all(let conditions), .any(let conditions):
      conditions.reduce(into: []) { $0.formUnion($1.attributes) }
    case .not(let condition): condition.attributes
    case .country, .lineType, .prefix: [.phoneNumber]
    case .identityProvider: [.identityProvider]
    case .application: [.application]
    case .groups: [.groups]
    case .networkZones: [.networkZones]
    case .risk: [.risk]
    case .emailPresent: [.email]
    case .rollout: [.userID]
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

  /// Indices of the services that a step of a channel uses, in source order of the services.
  func services(using channel: Channel) -> [Int] {
    let used = Set(steps.filter { $0.channel == channel }.map(\.service))
    return services.indices.filter(used.contains)
  }

  /// Indices of the services that any step uses, in source order.
  var servicesInUse: [Int] {
    let used = Set(steps.map(\.service))
    return services.indices.filter(used.contains)
  }

  /// The channels that steps on a service use, in the order of `Channel`.
  func channels(ofService service: Int) -> [Channel] {
    ChannelSet(steps.filter { $0.service == service }.map(\.channel)).channels
  }

  /// The attributes that deciding reads: those of the rules, and groups for break-glass users.
  var attributesRead: Set<RequestAttribute> {
    var read: Set<RequestAttribute> = directory.breakGlass == nil ? [] : [.groups]
    for rule in routing.rules { read.formUnion(rule.condition.attributes) }
    return read
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

extension Region {
  /// Every region that some number has, in order of code: not `unknown`, nor those without a numbering plan of
  /// their own (Western Sahara's numbers are Morocco's).
  static let withNumbers = all.filter {
    $0 != .unknown && !["AQ", "BV", "EH", "GS", "HM", "PN", "TF", "UM"].contains($0.code)
  }
}
