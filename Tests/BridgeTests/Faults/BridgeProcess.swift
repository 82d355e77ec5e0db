#if Server
import AsyncHTTPClient
import FakeTwilio
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import PosternBridge

/// The program `postern-bridge` as a process of its own, with files of its own, that can be killed and started again.
final class BridgeProcess: Sendable {
  let folder: TemporaryFolder
  let ports: BridgeServer.Ports
  let twilio: FakeTwilio
  let client: HTTPClient
  /// Sends requests as IDaaS does.
  let fixture: ServerFixture
  private let twilioURL: String
  private let running = NIOLockedValueBox<Process?>(nil)

  /// Beside the tests in the build folder.
  static let path = Repository.root.appending(path: ".build/debug/postern-bridge").path

  private init(_ twilio: FakeTwilio, url: String, client: HTTPClient, _ sections: String) async throws {
    folder = try TemporaryFolder()
    self.twilio = twilio
    self.client = client
    twilioURL = url
    ports = try await Self.freePorts()
    try Data(ServerFixture.table(sections)).write(to: URL(filePath: folder.file("table.bin")))
    _ = try SecretMaking.write(
      SecretMaking.make(webhookSecrets: []) + [
        ("idaas-webhook", TestSecret.webhook(1)), ("twilio-api-secret", "fake-secret"),
      ], to: folder.file("secrets"))
    fixture = ServerFixture(folder: folder.path, ports: ports, twilio: twilio, client: client, stop: {})
  }

  /// Runs a body beside a process.
  static func run(
    _ sections: String = "", _ body: @escaping @Sendable (BridgeProcess) async throws -> Void
  ) async throws {
    let twilio = try FakeTwilio(ServerFixture.twilioSettings)
    try await twilio.serving { url in
      let client = ServerFixture.makeClient()
      let bridge = try await BridgeProcess(twilio, url: url, client: client, sections)
      let result: Swift.Result<Void, any Error>
      do {
        try await bridge.start()
        result = .success(try await body(bridge))
      } catch {
        result = .failure(error)
      }
      if let metrics = try? await bridge.fixture.get("http://127.0.0.1:\(bridge.ports.admin)/metrics") {
        bridge.fixture.record.metrics(metrics.text)
      }
      await bridge.signal(SIGKILL)
      bridge.fixture.log.withLockedValue { $0 = Array((try? bridge.text("log"))?.utf8 ?? "".utf8) }
      bridge.fixture.leave()
      try await client.shutdown()
      try result.get()
    }
  }

  private init(beside other: BridgeProcess) async throws {
    folder = other.folder
    twilio = other.twilio
    client = other.client
    twilioURL = other.twilioURL
    ports = try await Self.freePorts()
    fixture = ServerFixture(folder: folder.path, ports: ports, twilio: twilio, client: client, stop: {})
  }

  /// Another process on the same files; whoever asks for it ends it.
  func neighbour() async throws -> BridgeProcess {
    let other = try await BridgeProcess(beside: self)
    try await other.start()
    return other
  }

  /// Starts it, and waits until it is ready.
  /// - Parameter blocks: how long a file that it writes may get, in blocks of 512 bytes (of 1,024 where `sh` counts so).
  func start(blocks: Int? = nil) async throws {
    let process = Process()
    process.executableURL = URL(filePath: blocks == nil ? Self.path : "/bin/sh")
    // Without the signal, what is too long fails, as on a full disk.
    process.arguments =
      blocks.map { ["-c", #"trap '' XFSZ; ulimit -f \#($0); exec "$0" "$@""#, Self.path] } ?? []
    process.arguments? += [
      "--table", folder.file("table.bin"), "--store", folder.file("store.sqlite"), "--secrets",
      folder.file("secrets"), "--listen", "127.0.0.1:\(ports.main)", "--admin-listen",
      "127.0.0.1:\(ports.admin)", "--twilio-url", twilioURL, "--max-holds", "100",
    ]
    process.environment = [:]
    let log = folder.file("log")
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: log))
    try file.seekToEnd()
    process.standardError = file
    process.standardOutput = file
    try process.run()
    running.withLockedValue { $0 = process }
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      if let reply = try? await fixture.get("http://127.0.0.1:\(ports.admin)/readyz"), reply.status == 200 {
        return
      }
      guard process.isRunning else { break }
      try await Task.sleep(for: .milliseconds(25))
    }
    throw FixtureError(text: "it does not start: \(try text("log").suffix(600))")
  }

  /// Sends a signal, and waits for the end when it is one that ends it.
  func signal(_ number: Int32) async {
    guard let process = running.withLockedValue({ $0 }), process.isRunning else { return }
    kill(process.processIdentifier, number)
    guard number != SIGHUP else { return }
    let end = ContinuousClock.now + .seconds(120)
    while process.isRunning {
      if ContinuousClock.now > end {
        Issue.record("signal \(number) does not end it")
        return
      }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder.file(name))), as: UTF8.self)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.file(name)), options: .atomic)
  }

  /// Ports that nobody had a moment ago, below those that a system gives to whoever asks for any (from 32,768 on Linux):
  /// between two lives of a bridge nobody else may get its port.
  private static func freePorts() async throws -> BridgeServer.Ports {
    var found: [any Channel] = []
    while found.count < 2 {
      let free = try? await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: Int.random(in: 20_000..<32_000)).get()
      if let free { found.append(free) }
    }
    let ports = found.map { $0.localAddress?.port ?? 0 }
    for channel in found { try await channel.close() }
    return BridgeServer.Ports(main: ports[0], admin: ports[1])
  }
}
#endif
