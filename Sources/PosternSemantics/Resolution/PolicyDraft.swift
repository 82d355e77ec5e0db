internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// A policy with its names resolved, as far as it could be: what was refused is nil.
struct PolicyDraft {
  var names: References
  var countries: CountryRuleResolution
  var directory: DirectoryResolution
  var sending: SendingResolution
  var routing: RoutingResolution
  var providers: [IdentityProvider]?
  var webhook: Webhook?
  var guarantees: [Guarantee]?

  init(_ policy: PolicyDeclaration, _ findings: inout [Diagnostic]) {
    var names = References(policy)
    let sets = CountryResolution(policy.countries, &names, &findings)
    countries = CountryRuleResolution(policy.countries, sets, &names, &findings)
    directory = DirectoryResolution(policy, &names, &findings)
    sending = SendingResolution(policy, &names, &findings)
    let actions = ActionResolution(policy, channelServices: sending.channelServices)
    routing = RoutingResolution(policy.routing, sets, actions, &names, &findings)
    guarantees = GuaranteeResolution.guarantees(policy.guarantees, sets, &names, &findings)
    providers = ProviderResolution.providers(policy)
    webhook = policy.webhook.flatMap { WebhookResolution.webhook($0, &findings) }
    self.names = names
  }

  /// The model, nil unless every part was read. Call it only when there is no error.
  func model(_ policy: PolicyDeclaration) -> PolicyModel? {
    guard policy.brokenSections.isEmpty, let environment = policy.environment, let name = policy.name.value,
      !policy.description.isFaulty, let idaas = DeploymentResolution.idaas(environment.idaas), let providers,
      let directory = directory.value(policy.directory), let services = sending.services,
      let channels = sending.channels, let limits = sending.limits, let countries = countries.policy,
      let routing = routing.routing, let guarantees, let page = WebhookResolution.page(policy.page),
      environment.atLeastAsStrictAs.isComplete, policy.webhook == nil || webhook != nil
    else { return nil }
    let twilio = environment.twilio.flatMap(DeploymentResolution.twilio)
    guard twilio != nil || !environment.hasTwilio else { return nil }
    return PolicyModel(
      name: name, environment: environment.name, description: policy.description.value,
      identityProviders: providers, directory: directory, services: services, channels: channels,
      countries: countries, routing: routing, limits: limits, webhook: webhook, page: page,
      guarantees: guarantees, atLeastAsStrictAs: environment.atLeastAsStrictAs.items, idaas: idaas,
      twilio: twilio)
  }
}

extension DirectoryResolution {
  /// nil unless all of it was read.
  func value(_ declared: DirectoryDeclaration) -> Directory? {
    let applications = applications.compactMap { $0 }
    let groups = groups.compactMap { $0 }
    let networkZones = networkZones.compactMap { $0 }
    guard case .some(let breakGlass) = breakGlass, declared.applications.isComplete,
      declared.groups.isComplete,
      declared.networkZones.isComplete, applications.count == declared.applications.items.count,
      groups.count == declared.groups.items.count, networkZones.count == declared.networkZones.items.count
    else { return nil }
    return Directory(
      applications: applications, groups: groups, networkZones: networkZones, breakGlass: breakGlass)
  }
}
