#if Server
/// What the command line and the environment say, as texts: a flag wins over its variable, that over the default.
public struct BridgeOptions: Sendable {
  public var table: String?
  public var listen: String?
  public var tlsCertificate: String?
  public var tlsKey: String?
  public var adminListen: String?
  public var publicURL: String?
  public var trustedProxies: [String] = []
  public var store: String?
  public var keep: String?
  public var secrets: String?
  public var twilioURL: String?
  public var blockFile: String?
  public var answerWithin: String?
  public var maxHolds: String?
  public var logLevel: String?

  public init() {}

  /// Fills in what the flags left out.
  public func filled(from environment: [String: String]) -> BridgeOptions {
    var filled = self
    func fill(_ path: WritableKeyPath<BridgeOptions, String?>, _ name: String) {
      guard filled[keyPath: path] == nil, let value = environment["POSTERN_\(name)"], !value.isEmpty else {
        return
      }
      filled[keyPath: path] = value
    }
    fill(\.table, "TABLE")
    fill(\.listen, "LISTEN")
    fill(\.tlsCertificate, "TLS_CERT")
    fill(\.tlsKey, "TLS_KEY")
    fill(\.adminListen, "ADMIN_LISTEN")
    fill(\.publicURL, "PUBLIC_URL")
    fill(\.store, "STORE")
    fill(\.keep, "KEEP")
    fill(\.secrets, "SECRETS")
    fill(\.twilioURL, "TWILIO_URL")
    fill(\.blockFile, "BLOCK_FILE")
    fill(\.answerWithin, "ANSWER_WITHIN")
    fill(\.maxHolds, "MAX_HOLDS")
    fill(\.logLevel, "LOG_LEVEL")
    if filled.trustedProxies.isEmpty, let proxies = environment["POSTERN_TRUSTED_PROXIES"] {
      filled.trustedProxies = [proxies]
    }
    return filled
  }
}

/// What is wrong with how the bridge was set up; every text is one line that names a flag or a key.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  public var faults: [String]

  public init(_ faults: [String]) {
    self.faults = faults
  }

  public var description: String { faults.joined(separator: "\n") }
}
#endif
