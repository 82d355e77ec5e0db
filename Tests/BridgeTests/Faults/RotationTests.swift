#if Server
import Foundation
import PosternJSON
import Testing

@testable import PosternBridge

/// Secrets and tables that change under the running program; SIGHUP is a real one.
@Suite(.serialized) struct RotationTests {
  private static func status(_ reply: ServerFixture.Reply) throws -> String? {
    try JSONValue(parsing: reply.text)["status"]?.string
  }

  /// Writes files of secrets, has them read, and waits until the log says so.
  private static func rotate(_ bridge: BridgeProcess, _ files: [String: String]) async throws {
    for (name, value) in files { try bridge.write(value + "\n", to: "secrets/\(name)") }
    let before = try bridge.text("log").components(separatedBy: "read anew").count
    await bridge.signal(SIGHUP)
    try await ServerFixture.until {
      try bridge.text("log").components(separatedBy: "read anew").count > before
    }
  }

  @Test func everySecretIsRotatedWhileItRuns() async throws {
    try await BridgeProcess.run { bridge in
      let fixture = bridge.fixture
      let begun = try await fixture.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
      let url = try #require(try JSONValue(parsing: begun.text)["challenge"]?["url"]?.string)
      var files = ["idaas-webhook": TestSecret.webhook(7), "idaas-webhook.previous": TestSecret.webhook(1)]
      for key in BridgeConfiguration.ownSecrets {
        files[key] = SymmetricBytes.base64((0..<32).map { UInt8(key.utf8.count) &+ $0 })
        files[key + ".previous"] = try bridge.text("secrets/\(key)").trimmingCharacters(in: .newlines)
      }
      files["twilio-api-secret"] = "another-secret"
      bridge.twilio.change { $0.secrets = ["another-secret"] }
      try await Self.rotate(bridge, files)

      // Known by the old keys, signed by the old secret: still the same login, under the same link.
      let again = try await fixture.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
      #expect(again.status == 202)
      #expect(try JSONValue(parsing: again.text)["challenge"]?["url"]?.string == url)
      let code = try #require(bridge.twilio.code(for: ServerFixture.phone))
      let verify = #"{"auth_request_id":"req-1","code":"\#(code)"}"#
      #expect(try Self.status(try await fixture.post("2fa-verify", verify, by: 7)) == "success")
      let next = ServerFixture.trigger("req-2")
      #expect(try await fixture.post("2fa-trigger", next, prefer: "wait=0", by: 7).status == 202)
      #expect(bridge.twilio.messages.count == 2)

      // The old secret goes, and is refused.
      try FileManager.default.removeItem(atPath: bridge.folder.file("secrets/idaas-webhook.previous"))
      try await Self.rotate(bridge, [:])
      #expect(try await fixture.post("2fa-status", #"{"auth_request_id":"req-1"}"#).status == 401)

      // What is no secret, and what is missing, is not taken: the old ones hold.
      try await Self.rotate(bridge, ["idaas-webhook": "garbage", "postern-hash-key": "c2hvcnQ="])
      #expect(try await fixture.post("2fa-status", #"{"auth_request_id":"req-1"}"#, by: 7).status == 200)
      try FileManager.default.removeItem(atPath: bridge.folder.file("secrets/idaas-webhook"))
      try await Self.rotate(bridge, [:])
      #expect(try await fixture.post("2fa-status", #"{"auth_request_id":"req-1"}"#, by: 7).status == 200)
      #expect(try bridge.text("log").contains("could not be read anew"))
    }
  }

  /// Each change of a key leads on from the one before, though the program has run all the time.
  @Test func keysThatChangedTwiceWhileItRanOpenTheStore() async throws {
    try await BridgeProcess.run { bridge in
      let key = "postern-hash-key"
      var last = try bridge.text("secrets/\(key)").trimmingCharacters(in: .newlines)
      for byte in [1, 2] as [UInt8] {
        let next = Data(repeating: byte, count: StoreKeys.length).base64EncodedString()
        try await Self.rotate(bridge, [key: next, "\(key).previous": last])
        last = next
        // Remembered once the log has said that it was read.
        let configuration = try BridgeConfiguration(bridge.fixture.options)
        try FileManager.default.removeItem(atPath: bridge.folder.file("secrets/\(key).previous"))
        try await ServerFixture.until {
          (try? await PreparedBridge(configuration, environment: [:]).openStore().close()) != nil
        }
      }
    }
  }

  /// Refused credentials open the circuit for long; new ones are tried at once.
  @Test func newCredentialsAreTriedAtOnce() async throws {
    try await BridgeProcess.run { bridge in
      bridge.twilio.change { $0.secrets = ["another-secret"] }
      func trigger(_ id: String) async throws -> ServerFixture.Reply {
        try await bridge.fixture.post("2fa-trigger", ServerFixture.trigger(id), prefer: "wait=0")
      }
      let refused = try await trigger("req-1")
      #expect(refused.status == 200 && refused.text.contains("provider"))
      for _ in 0..<3 { #expect(try await trigger("req-2").status == 503) }
      #expect(bridge.twilio.requests.count == 1)
      try await Self.rotate(bridge, ["twilio-api-secret": "another-secret"])
      let reply = try await trigger("req-2")
      #expect(reply.status == 202)
      #expect(bridge.twilio.messages.count == 1)
    }
  }

  /// A damaged and a foreign table are refused, and the one in use stays.
  @Test func aBadTableIsRefusedWhileItRuns() async throws {
    try await BridgeProcess.run { bridge in
      let good = try Data(contentsOf: URL(filePath: bridge.folder.file("table.bin")))
      let bad: [Data] = [
        good.dropLast(9), Data(), Data("no table".utf8), Data(try ServerFixture.table("policy: another\n")),
      ]
      for (index, bytes) in bad.enumerated() {
        try bytes.write(to: URL(filePath: bridge.folder.file("table.bin")), options: .atomic)
        await bridge.signal(SIGHUP)
        try await ServerFixture.until {
          try bridge.text("log").components(separatedBy: "the new table is refused").count > index + 1
        }
        let id = "req-\(index)"
        let trigger = ServerFixture.trigger(id).replacingOccurrences(
          of: ServerFixture.phone, with: "+1202555300\(index)")
        #expect(try await bridge.fixture.post("2fa-trigger", trigger, prefer: "wait=0").status == 202)
      }
      #expect(bridge.twilio.messages.count == bad.count)
    }
  }

  /// Two programs on one store: each continues what the other began, and a hold at one learns of the end at the other, long
  /// before it is over by itself: the client waits a minute, the hold nearly two.
  @Test func twoProgramsShareAStore() async throws {
    try await BridgeProcess.run { one in
      let two = try await one.neighbour()
      do {
        async let held = one.fixture.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=110")
        try await ServerFixture.until { one.twilio.code(for: ServerFixture.phone) != nil }
        let same = try await two.fixture.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
        #expect(same.status == 202)
        let code = try #require(one.twilio.code(for: ServerFixture.phone))
        _ = try await two.fixture.post("2fa-verify", #"{"auth_request_id":"req-1","code":"\#(code)"}"#)
        #expect(try Self.status(try await held) == "success")
        #expect(one.twilio.messages.count == 1)
      } catch {
        await two.signal(SIGKILL)
        throw error
      }
      await two.signal(SIGKILL)
    }
  }
}
#endif
