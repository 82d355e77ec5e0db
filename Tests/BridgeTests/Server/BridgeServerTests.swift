#if Server
import AsyncHTTPClient
import FakeTwilio
import Foundation
import GRDB
import NIOCore
import PosternJSON
import Testing

@testable import PosternBridge

@Suite(.serialized) struct BridgeServerTests {
  @Test func theSeedEndToEnd() async throws {
    try await ServerFixture.run { bridge in
      async let held = bridge.post("2fa-trigger", ServerFixture.trigger("req-1"))
      try await ServerFixture.until { bridge.twilio.code(for: ServerFixture.phone) != nil }
      let code = try #require(bridge.twilio.code(for: ServerFixture.phone))
      let wrong = code == "000000" ? "111111" : "000000"
      let refused = try await bridge.post("2fa-verify", #"{"auth_request_id":"req-1","code":"\#(wrong)"}"#)
      #expect(refused.status == 202)
      #expect(try JSONValue(parsing: refused.text)["attempts_left"]?.integer == 4)

      let verified = try await bridge.post("2fa-verify", #"{"auth_request_id":"req-1","code":"\#(code)"}"#)
      let exact = #"{"status":"success","auth_request_id":"req-1"}"#
      #expect(verified.status == 200)
      #expect(verified.text == exact)
      let answer = try await held
      #expect(answer.status == 200)
      #expect(answer.text == exact)
      #expect(bridge.twilio.messages.count == 1)
      #expect(bridge.twilio.violations == [])
    }
  }

  @Test func theAdminListenerStandsAlone() async throws {
    try await ServerFixture.run { bridge in
      #expect(try await bridge.get(bridge.admin + "/healthz").status == 200)
      #expect(try await bridge.get(bridge.admin + "/readyz").text == #"{"status":"ready","obstacles":[]}"#)
      let metrics = try await bridge.get(bridge.admin + "/metrics")
      #expect(metrics.text.contains("# TYPE postern_decisions_total counter"))
      for path in ["/healthz", "/readyz", "/metrics"] {
        #expect(try await bridge.get(bridge.origin + path).status == 404)
      }
    }
  }

  /// Only a write shows whether a store takes what is written.
  @Test func aStoreThatCannotBeWrittenIsNotReady() async throws {
    try await ServerFixture.run { bridge in
      // The bridge writes too, now and then.
      var patient = Configuration()
      patient.busyMode = .timeout(60)
      let other = try DatabaseQueue(path: bridge.folder + "/store.sqlite", configuration: patient)
      try await other.write { database in
        try database.execute(
          sql: """
            CREATE TRIGGER refuses BEFORE INSERT ON settings BEGIN SELECT RAISE(FAIL, 'read-only'); END
            """)
      }
      let server = try BridgeServer(
        BridgeConfiguration(bridge.options), environment: [:], metrics: MetricsExposition(),
        logger: ServerFixture.logger { _ in })
      await #expect(throws: StoreError.self) { try await server.checkStore() }
      await #expect(throws: StoreError.self) { try await server.run() }
      let readiness = { try await bridge.get(bridge.admin + "/readyz") }
      try await ServerFixture.until { try await readiness().status == 503 }
      #expect(try await readiness().text.contains("the store cannot be written"))
      try await other.write { try $0.execute(sql: "DROP TRIGGER refuses") }
      try other.close()
      try await ServerFixture.until { (try? await server.checkStore()) != nil }
      try await ServerFixture.until { try await readiness().status == 200 }
      try FileManager.default.moveItem(
        atPath: bridge.folder + "/store.sqlite", toPath: bridge.folder + "/moved.sqlite")
      try await ServerFixture.until { try await readiness().status == 503 }
      #expect(try await readiness().text.contains("the store's file is gone"))
    }
  }

  @Test(arguments: [true, false]) func aPortThatIsTakenIsSaidInWords(_ isMain: Bool) async throws {
    try await ServerFixture.run { bridge in
      var options = bridge.options
      let port = isMain ? bridge.ports.main : bridge.ports.admin
      options.listen = isMain ? "127.0.0.1:\(port)" : "127.0.0.1:0"
      options.adminListen = isMain ? "127.0.0.1:0" : "127.0.0.1:\(port)"
      let server = try BridgeServer(
        BridgeConfiguration(options), environment: [:], metrics: MetricsExposition(),
        logger: ServerFixture.logger { _ in })
      let flag = isMain ? "--listen" : "--admin-listen"
      let fault = "`127.0.0.1:\(port)` (\(flag)) is in use: another program listens there"
      await #expect(throws: ConfigurationError([fault])) { try await server.run() }
    }
  }

  /// Whoever asks before sending a body is told to, unless the headers suffice for a refusal.
  @Test(arguments: [
    ("/idaas/2fa-trigger", 40, "HTTP/1.1 100 Continue\r\n\r\n", 401),
    ("/idaas/2fa-trigger", 70_000, "", 413), ("/nothing", 40, "", 404),
  ])
  func aBodyIsAskedFor(_ path: String, _ length: Int, _ first: String, _ status: Int) async throws {
    try await ServerFixture.run { bridge in
      let head =
        "POST \(path) HTTP/1.1\r\nHost: login.example.com\r\nExpect: 100-continue\r\nContent-Length: \(length)\r\n"
        + "Connection: close\r\n\r\n"
      let body = first.isEmpty ? "" : String(repeating: " ", count: length)
      let answer = try await bridge.raw(head + body)
      #expect(answer.hasPrefix(first + "HTTP/1.1 \(status) "), "\(answer)")
    }
  }

  @Test func stoppingAnswersWhoIsHeld() async throws {
    try await ServerFixture.run { bridge in
      async let held = bridge.post("2fa-trigger", ServerFixture.trigger("req-1"))
      try await ServerFixture.until { bridge.twilio.code(for: ServerFixture.phone) != nil }
      try await Task.sleep(for: .milliseconds(200))
      try await bridge.stop()
      let answer = try await held
      #expect(answer.status == 202)
      #expect(try JSONValue(parsing: answer.text)["status"]?.string == "pending")
    }
  }

  @Test func aCallerThatGoesChangesNothing() async throws {
    try await ServerFixture.run { bridge in
      let held = Task { try await bridge.post("2fa-trigger", ServerFixture.trigger("req-1")) }
      try await ServerFixture.until { bridge.twilio.code(for: ServerFixture.phone) != nil }
      held.cancel()
      await #expect(throws: (any Error).self) { try await held.value }
      let code = try #require(bridge.twilio.code(for: ServerFixture.phone))
      async let again = bridge.post("2fa-trigger", ServerFixture.trigger("req-1"))
      _ = try await bridge.post("2fa-verify", #"{"auth_request_id":"req-1","code":"\#(code)"}"#)
      #expect(try await again.text == #"{"status":"success","auth_request_id":"req-1"}"#)
      #expect(bridge.twilio.messages.count == 1)
    }
  }

  static let smuggled = [
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nwebhook-id : x\r\nContent-Length: 0\r\n\r\n",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nx: \(String(repeating: "a", count: 40_000))\r\n\r\n",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\n{}",
    "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n\r\n{}",
    "NOT HTTP AT ALL\r\n\r\n",
  ]

  /// What no route takes is answered as every other error is.
  @Test(
    arguments: [
      ("GET", "/idaas/2fa-trigger", 405, "POST"), ("PUT", "/idaas/2fa-verify", 405, "POST"),
      ("DELETE", "/idaas/2fa-cancel", 405, "POST"), ("OPTIONS", "/idaas/2fa-status", 405, "POST"),
      ("PATCH", "/idaas/2fa-trigger", 405, "POST"), ("GET", "/", 404, nil), ("GET", "/challenge", 404, nil),
      ("GET", "/challenge/", 404, nil), ("GET", "/challenge/c/x/y", 404, nil),
      ("POST", "/idaas/xyz", 404, nil),
      ("POST", "/challenge/c/x/y", 404, nil), ("PUT", "/challenge/x", 405, "GET, HEAD"),
      ("POST", "/challenge/assets/page.css", 405, "GET, HEAD"),
      ("DELETE", "/challenge/c/x", 405, "GET, HEAD, POST"),
      ("POST", "/challenge/c/x/state", 405, "GET, HEAD"),
      ("PATCH", "/challenge/c/x/not-me", 405, "GET, HEAD, POST"),
    ] as [(String, String, Int, String?)])
  func whatNoRouteTakesIsAProblemToo(
    _ method: String, _ path: String, _ status: Int, _ allowed: String?
  ) async throws {
    try await ServerFixture.run { bridge in
      var request = HTTPClientRequest(url: bridge.origin + path)
      request.method = .init(rawValue: method)
      let response = try await bridge.client.execute(request, timeout: .seconds(60))
      let text = String(buffer: try await response.body.collect(upTo: 65_536))
      #expect(Int(response.status.code) == status)
      #expect(response.headers.first(name: "content-type") == "application/problem+json")
      #expect(response.headers.first(name: "allow") == allowed)
      #expect(text.contains(#""status":\#(status)"#))
      if method != "POST" { #expect(response.headers.first(name: "x-content-type-options") == "nosniff") }
    }
  }

  @Test func headIsAnsweredAsGetWithoutABody() async throws {
    try await ServerFixture.run { bridge in
      for url in ["\(bridge.origin)/challenge/assets/page.css", "\(bridge.admin)/healthz"] {
        var request = HTTPClientRequest(url: url)
        request.method = .HEAD
        let response = try await bridge.client.execute(request, timeout: .seconds(60))
        #expect(response.status == .ok, "\(url)")
        #expect(try await response.body.collect(upTo: 1).readableBytes == 0)
      }
    }
  }

  @Test func refusesWhatCouldBeReadTwoWays() async throws {
    try await ServerFixture.run { bridge in
      for text in Self.smuggled {
        // Most of them are never answered.
        let answer = try await bridge.raw(text, patience: .milliseconds(700))
        let status = answer.split(separator: " ").dropFirst().first ?? ""
        #expect(["", "400", "401", "431"].contains(status), "\(text.prefix(120)) → \(answer.prefix(40))")
        #expect(answer.components(separatedBy: "HTTP/1.1 ").count <= 2, "\(text.prefix(120)) was read as two")
      }
      #expect(bridge.twilio.requests.isEmpty)
    }
  }

  @Test(arguments: ["", "Host:\r\n", "Host: a\r\nHost: a\r\n", "Host: a\r\nhost: b\r\n"])
  func aRequestNamesOneHost(_ hosts: String) async throws {
    try await ServerFixture.run { bridge in
      let request = "GET /challenge/x HTTP/1.1\r\n\(hosts)\r\n"
      let answer = try await bridge.raw(request) { $0.contains("no-host") }
      #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
      #expect(answer.contains(#""type":"urn:postern:problem:no-host""#), "\(answer)")
    }
  }

  @Test func aForeignOrDamagedTableIsRefusedAndABlockFileStopsSends() async throws {
    try await ServerFixture.run { bridge in
      let prepared = try TableSource(path: bridge.folder + "/table.bin")
      let digest = prepared.current.settings.digest
      let good = try #require(FileWatcher.bytes(bridge.folder + "/table.bin"))
      func replace(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: bridge.folder + "/table.bin"), options: .atomic)
      }
      try replace(Array(good.dropLast(7)))
      #expect(throws: TableSource.Refused.self) { try prepared.reload { _ in [] } }
      try replace(try ServerFixture.table("policy: another\n"))
      #expect(throws: TableSource.Refused.self) { try prepared.reload { _ in [] } }
      let other = try ServerFixture.table("limits:\n  per-number: { key: number, buckets: [6 per 10m] }\n")
      try replace(other)
      #expect(throws: TableSource.Refused("not now")) { try prepared.reload { _ in ["not now"] } }
      #expect(prepared.current.settings.digest == digest)
      #expect(try prepared.reload { _ in [] })
      #expect(prepared.current.settings.digest != digest)
      #expect(try !prepared.reload { _ in [] })
    }
  }

  @Test func aBlockFileStopsSends() async throws {
    let path = NSTemporaryDirectory() + "postern-block-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await ServerFixture.run(options: { $0.blockFile = path }) { bridge in
      try Data("all\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      try await ServerFixture.until { bridge.logged.contains(#""all":"true""#) }
      let answer = try await bridge.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
      #expect(try JSONValue(parsing: answer.text)["status"]?.string == "denied")
      #expect(bridge.twilio.messages.isEmpty)
    }
  }

  @Test func theProbeFindsThatEverythingHolds() async throws {
    try await ServerFixture.run { bridge in
      let probe = try Probe(
        url: bridge.origin + "/idaas/2fa-trigger", secretFile: bridge.folder + "/secrets/idaas-webhook",
        verifySecretFile: nil)
      let findings = try await probe.run()
      #expect(findings.count > 25)
      #expect(findings.filter { !$0.holds } == [])
      #expect(bridge.twilio.requests.isEmpty)
    }
  }

  @Test func operatorsUnlockANumberAsItIsWritten() async throws {
    try await ServerFixture.run { bridge in
      let configuration = try BridgeConfiguration(bridge.options)
      let tools = try await OperatorTools.open(configuration, environment: [:])
      func wrong(_ count: Int, _ login: String) async throws {
        _ = try await bridge.post("2fa-trigger", ServerFixture.trigger(login), prefer: "wait=0")
        let code = bridge.twilio.messages.last?.code == "000000" ? "111111" : "000000"
        for _ in 0..<count {
          _ = try await bridge.post(
            "2fa-verify", #"{"auth_request_id":"\#(login)","code":"\#(code)"}"#)
        }
      }
      try await wrong(3, "a")
      #expect(
        try await tools.unlock(" +1 202-555\u{2011}0123\n")
          == OperatorTools.Unlocked(wasLocked: false, wrongCodes: 3))
      #expect(try await tools.unlock("u1") == OperatorTools.Unlocked(wasLocked: false, wrongCodes: 3))
      try await wrong(5, "b")
      try await wrong(5, "c")
      #expect(try await tools.unlock("u1") == OperatorTools.Unlocked(wasLocked: true, wrongCodes: 10))
      #expect(try await tools.unlock("u1") == OperatorTools.Unlocked(wasLocked: false, wrongCodes: 0))
      try await tools.close()

      let plain = try OperatorTools.hashes(ServerFixture.phone, configuration, environment: [:])
      let written = try OperatorTools.hashes("+1 (202) 555-0123", configuration, environment: [:])
      #expect(plain.split(separator: "\n").first == written.split(separator: "\n").first)
      #expect(throws: ConfigurationError.self) {
        try OperatorTools.hashes("", configuration, environment: [:])
      }
    }
  }

  @Test(arguments: [
    ("+49 157 123 80008", "+4915712380008"), ("+1 (202) 555-0123", "+12025550123"),
    ("+49/157.123\u{A0}8", "+491571238"), ("  u 1 ", "u 1"), ("+x y", "+x y"), ("+", "+"),
    ("0157-12", "0157-12"),
  ])
  func readsNumbersAsTheyAreWritten(_ typed: String, _ number: String) throws {
    #expect(try OperatorPerson(typed).number == number)
  }

  @Test(arguments: ["", " ", "\n"]) func nobodyIsNoPerson(_ typed: String) {
    #expect(throws: ConfigurationError.self) { try OperatorPerson(typed) }
  }

  /// A store that was written under other keys is refused before anything is served from it.
  @Test(arguments: ["postern-hash-key", "postern-store-key"])
  func aStoreOfOtherKeysIsNotOpened(_ key: String) async throws {
    try await ServerFixture.run { bridge in
      let configuration = try BridgeConfiguration(bridge.options)
      try await PreparedBridge(configuration, environment: [:]).openStore().close()
      let other = Data(repeating: 1, count: StoreKeys.length).base64EncodedString()
      let file = bridge.folder + "/secrets/" + key
      let before = try String(contentsOfFile: file, encoding: .utf8)
      try Data(other.utf8).write(to: URL(fileURLWithPath: file))
      await #expect {
        try await PreparedBridge(configuration, environment: [:]).openStore().close()
      } throws: { error in
        "\(error)".contains("`\(key)`")
      }
      try Data(before.utf8).write(to: URL(fileURLWithPath: file + ".previous"))
      try await PreparedBridge(configuration, environment: [:]).openStore().close()
    }
  }

