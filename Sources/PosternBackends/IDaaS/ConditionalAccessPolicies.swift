internal import PosternDiagnostics
internal import PosternModel

extension IDaaSTranslator {
  /// What begins every name of a policy of ours in the instance.
  static let namePrefix = "postern-"
  /// What begins the key of a policy's request.
  static let policyKey = "conditional-access-policy/"
  /// The only type and the only moment that the API knows.
  static let policyType = "arn:alibaba:idaas:authn:access:policy:system"
  static let evaluateAt = "arn:alibaba:idaas:authn:access:rule:eval_at:after_step1"

  /// The list with priorities 1 … n, then each is enabled, in the same order: break-glass users are never without
  /// their policy while a later one is in force.
  func conditionalAccessPolicies() -> [EIAMRequest] {
    let created = split.policies.enumerated().map { index, policy in
      request(key(policy), .createConditionalAccessPolicy, at: source(of: policy)) {
        $0.set("ConditionalAccessPolicyName", .text(name(policy)))
        $0.set("ConditionalAccessPolicyType", .text(Self.policyType))
        $0.set("DecisionType", .text("enforcement"))
        $0.set("EvaluateAt", .text(Self.evaluateAt))
        $0.set("Priority", .integer(index + 1))
        $0.set("Description", .text(ownership))
        setConditions(of: policy, in: &$0)
        setDecision(of: policy, in: &$0)
      }
    }
    let enabled = split.policies.map { policy in
      request(key(policy) + "/enable", .enableConditionalAccessPolicy, at: source(of: policy)) {
        $0.set("ConditionalAccessPolicyId", .reference(key(policy)))
      }
    }
    return created + enabled
  }

  /// The name in the instance.
  func name(_ policy: ConditionalAccessPolicy) -> String { Self.namePrefix + policy.name }

  private func key(_ policy: ConditionalAccessPolicy) -> String { Self.policyKey + policy.name }

  /// Conditions that are absent mean all: empty lists are not sent.
  private func setConditions(of policy: ConditionalAccessPolicy, in request: inout VendorObject) {
    let directory = model.directory
    let groups = { (indices: [Int]) in indices.map { VendorValue.text(directory.groups[$0].id) } }
    let applications = { (indices: [Int]) in indices.map { VendorValue.text(directory.applications[$0].id) } }
    let lists: [(String, [VendorValue])] = [
      ("Users.IncludeGroups", groups(policy.includeGroups)),
      ("Users.ExcludeGroups", groups(policy.excludeGroups)),
      ("Applications.IncludeApplications", applications(policy.includeApplications)),
      ("Applications.ExcludeApplications", applications(policy.excludeApplications)),
      ("NetworkZones.IncludeNetworkZones", policy.includeZones.map(zoneValue)),
      ("NetworkZones.ExcludeNetworkZones", policy.excludeZones.map(zoneValue)),
    ]
    for (path, values) in lists where !values.isEmpty {
      request.set("ConditionsConfig." + path, .list(values))
    }
  }

  private func setDecision(of policy: ConditionalAccessPolicy, in request: inout VendorObject) {
    switch policy.outcome {
    case .skip:
      request.set("DecisionConfig.Effect", .text("allow"))
      request.set("DecisionConfig.MfaType", .text("directly_access"))
    case .deny: request.set("DecisionConfig.Effect", .text("deny"))
    case .use(let methods): setMethods(methods, in: &request)
    case .webhook: setMethods(fallbackMethods, in: &request)
    }
  }

  /// What IDaaS itself enforces for a policy that the webhook is to decide.
  var fallbackMethods: [Method] { model.webhook?.fallbackMethods ?? [.idaasSMS] }

  private func setMethods(_ methods: [Method], in request: inout VendorObject) {
    request.set("DecisionConfig.Effect", .text("allow"))
    request.set("DecisionConfig.MfaType", .text("mfa_required"))
    request.set("DecisionConfig.MfaAuthenticationMethods", .texts(methods.map(\.eiamName)))
    request.set("DecisionConfig.ActiveSessionReuseStatus", .status(false))
  }

  /// Where the first rule stands that decides behind a policy.
  private func source(of policy: ConditionalAccessPolicy) -> SourceRange {
    guard let first = policy.rules.first else { return model.routing.otherwiseSource }
    if first < 0 { return model.directory.breakGlass?.source ?? model.routing.otherwiseSource }
    return first < model.routing.rules.count
      ? model.routing.rules[first].source : model.routing.otherwiseSource
  }
}
