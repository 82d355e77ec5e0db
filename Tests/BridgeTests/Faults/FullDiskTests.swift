#if Server
import Foundation
import PosternJSON
import Testing

@testable import PosternBridge

/// The real program on a disk that is full: it says so, loses nothing, and works again when there is room.
@Suite struct FullDiskTests {
  @Test func whatDoesNotFitIsUnavailable() async throws {
    try await BridgeProcess.run { bridge in
      await bridge.signal(SIGKILL)
      try await bridge.start(blocks: 1_200)
      var sent: [Int] = []
      // What is written together with others may not fit where the next one alone does: full is when nothing does.
      var refused: [Int] = []
      for index in 0..<3_000 where refused.count < 8 {
        let reply = try await bridge.fixture.post("2fa-trigger", Self.trigger(index), prefer: "wait=0")
        if reply.status == 202 {
          sent.append(index)
          refused = []
        } else {
          refused.append(index)
        }
        #expect([202, 503].contains(reply.status), "\(index): \(reply.text)")
      }
      try #require(refused.count == 8, "it never was full")
      let left = refused[7]
      #expect(!sent.isEmpty)
      // It goes on to answer, and says nothing final.
      for index in [left, 3_001] {
        let reply = try await bridge.fixture.post("2fa-trigger", Self.trigger(index), prefer: "wait=0")
        #expect(reply.status == 503, "\(reply.text)")
      }
      #expect(try await bridge.fixture.get("http://127.0.0.1:\(bridge.ports.admin)/healthz").status == 200)

      await bridge.signal(SIGKILL)
      try await bridge.start()
      for index in [sent[0], left] {
        let phone = Self.phone(index)
        // What was under way when the disk was full is looked up first.
        try await ServerFixture.until {
          let body = #"{"auth_request_id":"full-\#(index)"}"#
          let reply = try await bridge.fixture.post("2fa-status", body)
          if reply.status == 404 {
            return try await bridge.fixture.post("2fa-trigger", Self.trigger(index), prefer: "wait=0").status
              == 202
          }
          return try JSONValue(parsing: reply.text)["challenge"]?["state"]?.string == "sent"
        }
        let code = try #require(bridge.twilio.code(for: phone))
        let reply = try await bridge.fixture.post(
          "2fa-verify", #"{"auth_request_id":"full-\#(index)","code":"\#(code)"}"#)
        #expect(reply.text == #"{"status":"success","auth_request_id":"full-\#(index)"}"#)
        #expect(bridge.twilio.messages.filter { $0.to == phone }.count == 1)
      }
    }
  }

  private static func phone(_ index: Int) -> String { "+1202555\(4_000 + index)" }

  private static func trigger(_ index: Int) -> String {
    #"{"auth_request_id":"full-\#(index)","user":{"id":"full-\#(index)","phone_number":"\#(phone(index))","groups":[]},"#
      + #""identity_provider":"google","application":"wiki","network_zones":[]}"#
  }
}
#endif
