public import PosternDiagnostics

/// A whole policy as it stands in one environment: parts joined, overlay applied, variables replaced, every scalar
/// read by the type of its place. References are still names.
public struct PolicyDeclaration: Sendable {
  /// `policy:`.
  public var name: Given<String>
  /// `description:`.
  public var description: Given<String>
  /// `identityProviders:`.
  public var identityProviders = Declared<ProviderDeclaration>()
  /// `directory:`.
  public var directory = DirectoryDeclaration()
  /// `verifyServices:`.
  public var verifyServices = Declared<VerifyServiceDeclaration>()
  /// `channels:`.
  public var channels = Declared<ChannelDeclaration>()
  /// `countries:`.
  public var countries = CountriesDeclaration()
  /// `routing:`.
  public var routing = RoutingDeclaration()
  /// `limits:`.
  public var limits = Declared<LimitDeclaration>()
  /// `webhook:`; absent: nil.
  public var webhook: WebhookDeclaration?
  /// `page:`; absent: nil.
  public var page: PageDeclaration?
  /// `guarantees:` of the policy.
  public var guarantees = Declared<GuaranteeDeclaration>()
  /// The environment; nil when the policy has none, or when it is read without one.
  public var environment: EnvironmentDeclaration?
  /// The policy's tests, read for faults. The same in every environment.
  public var tests: [TestDeclaration] = []
  /// The first line of `policy.yaml`'s root mapping: the place of missing sections.
  public var root: SourceRange
  /// Names of top-level sections that could not be read as a whole: be quiet about what they would declare.
  public var brokenSections: Set<String> = []

  public init(name: Given<String>, description: Given<String>, root: SourceRange) {
    self.name = name
    self.description = description
    self.root = root
  }
}

/// `because`, `owner`, `until` of any rule.
public struct AnnotationsDeclaration: Sendable {
  public var because: Given<String> = .absent
  public var owner: Given<String> = .absent
  /// A valid calendar date, `YYYY-MM-DD`.
  public var until: Given<String> = .absent

  public init() {}
}