  @Test func oneFaultForAMissingDirectoryOfSecrets() async throws {
    try await ServerFixture.run { bridge in
      var options = bridge.options
      options.secrets = bridge.folder + "/none"
      let configuration = try BridgeConfiguration(options)
      #expect(throws: ConfigurationError(["--secrets `\(bridge.folder)/none` is no directory"])) {
        try PreparedBridge(configuration, environment: [:])
      }
      options.secrets = bridge.folder + "/secrets"
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o777], ofItemAtPath: bridge.folder + "/secrets")
      let open = try PreparedBridge(BridgeConfiguration(options), environment: [:])
      #expect(open.warnings == ["others can put files into the secrets' directory"])
    }
  }

  @Test(arguments: [
    StoreError.unavailable("x"), .tooNew(version: 7), .foreign("x"), .unreadable("x"),
  ])
  func storesErrorsAreWords(_ error: StoreError) {
    #expect(!"\(error)".contains("(\"") && !"\(error)".contains("version:"), "no case of an enumeration")
  }

  @Test func operatorsSeeAndEraseALogin() async throws {
    try await ServerFixture.run { bridge in
      _ = try await bridge.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
      let configuration = try BridgeConfiguration(bridge.options)
      let tools = try await OperatorTools.open(configuration, environment: [:])
      let shown = try #require(try await tools.show("req-1"))
      let hashes = try OperatorTools.hashes(ServerFixture.phone, configuration, environment: [:])
      let key = try #require(try JSONValue(parsing: shown)["number_key"]?.string)
      #expect(hashes.contains("number \(key)\n"))
      #expect(!shown.contains("2025550123"))
      #expect(try await tools.unlock("u1") == OperatorTools.Unlocked(wasLocked: false, wrongCodes: 0))
      let copy = bridge.folder + "/copy.sqlite"
      try await tools.backup(to: copy)
      await #expect(throws: ConfigurationError(["`\(copy)` exists: a backup replaces nothing"])) {
        try await tools.backup(to: copy)
      }
      await #expect(throws: ConfigurationError.self) {
        try await tools.backup(to: bridge.folder + "/none/copy.sqlite")
      }
      #expect(try await tools.erase("nobody") == 0)
      await #expect(throws: ConfigurationError.self) { try await tools.erase("") }
      #expect(try await tools.erase("+1 (202) 555-0123") == 1)
      // It runs: nothing of the person is left, it is canceled at Twilio, and it goes soon.
      let left = try JSONValue(parsing: try #require(try await tools.show("req-1")))
      for name in ["number", "number_key", "user_key", "application"] {
        #expect(left[name] == .null, "\(name)")
      }
      #expect(left["outcome"]?["reason"]?.string == "canceled")
      #expect(try await bridge.post("2fa-status", #"{"auth_request_id":"req-1"}"#).text.contains("canceled"))
      try await ServerFixture.until { bridge.twilio.requests(.update).count == 1 }
      #expect(try await tools.erase("+1 (202) 555-0123") == 0)
      let kept = try await tools.store.read { try $0.challenge(authRequestID: "req-1") }
      #expect(try #require(kept).deleteAt <= SystemClock().now.adding(seconds: 300))

      // One that has ended goes at once.
      _ = try await bridge.post("2fa-trigger", ServerFixture.trigger("req-2"), prefer: "wait=0")
      _ = try await bridge.post("2fa-cancel", #"{"auth_request_id":"req-2"}"#)
      #expect(try await tools.erase("+1 (202) 555-0123") == 1)
      #expect(try await tools.show("req-2") == nil)
      try await tools.close()
    }
  }
}
#endif
