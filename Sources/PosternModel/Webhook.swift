public import PosternDiagnostics

/// How calls to the webhook are authenticated.
public enum SigningScheme: String, Sendable, Hashable, CaseIterable {
  case standardWebhooks = "standard-webhooks"
  case jwks
  case token
}

/// How the caller learns the outcome.
public enum ResumeMode: String, Sendable, Hashable, CaseIterable {
  case response, callback, poll
}

/// `webhook.signing`. Secrets are names.
public struct Signing: Sendable, Equatable {
  /// Default `standard-webhooks`.
  public var scheme: SigningScheme
  /// Empty only with `jwks`.
  public var secrets: [String]
  /// Empty: those of `secrets`.
  public var verifySecrets: [String]
  /// Empty: those of `secrets`.
  public var callbackSecrets: [String]
  /// Seconds, 1 … 600.
  public var tolerance: UInt32
  /// For `jwks`.
  public var issuer: String?
  /// For `jwks`.
  public var audience: String?
  /// For `jwks`, https.
  public var jwksURL: String?
  /// CIDRs that may call; empty: not restricted.
  public var allowFrom: [CIDR]

  public init(
    scheme: SigningScheme = .standardWebhooks, secrets: [String] = [], verifySecrets: [String] = [],
    callbackSecrets: [String] = [], tolerance: UInt32 = 300, issuer: String? = nil, audience: String? = nil,
    jwksURL: String? = nil, allowFrom: [CIDR] = []
  ) {
    self.scheme = scheme
    self.secrets = secrets
    self.verifySecrets = verifySecrets
    self.callbackSecrets = callbackSecrets
    self.tolerance = tolerance
    self.issuer = issuer
    self.audience = audience
    self.jwksURL = jwksURL
    self.allowFrom = allowFrom
  }
}

/// `webhook:`.
public struct Webhook: Sendable, Equatable {
  /// https.
  public var url: String
  /// How calls are authenticated.
  public var signing: Signing
  /// Default `response`.
  public var resume: ResumeMode
  /// Seconds a trigger is held, 0 … 120; nil unless `resume` is `response`.
  public var hold: UInt32?
  /// Where outcomes may be posted.
  public var callbackURLs: [String]
  /// Host names that may resolve to private addresses.
  public var privateCallbacks: [String]
  /// Where the browser may go afterwards.
  public var returnURLs: [String]
  /// Success waits for the browser's one-time result.
  public var requireResult: Bool
  /// Attributes a trigger may lack, under the trigger's own names.
  public var mayOmit: [String]
  /// What IDaaS enforces until its webhook is configured; not empty.
  public var fallbackMethods: [Method]
  /// Seconds.
  public var codeLife: UInt32
  /// Where `webhook` stands.
  public var source: SourceRange

  public init(
    url: String, signing: Signing, resume: ResumeMode = .response, hold: UInt32? = 110,
    callbackURLs: [String] = [], privateCallbacks: [String] = [], returnURLs: [String] = [],
    requireResult: Bool = false, mayOmit: [String] = [], fallbackMethods: [Method] = [.idaasSMS],
    codeLife: UInt32 = 600, source: SourceRange
  ) {
    self.url = url
    self.signing = signing
    self.resume = resume
    self.hold = hold
    self.callbackURLs = callbackURLs
    self.privateCallbacks = privateCallbacks
    self.returnURLs = returnURLs
    self.requireResult = requireResult
    self.mayOmit = mayOmit
    self.fallbackMethods = fallbackMethods
    self.codeLife = codeLife
    self.source = source
  }
}

/// `page:`. What the bridge's page shows.
public struct Page: Sendable, Equatable {
  public var brand: String?
  /// https or mailto.
  public var support: String?
  /// https or mailto.
  public var privacy: String?
  /// `#rrggbb`.
  public var accent: String?
  /// Default `en`.
  public var defaultLocale: String

  public init(
    brand: String? = nil, support: String? = nil, privacy: String? = nil, accent: String? = nil,
    defaultLocale: String = "en"
  ) {
    self.brand = brand
    self.support = support
    self.privacy = privacy
    self.accent = accent
    self.defaultLocale = defaultLocale
  }
}
