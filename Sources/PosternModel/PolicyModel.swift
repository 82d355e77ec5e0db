public import PosternDiagnostics

/// One policy in one environment: validated, resolved, without variables or overlays. Everything behind the
/// front end works on this value.
///
/// Lists are in source order. References between parts are indices into the lists here; the front end has
/// checked each of them.
public struct PolicyModel: Sendable, Equatable {
  /// The policy's name.
  public var name: String
  /// The environment's name.
  public var environment: String
  /// Free text of `description:`.
  public var description: String?
  /// Where people sign in.
  public var identityProviders: [IdentityProvider]
  /// Applications, groups, zones, break-glass users.
  public var directory: Directory
  /// Twilio Verify services.
  public var services: [VerifyService]
  /// The channels that are enabled, in source order; each kind at most once.
  public var channels: [ChannelSettings]
  /// Countries: settings of each region after the cascade.
  public var countries: CountryPolicy
  /// What is decided.
  public var routing: Routing
  /// Limits that the bridge enforces.
  public var limits: [Limit]
  /// The webhook; nil when nothing needs it.
  public var webhook: Webhook?
  /// What the bridge's page shows.
  public var page: Page
  /// Claims to be proved; those of the policy first, then the environment's.
  public var guarantees: [Guarantee]
  /// `atLeastAsStrictAs` of the environment, with places.
  public var atLeastAsStrictAs: [Located<String>]
  /// The IDaaS instance.
  public var idaas: IDaaSDeployment
  /// The Twilio account; nil when nothing is sent.
  public var twilio: TwilioDeployment?

  public init(
    name: String, environment: String, description: String? = nil,
    identityProviders: [IdentityProvider] = [], directory: Directory, services: [VerifyService] = [],
    channels: [ChannelSettings] = [], countries: CountryPolicy, routing: Routing, limits: [Limit] = [],
    webhook: Webhook? = nil, page: Page = Page(), guarantees: [Guarantee] = [],
    atLeastAsStrictAs: [Located<String>] = [], idaas: IDaaSDeployment, twilio: TwilioDeployment? = nil
  ) {
    self.name = name
    self.environment = environment
    self.description = description
    self.identityProviders = identityProviders
    self.directory = directory
    self.services = services
    self.channels = channels
    self.countries = countries
    self.routing = routing
    self.limits = limits
    self.webhook = webhook
    self.page = page
    self.guarantees = guarantees
    self.atLeastAsStrictAs = atLeastAsStrictAs
    self.idaas = idaas
    self.twilio = twilio
  }

  /// The settings of a channel; nil when the policy does not enable it.
  public func settings(of channel: Channel) -> ChannelSettings? {
    channels.first { $0.channel == channel }
  }
}
