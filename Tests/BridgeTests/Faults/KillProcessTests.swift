#if Server
import AsyncHTTPClient
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import PosternJSON
import TestSupport
import Testing

@testable import PosternBridge

/// The real program, killed by SIGKILL at moments that a seed chooses, in the middle of logins, and started again.
@Suite(.serialized) struct KillProcessTests {
  static let rounds = 8
  static let logins = 24

  /// What one login's caller and person saw.
  struct Story: Sendable {
    var id: String
    var phone: String
    /// Sends that the person asked for.
    var asked = 0
    var end: String?
    /// What was answered last.
    var last = ""
  }

  @Test func loginsOutliveKills() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    try await BridgeProcess.run { bridge in
      let stories = try await withThrowingTaskGroup(of: Story.self) { group in
        for index in 0..<Self.logins {
          group.addTask {
            try await Task.sleep(for: .milliseconds(index * 130))
            return try await Self.live(
              Story(id: "req-\(index)", phone: "+1202555\(2000 + index)"), bridge)
          }
        }
        var random = SplitMix64(seed: seed)
        for _ in 0..<Self.rounds {
          try await Task.sleep(for: .milliseconds(Int.random(in: 30...500, using: &random)))
          await bridge.signal(SIGKILL)
          try await bridge.start()
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for story in stories {
        let comment = Comment(rawValue: "seed \(seed): \(story)")
        #expect(story.end == "success", comment)
        let messages = bridge.twilio.messages.filter { $0.to == story.phone }
        #expect(messages.count - story.asked <= 1, comment)
      }
      #expect(bridge.twilio.violations == [])
      let checked = bridge.twilio.requests(.check).count
      #expect(checked >= Self.logins)
    }
  }

  /// Asks until it is heard, types what arrives, asks for another code where none does.
  private static func live(_ given: Story, _ bridge: BridgeProcess) async throws -> Story {
    var story = given
    let token = "browser-token-of-\(story.id)-0123456789"
    let trigger =
      #"{"auth_request_id":"\#(story.id)","user":{"id":"\#(story.id)","phone_number":"\#(story.phone)","groups":[]},"#
      + #""identity_provider":"google","application":"wiki","network_zones":[],"browser_token":"\#(token)"}"#
    var browser: ProcessBrowser?
    let end = ContinuousClock.now + .seconds(240)
    while ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(60))
      guard let reply = try? await bridge.fixture.post("2fa-trigger", trigger, prefer: "wait=0"),
        let body = try? JSONValue(parsing: reply.text), let status = body["status"]?.string
      else { continue }
      story.last = reply.text
      if status != "pending" {
        story.end = body["reason"]?.string ?? status
        return story
      }
      guard body["challenge"]?["state"]?.string == "sent" else { continue }
      if let code = bridge.twilio.code(for: story.phone) {
        _ = try? await bridge.fixture.post(
          "2fa-verify", #"{"auth_request_id":"\#(story.id)","code":"\#(code)"}"#)
      } else if browser == nil {
        browser = try? await ProcessBrowser.open("/challenge/\(token)", bridge)
        // Whoever's page was lost with a process begins anew, as people do.
        if browser == nil { try await Task.sleep(for: .seconds(1)) }
      } else if let opened = browser {
        story.asked += 1
        _ = try? await opened.resend(bridge)
        try await Task.sleep(for: .milliseconds(500))
      }
    }
    return story
  }
}

/// As much of a browser as opens a link and sends a form.
struct ProcessBrowser: Sendable {
  var path: String
  var cookie: String

  static func open(_ link: String, _ bridge: BridgeProcess) async throws -> ProcessBrowser? {
    var request = HTTPClientRequest(url: bridge.fixture.origin + link)
    request.headers.add(name: "accept", value: "text/html")
    let (response, _) = try await bridge.fixture.execute(request, timeout: .seconds(10))
    guard let path = response.headers.first(name: "location"),
      let cookie = response.headers.first(name: "set-cookie")
    else { return nil }
    return ProcessBrowser(path: path, cookie: String(cookie.prefix { $0 != ";" }))
  }

  func resend(_ bridge: BridgeProcess) async throws -> Int {
    var request = HTTPClientRequest(url: bridge.fixture.origin + path)
    request.headers.add(name: "cookie", value: cookie)
    let (_, text) = try await bridge.fixture.execute(request, timeout: .seconds(10))
    let token =
      text.components(separatedBy: #"name="form" value=""#).dropFirst().first?.prefix { $0 != "\"" } ?? ""
    var form = HTTPClientRequest(url: bridge.fixture.origin + path + "/resend")
    form.method = .POST
    form.headers.add(name: "cookie", value: cookie)
    form.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    form.body = .bytes(ByteBuffer(string: "form=\(token)"))
    return Int(try await bridge.fixture.execute(form, timeout: .seconds(10)).response.status.code)
  }
}
#endif
