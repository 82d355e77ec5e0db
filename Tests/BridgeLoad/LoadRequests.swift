#if Server
import Foundation
import NIOConcurrencyHelpers
import PosternBridge

/// Signed requests, each of another person with another number, so that none ends another.
final class LoadRequests: Sendable {
  /// One person who signs in.
  struct SignIn: Sendable {
    var id: String
    var phone: String
    var body: String
  }

  private let secret: WebhookSecret
  private let count = NIOLockedValueBox(0)
  private static let areas = [201, 202, 212, 213, 303, 305, 312, 404, 415, 503, 602, 617, 702, 713, 808]

  init(secret: WebhookSecret) {
    self.secret = secret
  }

  func next() -> SignIn {
    let index = count.withLockedValue { count in
      count += 1
      return count
    }
    // 200 0000 to 999 9999 of each area.
    let phone = "+1\(Self.areas[index / 8_000_000 % Self.areas.count])\(2_000_000 + index % 8_000_000)"
    let address = "10.\(index >> 16 & 255).\(index >> 8 & 255).\(index & 255)"
    let id = "load-\(index)"
    return SignIn(
      id: id, phone: phone,
      body:
        #"{"auth_request_id":"\#(id)","user":{"id":"user-\#(index)","phone_number":"\#(phone)","groups":[]},"#
        + #""identity_provider":"google","application":"wiki","network_zones":[],"client_ip":"\#(address)","#
        + #""risk":"low"}"#)
  }

  /// - Parameter wait: seconds that the caller wants to be held; nil: as long as the policy says.
  func trigger(_ signIn: SignIn, wait: Int?) -> String {
    request("2fa-trigger", signIn.body, wait: wait)
  }

  func verify(_ signIn: SignIn, code: String) -> String {
    request("2fa-verify", #"{"auth_request_id":"\#(signIn.id)","code":"\#(code)"}"#, wait: nil)
  }

  private func request(_ endpoint: String, _ body: String, wait: Int?) -> String {
    let id = "msg-\(count.withLockedValue { $0 })-\(UInt64.random(in: .min ... .max))"
    let timestamp = Int64(Date().timeIntervalSince1970)
    let signature = StandardWebhooks.signature(
      id: id, timestamp: timestamp, body: Array(body.utf8), secrets: [secret])
    return "POST /idaas/\(endpoint) HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
      + "content-length: \(body.utf8.count)\r\nwebhook-id: \(id)\r\nwebhook-timestamp: \(timestamp)\r\n"
      + "webhook-signature: \(signature)\r\n" + (wait.map { "prefer: wait=\($0)\r\n" } ?? "") + "\r\n" + body
  }
}
#endif
