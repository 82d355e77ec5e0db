#if Server
import FakeTwilio
import Foundation
import NIOConcurrencyHelpers
import PosternBridge

/// The steps of a sign-in, as signed `curl` commands.
final class DemoRequests: Sendable {
  private struct SignIn {
    var count = 0
    var id = ""
    var browserToken = ""
  }

  private let origin: String
  /// Of the trigger.
  private let path: String
  private let trigger: WebhookSecret
  private let verify: WebhookSecret
  private let current = NIOLockedValueBox(SignIn())

  init(origin: String, path: String, trigger: WebhookSecret, verify: WebhookSecret) {
    self.origin = origin
    self.path = path
    self.trigger = trigger
    self.verify = verify
  }

  /// Begins another sign-in: what is to be typed first.
  func next() -> String {
    let signIn = current.withLockedValue { signIn in
      signIn.count += 1
      signIn.id = "demo-\(signIn.count)-\(Self.random(6))"
      signIn.browserToken = Self.random(24)
      return signIn
    }
    return """
      1. IDaaS asks for a second factor. The answer is held until the code was typed:

      \(curl("2fa-trigger", body(signIn, phone: "+12025550123"), trigger))

      """
  }

  /// What can be done once a code is on its way.
  func received(_ message: FakeMessage) -> String {
    let signIn = current.withLockedValue { $0 }
    let wrong = message.code == "000000" ? "111111" : String(repeating: "0", count: message.code.utf8.count)
    let id = #"{"auth_request_id":"\#(signIn.id)""#
    var blocked = signIn
    blocked.id += "-blocked"
    return """

      2. By \(message.channel) to \(message.to): your code is \(message.code)

      3. Type it on the page, which opens in the first browser only:

      \(origin)/challenge/\(signIn.browserToken)

         Or let the application post it. First a wrong one:

      \(curl("2fa-verify", id + #","code":"\#(wrong)"}"#, verify))

         and then the right one; the answer that was held is given:

      \(curl("2fa-verify", id + #","code":"\#(message.code)"}"#, verify))

      4. How it stands, at any time:

      \(curl("2fa-status", id + "}", trigger))

      5. A country that the policy does not list gets nothing, and costs nothing:

      \(curl("2fa-trigger", body(blocked, phone: "+5511987654321"), trigger))

      """
  }

  private func body(_ signIn: SignIn, phone: String) -> String {
    #"{"auth_request_id":"\#(signIn.id)","user":{"id":"ada","phone_number":"\#(phone)","groups":[]},"#
      + #""identity_provider":"google","application":"wiki","network_zones":[],"client_ip":"198.51.100.7","#
      + #""risk":"low","browser_token":"\#(signIn.browserToken)"}"#
  }

  private func curl(_ endpoint: String, _ body: String, _ secret: WebhookSecret) -> String {
    let id = "msg_\(Self.random(12))"
    let timestamp = Int64(Date().timeIntervalSince1970)
    let signature = StandardWebhooks.signature(
      id: id, timestamp: timestamp, body: Array(body.utf8), secrets: [secret])
    let path = endpoint == "2fa-trigger" ? path : folder + endpoint
    return """
      curl -sS -w '\\n%{http_code}\\n' \(origin)\(path) -H 'content-type: application/json' \\
        -H 'webhook-id: \(id)' -H 'webhook-timestamp: \(timestamp)' \\
        -H 'webhook-signature: \(signature)' \\
        -d '\(body)'
      """
  }

  /// What the other three paths begin with.
  private var folder: Substring { path[...(path.lastIndex(of: "/") ?? path.startIndex)] }

  /// Letters and digits that a URL takes.
  private static func random(_ count: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<count).map { _ in letters[Int.random(in: letters.indices)] })
  }
}
#endif
