public import PosternDiagnostics

/// An id that the environment gives to a declared thing.
public struct GivenID: Sendable {
  /// The thing's name in the policy.
  public var name: Located<String>
  /// The id.
  public var id: Located<String>

  public init(name: Located<String>, id: Located<String>) {
    self.name = name
    self.id = id
  }
}

/// `idaas:` of an environment.
public struct IDaaSDeclaration: Sendable {
  public var region: Given<String> = .absent
  public var instance: Given<String> = .absent
  public var customPolicyLimit: Given<Int> = .absent
  public var samlIdentityProviderType: Given<String> = .absent
  public var rootOrganizationalUnit: Given<String> = .absent
  public var identityProviders = Declared<GivenID>()
  public var networkZones = Declared<GivenID>()
  /// Where `idaas` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}

/// `twilio:` of an environment.
public struct TwilioDeclaration: Sendable {
  public var account: Given<String> = .absent
  public var apiKey: Given<String> = .absent
  /// Name of the secret.
  public var apiSecret: Given<String> = .absent
  /// Seconds.
  public var codeTTL: Given<UInt32> = .absent
  /// Name of a service → `VA…`.
  public var services = Declared<GivenID>()
  /// Where `twilio` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}

/// One environment file, without its variables and overlay, which are spent already.
public struct EnvironmentDeclaration: Sendable {
  /// The environment's name: that of its file.
  public var name: String
  /// nil when absent or refused (a finding was made).
  public var idaas: IDaaSDeclaration?
  /// nil when absent or refused.
  public var twilio: TwilioDeclaration?
  /// Whether a `twilio:` stands there, read or not.
  public var hasTwilio: Bool
  /// `guarantees: [{ atLeastAsStrictAs: … }]`: names of environments.
  public var atLeastAsStrictAs: Texts
  /// The start of the file: the place of a missing section.
  public var range: SourceRange

  public init(name: String, hasTwilio: Bool, range: SourceRange) {
    self.name = name
    self.hasTwilio = hasTwilio
    self.atLeastAsStrictAs = Texts()
    self.range = range
  }
}
