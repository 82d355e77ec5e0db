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
  /// Where values come from that are not written where they stand; nil without an environment.
  public var origins: ValueOrigins?

  public init(name: Given<String>, description: Given<String>, root: SourceRange) {
    self.name = name
    self.description = description
    self.root = root
  }
}

/// `because`, `owner`, `until` of any rule.
public struct AnnotationsDeclaration: Sendable {
  /// What is given; most rules have none of them.
  private let given: Texts?

  private final class Texts: Sendable {
    let because: Given<String>
    let owner: Given<String>
    let until: Given<String>

    init(because: Given<String>, owner: Given<String>, until: Given<String>) {
      self.because = because
      self.owner = owner
      self.until = until
    }
  }

  /// None.
  public init() { given = nil }

  /// What stands there.
  public init(because: Given<String>, owner: Given<String>, until: Given<String>) {
    let isEmpty = because.isAbsent && owner.isAbsent && until.isAbsent
    given = isEmpty ? nil : Texts(because: because, owner: owner, until: until)
  }

  /// Whether nothing is given.
  public var isEmpty: Bool { given == nil }
  /// Why the rule is there.
  public var because: Given<String> { given?.because ?? .absent }
  /// Who answers for it.
  public var owner: Given<String> { given?.owner ?? .absent }
  /// A valid calendar date, `YYYY-MM-DD`.
  public var until: Given<String> { given?.until ?? .absent }
}
