#if Server
import Crypto
import Foundation
import HTTPTypes

/// The signature scheme of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, the body's bytes as they came.
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public enum StandardWebhooks {
  /// Signatures in one header that are looked at; one more, and it is malformed.
  static let maximumSignatures = 16
  /// Bytes of a `webhook-id`.
  static let maximumID = 256

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
    let signatures = try candidates(try request.headers.single(.webhookSignature))
    guard id.utf8.count <= maximumID, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      (1...12).contains(timestamp.utf8.count), timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let seconds = Int64(timestamp)
    else { throw Unauthorized(.malformed) }
    let age = request.receivedAt.seconds - seconds
    guard age <= tolerance else { throw Unauthorized(.tooOld) }
    guard -age <= tolerance else { throw Unauthorized(.tooNew) }
    guard !secrets.isEmpty else { throw Unauthorized(.noSecret) }

    // Every pair is compared, in constant time, so that the time tells nothing of which one fits.
    var isValid = false
    for secret in secrets {
      let expected = code(id: id, timestamp: timestamp, body: request.body, secret)
      for signature in signatures where expected == signature { isValid = true }
    }
    guard isValid else { throw Unauthorized(.wrongSignature) }
    return Authenticated(webhookID: id)
  }

  /// The `v1` signatures of the header, decoded; other versions are passed over.
  private static func candidates(_ header: String) throws(Unauthorized) -> [Data] {
    let words = header.split(separator: " ")
    guard words.count <= maximumSignatures else { throw Unauthorized(.malformed) }
    let found = words.compactMap { word in
      word.hasPrefix("v1,") ? Data(base64Encoded: String(word.dropFirst(3))) : nil
    }.filter { $0.count == SHA256.byteCount }
    guard !found.isEmpty else { throw Unauthorized(.malformed) }
    return found
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
