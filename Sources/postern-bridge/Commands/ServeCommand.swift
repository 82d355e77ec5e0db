#if Server
import ArgumentParser
import Logging
import PosternBridge

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the webhook side and the page (the default).")

  @OptionGroup var shared: SharedOptions
  @Option(help: "Where to listen (default: 127.0.0.1:8080).") var listen: String?
  @Option(help: "Certificate chain, PEM.") var tlsCert: String?
  @Option(help: "Its key, PEM.") var tlsKey: String?
  @Option(help: "Where /healthz, /readyz and /metrics are (default: 127.0.0.1:9090).") var adminListen:
    String?
  @Option(help: "Where people reach the bridge (default: the origin of webhook.url).") var publicUrl: String?
  @Option(help: "Networks whose Forwarded or X-Forwarded-For is believed, with commas.")
  var trustedProxies: [String] = []
  @Option(help: "How long ended logins are kept (default: 24h).") var keep: String?
  @Option(help: "Where Twilio Verify is (default: https://verify.twilio.com).") var twilioUrl: String?
  @Option(help: "A file of countries, channels or all: what it names is not sent.") var blockFile: String?
  @Option(help: "When a trigger that is not held is answered (default: 3s).") var answerWithin: String?
  @Option(help: "How many callers may be held (default: 10000).") var maxHolds: String?
  @Option(help: "trace, debug, info, notice, warning, error, critical (default: info).") var logLevel: String?
  @Flag(help: "Check table, secrets, store and permissions, and end.") var check = false

  private var options: BridgeOptions {
    var options = shared.options
    options.listen = listen
    options.tlsCertificate = tlsCert
    options.tlsKey = tlsKey
    options.adminListen = adminListen
    options.publicURL = publicUrl
    options.trustedProxies = trustedProxies
    options.keep = keep
    options.twilioURL = twilioUrl
    options.blockFile = blockFile
    options.answerWithin = answerWithin
    options.maxHolds = maxHolds
    options.logLevel = logLevel
    return options.filled(from: Console.environment)
  }

  func run() async throws {
    let configuration = try BridgeConfiguration(options)
    LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
    var logger = Logger(label: "postern-bridge")
    logger.logLevel = configuration.logLevel
    let metrics = MetricsExposition()
    metrics.bootstrap()
    let server: BridgeServer
    do {
      server = try BridgeServer(
        configuration, environment: Console.environment, metrics: metrics, logger: logger)
      if check { try await server.checkStore() }
    } catch let error as ConfigurationError where check {
      for fault in error.faults { Console.message("postern-bridge: \(fault)") }
      throw ExitCode(1)
    }
    if check {
      for warning in server.warnings { Console.message("postern-bridge: warning: \(warning)") }
      Console.output("ready to serve\n")
      return
    }
    try await server.run()
  }
}
#endif
