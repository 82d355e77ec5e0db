#if Server
import AsyncHTTPClient
import Foundation
import PosternJSON

extension Probe {
  /// What a bridge must refuse; nothing is sent to anybody.
  public func run() async throws -> [Finding] {
    try await withClient { client in
      let id = Self.newID()
      let body = #"{"auth_request_id":"\#(id)"}"#
      var findings: [Finding] = []
      func expect(_ what: String, _ status: Int, _ reply: Reply) {
        findings.append(
          Finding(
            what: what, holds: reply.status == status,
            seen: reply.status == status ? nil : "expected \(status), got \(reply.status)"))
      }
      for endpoint in WebhookEndpoint.allCases {
        let text = endpoint == .verify ? #"{"auth_request_id":"\#(id)","code":"000000"}"# : body
        let name = endpoint.rawValue
        expect(
          "\(name) without signature is 401", 401, try await send(client, endpoint, text, isSigned: false))
        expect("\(name) with an old signature is 401", 401, try await send(client, endpoint, text, age: 3600))
        expect("\(name) from the future is 401", 401, try await send(client, endpoint, text, age: -3600))
        expect(
          "\(name) with another body is 401", 401,
          try await send(client, endpoint, text + " ", signedBody: text))
        if let other = WebhookSecret(WebhookSecret.random()) {
          expect(
            "\(name) by another secret is 401", 401, try await send(client, endpoint, text, secret: other))
        }
        expect("\(name) of no JSON is 400", 400, try await send(client, endpoint, "{"))
        expect(
          "\(name) with a key twice is 400", 400,
          try await send(client, endpoint, #"{"auth_request_id":"a","auth_request_id":"a","code":"1"}"#))
        if endpoint != .trigger {
          expect("\(name) of an unknown login is 404", 404, try await send(client, endpoint, text))
        }
      }
      return findings
    }
  }

  /// The seed's literal flow: the trigger is held, the code is posted or typed, and the answer is the outcome.
  public func runLiteral(_ login: Login, code: String?) async throws -> [Finding] {
    try await withClient { client in
      let id = Self.newID()
      let trigger = login.trigger(id)
      async let held = send(client, .trigger, trigger, prefer: "wait=115")
      let typed = try await typedCode(code, client, id)
      var findings: [Finding] = []
      if let typed {
        let verify = JSONValue.object([("auth_request_id", .string(id)), ("code", .string(typed))])
        let reply = try await send(client, .verify, verify.serialized(indent: nil, finalNewline: false))
        let isSuccess = reply.json?["status"]?.string == "success"
        findings.append(
          Finding(
            what: "2fa-verify says success", holds: isSuccess, seen: isSuccess ? nil : reply.words))
      }
      let reply = try await held
      let wanted = #"{"status":"success","auth_request_id":"\#(id)"}"#
      let isExact = reply.status == 200 && reply.text == wanted
      findings.append(
        Finding(
          what: "the held trigger is answered 200 with exactly the two keys", holds: isExact,
          seen: isExact ? nil : reply.words))
      return findings
    }
  }

  /// The code that was given, or one that a person types; nil when the page settled it.
  private func typedCode(_ given: String?, _ client: HTTPClient, _ id: String) async throws -> String? {
    let status = #"{"auth_request_id":"\#(id)"}"#
    for _ in 0..<20 {
      let reply = try await send(client, .status, status)
      if reply.status == 200 { return nil }
      if reply.json?["challenge"]?["state"]?.string == "sent" {
        if let given { return given }
        if let url = reply.json?["challenge"]?["url"]?.string { Console.message("the page: \(url)") }
        Console.message("type the code, or nothing to use the page:")
        return readLine().flatMap { $0.isEmpty ? nil : $0 }
      }
      try await Task.sleep(for: .milliseconds(500))
    }
    return given
  }
}
#endif
