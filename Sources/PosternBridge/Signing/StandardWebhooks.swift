#if Server
import Crypto
import Foundation
import HTTPTypes

/// The signature scheme of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, the body's bytes as they came.
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public enum StandardWebhooks {
  /// The value of `webhook-signature`, one signature for each secret.
  public static func signature(
    id: String, timestamp: Int64, body: [UInt8], secrets: [WebhookSecret]
  ) -> String {
    secrets.map { secret in
      "v1," + Data(code(id: id, timestamp: String(timestamp), body: body, secret)).base64EncodedString()
    }.joined(separator: " ")
  }

  /// Checks the three headers against every secret that is active.
  /// - Parameters:
  ///   - tolerance: seconds that the timestamp may differ from the time of receipt, either way.
  /// - Throws: `Unauthorized`.
  static func verify(
    _ request: ReceivedRequest, secrets: [WebhookSecret], tolerance: Int64
  ) throws(Unauthorized) -> Authenticated {
    let id = try request.headers.single(.webhookID)
    let timestamp = try request.headers.single(.webhookTimestamp)
    let signature = try request.headers.single(.webhookSignature)
    guard let header = SignatureHeader(id: id, timestamp: timestamp, signature: signature) else {
      throw Unauthorized(.malformed)
    }
    let age = request.receivedAt.seconds - header.seconds
    guard age <= tolerance else { throw Unauthorized(.tooOld) }
    guard -age <= tolerance else { throw Unauthorized(.tooNew) }
    guard !secrets.isEmpty else { throw Unauthorized(.noSecret) }

    // Every pair is compared, in constant time, so that the time tells nothing of which one fits.
    var isValid = false
    for secret in secrets {
      let expected = code(id: id, timestamp: timestamp, body: request.body, secret)
      for signature in header.signatures where expected == signature { isValid = true }
    }
    guard isValid else { throw Unauthorized(.wrongSignature) }
    return Authenticated(webhookID: id)
  }

  private static func code(
    id: String, timestamp: String, body: [UInt8], _ secret: WebhookSecret
  ) -> HMAC<SHA256>.MAC {
    var code = HMAC<SHA256>(key: secret.key)
    code.update(data: Array("\(id).\(timestamp).".utf8))
    code.update(data: body)
    return code.finalize()
  }
}

extension HTTPField.Name {
  /// `name` is a token of RFC 9110, so that the initializer cannot fail.
  private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }

  static let webhookID = known("webhook-id")
  static let webhookTimestamp = known("webhook-timestamp")
  static let webhookSignature = known("webhook-signature")
  static let prefer = known("prefer")
  static let preferenceApplied = known("preference-applied")
  static let forwarded = known("forwarded")
  static let forwardedFor = known("x-forwarded-for")
  static let traceParent = known("traceparent")
}
#endif
