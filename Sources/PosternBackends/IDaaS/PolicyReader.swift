internal import PosternJSON
internal import PosternModel

/// Reads the parameters of one CreateConditionalAccessPolicy.
struct PolicyReader {
  let directory: Directory
  /// nil when the file has no webhook extension.
  let webhook: DecodedWebhook?

  func read(_ request: ArtefactReader, priority: Int) throws(ArtefactError) -> ConditionalAccessPolicy {
    try request.allow([
      "InstanceId", "ConditionalAccessPolicyName", "ConditionalAccessPolicyType", "DecisionType",
      "EvaluateAt",
      "Priority", "Description", "ConditionsConfig", "DecisionConfig",
    ])
    try request.member("ConditionalAccessPolicyType").expect(IDaaSTranslator.policyType)
    try request.member("DecisionType").expect("enforcement")
    try request.member("EvaluateAt").expect(IDaaSTranslator.evaluateAt)
    let place = try request.member("Priority")
    if try place.integer() != priority { throw place.fault("not \(priority)") }
    let name = try request.member("ConditionalAccessPolicyName")
    let fullName = try name.string()
    guard fullName.hasPrefix(IDaaSTranslator.namePrefix) else {
      throw name.fault("does not begin with `\(IDaaSTranslator.namePrefix)`")
    }
    let isRouted = webhook?.policies.contains(fullName) ?? false
    var policy = ConditionalAccessPolicy(
      name: String(fullName.dropFirst(IDaaSTranslator.namePrefix.count)),
      outcome: try outcome(request.member("DecisionConfig"), isRouted: isRouted))
    if let conditions = request.optional("ConditionsConfig") { try read(conditions, into: &policy) }
    return policy
  }

  private func read(
    _ conditions: ArtefactReader, into policy: inout ConditionalAccessPolicy
  ) throws(ArtefactError) {
    try conditions.allow(["Users", "Applications", "NetworkZones"])
    if let users = conditions.optional("Users") {
      try users.allow(["IncludeGroups", "ExcludeGroups"])
      let ids = directory.groups.map { VendorValue.text($0.id) }
      policy.includeGroups = try indices(users.optional("IncludeGroups"), in: ids)
      policy.excludeGroups = try indices(users.optional("ExcludeGroups"), in: ids)
    }
    if let applications = conditions.optional("Applications") {
      try applications.allow(["IncludeApplications", "ExcludeApplications"])
      let ids = directory.applications.map { VendorValue.text($0.id) }
      policy.includeApplications = try indices(applications.optional("IncludeApplications"), in: ids)
      policy.excludeApplications = try indices(applications.optional("ExcludeApplications"), in: ids)
    }
    if let zones = conditions.optional("NetworkZones") {
      try zones.allow(["IncludeNetworkZones", "ExcludeNetworkZones"])
      let ids = directory.networkZones.map { zone in
        zone.id.map(VendorValue.text) ?? .reference(IDaaSTranslator.zoneKey + zone.name)
      }
      policy.includeZones = try indices(zones.optional("IncludeNetworkZones"), in: ids)
      policy.excludeZones = try indices(zones.optional("ExcludeNetworkZones"), in: ids)
    }
  }

  /// The places of a list's values among those that the directory allows; a list that is there is not empty.
  private func indices(_ list: ArtefactReader?, in ids: [VendorValue]) throws(ArtefactError) -> [Int] {
    guard let list else { return [] }
    var indices: [Int] = []
    for element in try list.elements() {
      guard let index = ids.firstIndex(where: { $0.json == element.value }) else {
        throw element.fault("not an object of the policy")
      }
      if indices.contains(index) { throw element.fault("twice in the list") }
      indices.append(index)
    }
    if indices.isEmpty { throw list.fault("an empty list") }
    return indices
  }

  private func outcome(_ decision: ArtefactReader, isRouted: Bool) throws(ArtefactError) -> StageOutcome {
    let effect = try decision.member("Effect")
    if try effect.string() == "deny" {
      try decision.allow(["Effect"])
      return .deny
    }
    try effect.expect("allow")
    let type = try decision.member("MfaType")
    if try type.string() == "directly_access" {
      try decision.allow(["Effect", "MfaType"])
      return .skip
    }
    try type.expect("mfa_required")
    try decision.allow(["Effect", "MfaType", "MfaAuthenticationMethods", "ActiveSessionReuseStatus"])
    try decision.member("ActiveSessionReuseStatus").expect("disabled")
    let list = try decision.member("MfaAuthenticationMethods")
    let names = try list.strings()
    if isRouted, let webhook {
      if names != webhook.methods { throw list.fault("not the webhook's fallback methods") }
      return .webhook
    }
    let methods = Method.allCases.filter { names.contains($0.eiamName) }
    if methods.map(\.eiamName) != names || methods.isEmpty {
      throw list.fault("not a sorted list of methods")
    }
    return .use(methods)
  }
}
