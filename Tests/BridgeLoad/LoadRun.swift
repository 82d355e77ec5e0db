#if Server
import FakeTwilio
import Foundation
import NIOConcurrencyHelpers
import PosternBridge
import PosternRuntime

/// One measurement from start to end: a bridge and a hello as processes of their own, a fake Twilio and the callers in
/// this one.
struct LoadRun {
  let command: RunCommand
  let requests: LoadRequests
  let settings: BridgeSettings
  let ports: (main: Int, admin: Int, hello: Int)

  init(_ command: RunCommand) throws {
    self.command = command
    let bytes = try Data(contentsOf: URL(fileURLWithPath: command.table))
    guard let active = ActiveTable(try RoutingTable(validating: [UInt8](bytes))) else {
      throw ConfigurationError(["`\(command.table)` has no webhook"])
    }
    settings = active.settings
    ports = (FreePort.find(), FreePort.find(), FreePort.find())
    let folder = command.folder
    try? FileManager.default.removeItem(atPath: folder)
    let made = try SecretMaking.make(webhookSecrets: settings.webhook.secrets)
    let twilio = [settings.twilio?.apiSecret].compactMap { $0 }.map { ($0, "fake-secret") }
    _ = try SecretMaking.write(made + twilio, to: folder + "/secrets")
    guard let secret = made.last.flatMap({ WebhookSecret($0.value) }) else {
      throw ConfigurationError(["the policy's webhook is not signed as Standard Webhooks are"])
    }
    requests = LoadRequests(secret: secret)
  }

  func run() async throws -> LoadReport {
    var account = FakeSettings(
      services: settings.services.compactMap { service in
        service.sid.map { FakeVerifyService(sid: $0, friendlyName: service.friendlyName) }
      })
    account.account = settings.twilio?.account ?? account.account
    account.apiKey = settings.twilio?.apiKey ?? account.apiKey
    // More than one per login that is open at a time.
    account.history = max(20_000, command.holds * 2)
    let twilioParts = TwilioParts()
    let twilio = try FakeTwilio(account, onAnswer: { twilioParts.note($0, $1) })
    let report = NIOLockedValueBox(LoadReport())
    try await twilio.serving { [self] url in
      let measured = try await measure(twilio, twilioParts, url)
      report.withLockedValue { $0 = measured }
    }
    return report.withLockedValue { $0 }
  }

  private func measure(
    _ twilio: FakeTwilio, _ twilioParts: TwilioParts, _ url: String
  ) async throws -> LoadReport {
    let folder = command.folder
    let bridge = try Child(
      command.bridge,
      [
        "--table", command.table, "--listen", "127.0.0.1:\(ports.main)", "--admin-listen",
        "127.0.0.1:\(ports.admin)", "--public-url", "http://127.0.0.1:\(ports.main)", "--store",
        folder + "/store.sqlite", "--secrets", folder + "/secrets", "--twilio-url", url, "--max-holds",
        "\(command.holds + 100)",
      ], log: folder + "/bridge.log")
    defer { _ = bridge.stop() }
    let hello = try Child(
      CommandLine.arguments[0], ["hello", "--port", "\(ports.hello)"], log: folder + "/hello.log")
    defer { _ = hello.stop() }
    try await untilOpen(ports.main, bridge)
    try await untilOpen(ports.hello, hello)

    var report = LoadReport()
    let holders = Holders(requests: requests, port: ports.main)
    let started = ContinuousClock.now
    report.section("\(command.holds) callers are held, of the policy \(settings.policy)")
    let held = try await holders.open(command.holds) { try await self.holds() }
    report.figure("held", Double(held), atLeast: Double(command.holds), "callers")
    if !command.soak {
      try await Rounds(command: command, requests: requests, ports: (ports.main, ports.hello))
        .run(bridge, hello, &report)
      try await Paced(command: command, requests: requests, port: ports.main, parts: twilioParts)
        .run(&report)
    }
    let left = Double(command.seconds) - (ContinuousClock.now - started) / .seconds(1)
    try await Steady(command: command, requests: requests, port: ports.main, seconds: max(20, left))
      .run(bridge, twilio, &report)

    report.section("The end")
    let still = try await Holders.until(command.holds) { try await self.holds() }
    report.figure("held", Double(still), atLeast: Double(command.holds), "callers")
    let violations = twilio.violations
    report.expect("Twilio was asked as its description says", violations.isEmpty, violations.first ?? "")
    async let answered = holders.finish()
    let code = bridge.stop()
    report.expect("the bridge ends in order", code == 0, "exit code \(code)")
    let faults = await answered
    report.expect("whoever was held was answered", faults.isEmpty, faults.joined(separator: ", "))
    return report
  }

  /// How many callers the bridge says it holds.
  private func holds() async throws -> Int {
    let connection = try await LoadConnection.open(port: ports.admin)
    defer { connection.close() }
    let reply = try await connection.send("GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    let line = reply.body.split(separator: "\n").first { $0.hasPrefix("postern_holds ") }
    return line.flatMap { Double($0.dropFirst("postern_holds ".count)) }.map { Int($0) } ?? 0
  }

  private func untilOpen(_ port: Int, _ child: Child) async throws {
    for _ in 0..<600 {
      if let connection = try? await LoadConnection.open(port: port) { return connection.close() }
      guard child.isRunning else { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw ConfigurationError(["a server did not start: see \(command.folder)"])
  }
}
#endif
