public import PosternDiagnostics

/// `webhook.signing`. Texts of secrets are names.
public struct SigningDeclaration: Sendable {
  public var scheme: Given<String> = .absent
  public var secrets = Texts()
  public var verifySecrets = Texts()
  public var callbackSecrets = Texts()
  /// Seconds as written.
  public var tolerance: Given<UInt32> = .absent
  public var issuer: Given<String> = .absent
  public var audience: Given<String> = .absent
  public var jwksURL: Given<String> = .absent
  /// CIDRs as written; nil when not given.
  public var allowFrom: Texts?
  /// Where `signing` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}

/// `webhook:`.
public struct WebhookDeclaration: Sendable {
  public var url: Given<String> = .absent
  /// nil when absent or refused (a finding was made).
  public var signing: SigningDeclaration?
  public var resume: Given<String> = .absent
  /// Seconds as written, 0 legal.
  public var hold: Given<UInt32> = .absent
  /// nil when not given; so for the lists below.
  public var callbackURLs: Texts?
  public var privateCallbacks: Texts?
  public var returnURLs: Texts?
  public var requireResult: Given<Bool> = .absent
  public var mayOmit: Texts?
  public var fallbackMethods: Texts?
  /// Seconds.
  public var codeLife: Given<UInt32> = .absent
  /// Where `webhook` stands.
  public var range: SourceRange

  public init(range: SourceRange) {
    self.range = range
  }
}

/// `page:`.
public struct PageDeclaration: Sendable {
  public var brand: Given<String> = .absent
  public var support: Given<String> = .absent
  public var privacy: Given<String> = .absent
  public var accent: Given<String> = .absent
  public var defaultLocale: Given<String> = .absent

  public init() {}
}
