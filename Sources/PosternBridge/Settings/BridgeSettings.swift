#if Server
public import PosternRuntime

/// What a routing table says that deciding does not need: read once, when the table is taken into use.
public struct BridgeSettings: Sendable {
  public var policy: String
  public var environment: String
  /// Content digest, lower-case hexadecimal.
  public var digest: String
  public var webhook: WebhookSettings
  public var twilio: TwilioAccount?
  /// In the table's order.
  public var services: [ServiceSettings]
  public var limits: [LimitSettings]
  public var page: PageSettings
  /// The attributes that rules read.
  public var attributes: Set<String>
  /// Applications by name and by id → what a person is told.
  public var applicationNames: [String: String]
}

/// `webhook:` of the policy.
public struct WebhookSettings: Sendable, Equatable {
  public enum Scheme: Sendable, Equatable { case standardWebhooks, jwks, token }
  public enum Resume: Sendable, Equatable { case response, callback, poll }

  public var url: String
  public var scheme: Scheme
  /// Names of secrets; those of `verify` and `callback` are `secrets` where the policy does not tell them apart.
  public var secrets: [String]
  public var verifySecrets: [String]
  public var callbackSecrets: [String]
  /// Seconds.
  public var tolerance: Int64
  public var issuer: String?
  public var audience: String?
  public var jwksURL: String?
  public var allowFrom: [Network]
  public var resume: Resume
  /// Seconds; 0 with `callback` and `poll`.
  public var hold: Int64
  public var callbackURLs: [String]
  public var privateCallbacks: [String]
  public var returnURLs: [String]
  public var requiresResult: Bool
  /// The trigger's own names.
  public var mayOmit: Set<String>
  /// Seconds.
  public var codeLife: Int64
}

/// `twilio:` of the environment.
public struct TwilioAccount: Sendable, Equatable {
  public var account: String
  public var apiKey: String
  /// Name of the secret.
  public var apiSecret: String
  /// Seconds.
  public var codeTTL: Int64
}

/// A Verify service.
public struct ServiceSettings: Sendable, Equatable {
  public var name: String
  public var friendlyName: String
  /// nil: not created yet; then nothing can be sent by it.
  public var sid: String?
  public var codeLength: Int
  public var isPSD2: Bool
}

/// A limit of the policy: sliding windows over sends.
public struct LimitSettings: Sendable, Equatable, Codable {
  public enum Key: Sendable, Equatable, Codable {
    case number, prefix(dropDigits: Int), ip, country, user, all
  }
  public struct Bucket: Sendable, Equatable, Codable {
    public var max: Int
    /// Seconds.
    public var interval: Int64
  }

  public var name: String
  public var key: Key
  public var buckets: [Bucket]
  public var observesOnly: Bool
  /// Whether its value is passed to Twilio in `RateLimits`.
  public var isTwilio: Bool
}

/// `page:` of the policy.
public struct PageSettings: Sendable, Equatable {
  public var brand: String?
  public var support: String?
  public var privacy: String?
  /// `#rrggbb`.
  public var accent: String?
  public var defaultLocale: String
}

/// A network in CIDR notation, host bits zero.
public struct Network: Sendable, Hashable {
  public var isIPv4: Bool
  /// Bits of the prefix.
  public var length: Int
  /// The address, most significant bits first; IPv4 in the upper 32 bits of `high`.
  public var high: UInt64
  public var low: UInt64
}

/// A table in use, with what was read from it.
public struct ActiveTable: Sendable {
  public let table: RoutingTable
  public let settings: BridgeSettings
  /// The places of regions in the table, by their codes.
  let regions: [String: Int]
}
#endif
