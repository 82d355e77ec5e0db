#if Server
import AsyncHTTPClient
import Foundation
import GRDB
import NIOConcurrencyHelpers
import NIOCore
import PosternJSON
import Testing

@testable import PosternBridge

/// What an attacker would try against a running bridge, over its sockets.
@Suite(.serialized) struct AttackTests {
  static let twoSides = """
    webhook:
      url: https://login.example.com/idaas/2fa-trigger
      signing:
        secrets: [!secret idaas-webhook]
        verifySecrets: [!secret app-verify]
        callbackSecrets: [!secret app-callback]
      resume: callback
      callbackUrls: ["https://app.example.com/outcome"]
      returnUrls: ["https://app.example.com/back", "https://app.example.com/back?a=b"]
    """

  static func send(
    _ tampering: Tampering, _ bridge: ServerFixture, id: String = "msg_1"
  ) async throws -> ServerFixture.Reply {
    let signed =
      tampering.endpoint == "2fa-trigger"
      ? ServerFixture.trigger("req-1") : #"{"auth_request_id":"req-1","code":"000000"}"#
    let timestamp = SystemClock().now.seconds + tampering.ahead
    let secrets = [WebhookSecret(TestSecret.webhook(tampering.secret))].compactMap { $0 }
    var headers = [
      ("webhook-id", id), ("webhook-timestamp", String(timestamp)),
      (
        "webhook-signature",
        StandardWebhooks.signature(id: id, timestamp: timestamp, body: Array(signed.utf8), secrets: secrets)
      ),
    ]
    tampering.headers(&headers)
    var request = HTTPClientRequest(url: "\(bridge.origin)/idaas/\(tampering.endpoint)")
    request.method = .POST
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(string: tampering.body(signed)))
    let (response, text) = try await bridge.execute(request)
    return bridge.reply(response, text)
  }

  @Test func noTamperedRequestIsTaken() async throws {
    try await ServerFixture.run(Self.twoSides) { bridge in
      var unauthorized: Set<String> = []
      for tampering in Self.tamperings {
        // Whoever sends too much may find the connection closed before the answer is read.
        let reply: ServerFixture.Reply?
        do { reply = try await Self.send(tampering, bridge) } catch  where tampering.status != 401 {
          reply = nil
        }
        #expect(reply?.status == tampering.status || reply == nil, "\(tampering.testDescription)")
        if let reply, reply.status == 401 { unauthorized.insert(reply.text) }
      }
      #expect(unauthorized.count == 1, "the answer says what was wrong: \(unauthorized)")
      #expect(bridge.twilio.requests.isEmpty)
      #expect(try await bridge.post("2fa-trigger", ServerFixture.trigger("req-1")).status == 202)
    }
  }

  /// Replays change nothing: the current state is answered, and nothing is sent.
  @Test func aReplayIsTheSameAgain() async throws {
    try await ServerFixture.run(Self.twoSides) { bridge in
      for _ in 0..<20 {
        let reply = try await Self.send(Tampering("again"), bridge)
        #expect(reply.status == 202)
      }
      #expect(bridge.twilio.messages.count == 1)
    }
  }

  /// A captured outcome is no request, also where one secret serves both directions.
  @Test(arguments: ["2fa-trigger", "2fa-verify", "2fa-status", "2fa-cancel"])
  func anOutcomeIsNoRequest(_ endpoint: String) async throws {
    try await ServerFixture.run { bridge in
      _ = try await bridge.post("2fa-trigger", ServerFixture.trigger("req-1"), prefer: "wait=0")
      let outcome =
        #"{"status":"success","auth_request_id":"req-1","type":"2fa.success","policy":"example","code":"000000"}"#
      #expect(try await bridge.post(endpoint, outcome).status == 400)
      try await ServerFixture.until {
        try await bridge.post("2fa-status", #"{"auth_request_id":"req-1"}"#).status == 202
      }
      #expect(bridge.twilio.requests(.check).isEmpty)
    }
  }

  @Test func theSameIDWithAnotherNumberRevokesBoth() async throws {
    try await ServerFixture.run { bridge in
      let mine = ServerFixture.trigger("req-1")
      _ = try await bridge.post("2fa-trigger", mine, prefer: "wait=0")
      let code = try #require(bridge.twilio.code(for: ServerFixture.phone))
      let theirs = mine.replacingOccurrences(of: ServerFixture.phone, with: "+12025550188")
      #expect(try await bridge.post("2fa-trigger", theirs, prefer: "wait=0").status == 409)
      #expect(bridge.twilio.messages.map(\.to) == [ServerFixture.phone])
      let late = try await bridge.post("2fa-verify", #"{"auth_request_id":"req-1","code":"\#(code)"}"#)
      #expect(try JSONValue(parsing: late.text)["reason"]?.string == "conflict")
      #expect(bridge.twilio.requests(.check).isEmpty)
    }
  }

  /// 500 codes at once, on fifty connections: five tries. And new challenges do not help: ten, then locked.
  @Test func guessingManyCodesAtOnce() async throws {
    try await ServerFixture.run("limits:\n  per-number: { key: number, buckets: [1000 per 10m] }\n") {
      bridge in
      func guess(_ id: String, _ count: Int) async throws {
        _ = try await bridge.post("2fa-trigger", ServerFixture.trigger(id), prefer: "wait=0")
        let code = bridge.twilio.code(for: ServerFixture.phone) ?? ""
        try await withThrowingTaskGroup(of: Void.self) { group in
          for index in 0..<count {
            let guess = String(200_000 + index)
            if guess == code { continue }
            group.addTask {
              let reply = try await bridge.post(
                "2fa-verify", #"{"auth_request_id":"\#(id)","code":"\#(guess)"}"#)
              #expect(!reply.text.contains("success"))
            }
          }
          try await group.waitForAll()
        }
      }
      try await guess("req-0", 500)
      #expect(bridge.twilio.requests(.check).count <= 5)
      for index in 1..<8 { try await guess("req-\(index)", 12) }
      #expect(bridge.twilio.requests(.check).count <= 10)
      let last = try await bridge.post("2fa-trigger", ServerFixture.trigger("req-9"), prefer: "wait=0")
      #expect(try JSONValue(parsing: last.text)["reason"]?.string == "locked")
    }
  }

  static let addresses = [
    "https://evil.example/", "http://app.example.com/back", "https://app.example.com/back/",
    "https://app.example.com/back?x=y", "https://app.example.com/back#x", "https://app.example.com:443/back",
    "https://app.example.com/back/../evil", "https://APP.example.com/back", "https://app.example.com/back%2e",
    "//app.example.com/back", "/back", "javascript:alert(1)",
    "https://app.example.com/back\r\nset-cookie: a=b",
    "https://user@app.example.com/back", "https://app.example.com.evil.example/back",
    "http://169.254.169.254/latest/meta-data", "http://127.0.0.1:9090/metrics", "file:///etc/passwd",
    "https://app.example.com/back ", "https://app.example.com\\@evil.example/back",
  ]

  /// No redirect and no callback to where the policy does not send it: neither open redirect nor SSRF.
  @Test func noAddressButThePolicys() async throws {
    try await ServerFixture.run(Self.twoSides) { bridge in
      for address in Self.addresses {
        for key in ["return_url", "callback_url"] {
          let escaped = JSONWriter(indent: nil, finalNewline: false).text(.string(address))
          let body = ServerFixture.trigger("req-1").dropLast() + ",\"\(key)\":\(escaped)}"
          let reply = try await bridge.post("2fa-trigger", String(body), prefer: "wait=0")
          #expect(reply.status == 422, "\(key) \(address)")
          #expect(!reply.text.contains("evil") && !reply.text.contains("169.254"))
        }
      }
      #expect(bridge.twilio.requests.isEmpty)
    }
  }

  /// Links that never were, that were opened by another browser, and that are over look alike, and none is written
  /// down: what a write takes could be told apart.
  @Test func linksTellNothing() async throws {
    try await ServerFixture.run { bridge in
      let token = String(repeating: "b", count: 30)
      let trigger = ServerFixture.trigger("req-1").dropLast() + ",\"browser_token\":\"\(token)\"}"
      _ = try await bridge.post("2fa-trigger", String(trigger), prefer: "wait=0")
      let opened = try await bridge.get(bridge.origin + "/challenge/\(token)")
      #expect(opened.status == 303)
      let handle = try #require(opened.location)
      let paths = [
        "/challenge/\(token)", "/challenge/\(String(repeating: "c", count: 30))",
        "/challenge/\(String(repeating: "c", count: 43))", handle, "/challenge/c/AAAAAAAAAAAAAAAA",
      ]
      // Nothing is under way any more.
      try await ServerFixture.until {
        try await bridge.post("2fa-trigger", String(trigger), prefer: "wait=0").text.contains(
          #""state":"sent""#)
      }
      let store = try DatabaseQueue(path: bridge.folder + "/store.sqlite")
      /// Another number once somebody else has written.
      func version() async throws -> Int? {
        try await store.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
      }
      var answers: Set<String> = []
      var unwritten = 0
      // What a minute brings is written too: not in each round.
      for _ in 0..<20 {
        let before = try await version()
        for path in paths {
          let reply = try await bridge.get(bridge.origin + path)
          #expect(reply.status == 404)
          answers.insert(reply.text + "\(reply.headers.filter { $0.0.lowercased() != "date" })")
        }
        if try await version() == before { unwritten += 1 }
      }
      #expect(answers.count == 1, "\(answers.map { $0.prefix(300) })")
      #expect(unwritten > 0)
    }
  }

  /// One event is one line, whatever callers write.
  @Test func callersCannotWriteLogLines() async throws {
    try await ServerFixture.run { bridge in
      let evil = "x\\n{\\\"level\\\":\\\"error\\\"}\\r\\u001b[31m\\u2028${jndi:ldap://evil.example/a}"
      let bodies = [
        ServerFixture.trigger("req-1").replacingOccurrences(of: "\"wiki\"", with: "\"\(evil)\""),
        ServerFixture.trigger("req-2").replacingOccurrences(of: "\"u1\"", with: "\"\(evil)\""),
        ServerFixture.trigger("req-3").dropLast() + ",\"locale\":\"\(evil)\",\"risk\":\"\(evil)\"}",
        ServerFixture.trigger(evil), #"{"auth_request_id":"req-1","\#(evil)":1}"#, "\(evil)",
      ]
      for body in bodies { _ = try await bridge.post("2fa-trigger", body, prefer: "wait=0") }
      for endpoint in ["2fa-verify", "2fa-status", "2fa-cancel"] {
        _ = try await bridge.post(
          endpoint, #"{"auth_request_id":"req-1","code":"\#(evil)","result":"\#(evil)"}"#)
      }
      let text = String(decoding: bridge.log.withLockedValue { $0 }, as: UTF8.self)
      let lines = text.split(separator: "\n")
      #expect(lines.count > 3)
      for line in lines {
        let value = try JSONValue(parsing: String(line))
        #expect(value["time"]?.string != nil && value["message"]?.string != nil)
        #expect(!line.utf8.contains { $0 < 0x20 })
      }
      #expect(!text.contains("jndi"), "what callers say of themselves has no place in the log")
    }
  }

  /// Whoever sends a byte a second is cut off after ten, and keeps nobody waiting meanwhile.
  @Test func slowCallersAreCutOff() async throws {
    try await ServerFixture.run { bridge in
      let head = "POST /idaas/2fa-trigger HTTP/1.1\r\nHost: a\r\n"
      let length = "Content-Length: 5000\r\n\r\n"
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<40 {
          group.addTask { try await bridge.drip(index % 2 == 0 ? head : head + length, bytes: 120) }
        }
        for _ in 0..<20 {
          #expect(try await bridge.post("2fa-status", #"{"auth_request_id":"req-1"}"#).status == 404)
        }
        for try await isCut in group { #expect(isCut) }
      }
    }
  }
}
#endif
