#if Server
import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import PosternJSON

/// Posts outcomes to the caller's address, signed, one try at a time.
public struct CallbackSender: Sendable {
  /// What came of a try.
  enum Delivery: String, Sendable {
    case delivered
    /// 410: the receiver wants no more of it.
    case gone
    case retry
  }

  var secrets: any SecretSource
  var settings: @Sendable () -> BridgeSettings
  var clients: OutboundClients
  var clock: any BridgeClock
  var logger: Logger

  /// One try. The signature is of this moment, with every callback secret that is active; the `webhook-id` is the same
  /// at each try.
  /// - Parameter number: of this try, from 1; for the log.
  func send(
    _ answer: Answer, to url: String, webhookID: String, validUntil: Moment, try number: Int = 1
  ) async -> Delivery {
    var logger = logger
    logger[metadataKey: "auth_request_id"] = .string(answer.authRequestID)
    logger[metadataKey: "try"] = "\(number)"
    // The host alone: what else an address has may be a secret.
    if let origin = WebOrigin(url) { logger[metadataKey: "host"] = .string(origin.host) }
    let delivery = await deliver(answer, url, webhookID, validUntil, logger)
    BridgeMetrics.callback(delivery.rawValue)
    return delivery
  }

  private func deliver(
    _ answer: Answer, _ url: String, _ webhookID: String, _ validUntil: Moment, _ logger: Logger
  ) async -> Delivery {
    let settings = settings()
    guard settings.webhook.callbackURLs.contains(url) else {
      logger.error("callback not sent: its address is no longer one of the policy's")
      return .gone
    }
    let keys = settings.webhook.callbackSecrets.flatMap(secrets.values).compactMap(WebhookSecret.init)
    guard !keys.isEmpty else {
      logger.error("callback not sent: there is no secret to sign it with")
      return .retry
    }
    let body = JSONWriter(indent: nil, finalNewline: false).bytes(
      AnswerRendering.callback(
        answer, policy: settings.policy, environment: settings.environment, validUntil: validUntil))
    let timestamp = clock.now.seconds
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "user-agent", value: "postern-bridge")
    request.headers.add(name: "webhook-id", value: webhookID)
    request.headers.add(name: "webhook-timestamp", value: String(timestamp))
    request.headers.add(
      name: "webhook-signature",
      value: StandardWebhooks.signature(id: webhookID, timestamp: timestamp, body: body, secrets: keys))
    request.body = .bytes(ByteBuffer(bytes: body))
    do {
      let isPrivate = settings.webhook.allowsPrivateCallback(url)
      let status = try await clients.execute(
        request, allowsPrivate: isPrivate, timeout: 10_000, limit: 4096
      ).status
      switch status {
      case 200..<300: return .delivered
      case 410: return .gone
      default:
        logger.warning(
          "callback refused", metadata: ["status": "\(status)", "reason": "the receiver answered \(status)"])
        return .retry
      }
    } catch {
      logger.warning("callback failed", metadata: ["reason": .string(CallbackFailure.words(error))])
      return .retry
    }
  }
}

extension WebhookSettings {
  /// Whether the host of a callback is one that may be of a network of one's own.
  func allowsPrivateCallback(_ url: String) -> Bool {
    guard let origin = WebOrigin(url) else { return false }
    return privateCallbacks.contains { $0.lowercased() == origin.host }
  }
}
#endif
