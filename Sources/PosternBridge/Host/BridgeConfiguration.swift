#if Server
public import Logging

/// How one process of the bridge runs: read and checked, independent of any command line.
public struct BridgeConfiguration: Sendable {
  /// Host and port to listen at.
  public struct Listener: Sendable, Equatable {
    public var host: String
    /// 0: any that is free.
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// Reads `host:port`; IPv6 stands in brackets.
    init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65535).contains(port)
      else { return nil }
      var host = String(text[..<colon])
      let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
      if isBracketed { host = String(host.dropFirst().dropLast()) }
      guard !host.isEmpty, isBracketed == host.contains(":") else { return nil }
      self.init(host: host, port: port)
    }

    /// Whether both cannot be had at once: one port, and hosts that are the same or one of which is every address.
    func collides(with other: Listener) -> Bool {
      guard port == other.port, port != 0 else { return false }
      let hosts = [host.lowercased(), other.host.lowercased()]
      if hosts[0] == hosts[1] || hosts.contains("::") { return true }
      return hosts.contains("0.0.0.0") && !hosts.contains { $0.contains(":") }
    }
  }

  /// Files of certificate and key, PEM.
  public struct TLS: Sendable, Equatable {
    public var certificate: String
    public var key: String
  }

  public var table: String
  public var listen: Listener
  public var tls: TLS?
  public var adminListen: Listener
  /// nil: the origin of `webhook.url`.
  public var publicURL: String?
  public var trustedProxies: [Network]
  public var store: String
  /// Seconds that ended challenges are kept.
  public var keep: Int64
  /// A directory; nil: secrets come from the environment.
  public var secrets: String?
  public var twilioURL: String
  public var blockFile: String?
  /// Milliseconds.
  public var answerWithin: Int64
  public var maxHolds: Int
  public var logLevel: Logger.Level

  /// Reads the texts.
  /// - Throws: `ConfigurationError` with every fault.
  public init(_ options: BridgeOptions) throws(ConfigurationError) {
    var faults: [String] = []
    func read<Value>(_ flag: String, _ text: String, _ wanted: String, _ value: Value?, _ fallback: Value)
      -> Value
    {
      if value == nil { faults.append("--\(flag) `\(text)` is not \(wanted)") }
      return value ?? fallback
    }
    func listener(_ flag: String, _ text: String, _ port: Int) -> Listener {
      read(flag, text, "host:port", Listener(text), Listener(host: "127.0.0.1", port: port))
    }
    func duration(_ flag: String, _ text: String, _ range: ClosedRange<Int64>) -> Int64 {
      let value = DurationText.milliseconds(text).flatMap { range.contains($0) ? $0 : nil }
      return read(flag, text, "a duration such as 3s or 24h that makes sense here", value, range.lowerBound)
    }

    table = options.table ?? ""
    if table.isEmpty { faults.append("--table is missing: the routing-table.bin of an environment") }
    listen = listener("listen", options.listen ?? "127.0.0.1:8080", 8080)
    adminListen = listener("admin-listen", options.adminListen ?? "127.0.0.1:9090", 9090)
    switch (options.tlsCertificate, options.tlsKey) {
    case (let certificate?, let key?): tls = TLS(certificate: certificate, key: key)
    case (nil, nil): tls = nil
    default:
      tls = nil
      faults.append("--tls-cert and --tls-key go together")
    }
    publicURL = options.publicURL
    trustedProxies = options.trustedProxies.flatMap { $0.split(separator: ",") }.compactMap {
      let text = $0.filter { $0 != " " }
      let network = Network(text)
      if network == nil { faults.append("--trusted-proxies `\(text)` is not a network in CIDR notation") }
      return network
    }
    store = options.store ?? "postern.sqlite"
    keep = duration("keep", options.keep ?? "24h", 60_000...31_536_000_000) / 1000
    secrets = options.secrets
    twilioURL = options.twilioURL ?? "https://verify.twilio.com"
    blockFile = options.blockFile
    answerWithin = duration("answer-within", options.answerWithin ?? "3s", 100...60_000)
    let holds = options.maxHolds ?? "10000"
    maxHolds = read(
      "max-holds", holds, "a number from 0 to 1000000",
      Int(holds).flatMap { (0...1_000_000).contains($0) ? $0 : nil }, 0)
    let level = options.logLevel ?? "info"
    logLevel = read(
      "log-level", level, "trace, debug, info, notice, warning, error or critical",
      Logger.Level(rawValue: level.lowercased()), .info)

    if listen.collides(with: adminListen) {
      faults.append(
        "--admin-listen and --listen are one and the same: health and metrics need a port of their own")
    }
    let twilio = WebOrigin(twilioURL)
    if twilio == nil { faults.append("--twilio-url `\(twilioURL)` is not a URL") }
    if let twilio, !twilio.isSecure, !twilio.isLoopback {
      faults.append("--twilio-url must be https; plain http goes to this machine only")
    }
    if !faults.isEmpty { throw ConfigurationError(faults) }
  }
}
#endif
