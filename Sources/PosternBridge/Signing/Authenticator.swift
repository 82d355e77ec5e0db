#if Server
import Foundation

/// Where secrets come from, by the policy's names.
public protocol SecretSource: Sendable {
  /// The secret in use, and the previous one where it is still there, in this order; empty when there is none.
  func values(_ name: String) -> [String]
}

/// Proves who sent a request, by the scheme of the policy.
struct Authenticator: Sendable {
  /// What a request is for: tells whose secrets count.
  enum Purpose: Sendable {
    /// `secrets`
    case trigger
    /// `verifySecrets`
    case verify
    /// Either: IDaaS and the application may both ask and cancel.
    case statusOrCancel
  }

  var secrets: any SecretSource
  var keySets: KeySetCache

  /// - Throws: `Unauthorized`; `Refusal.unavailable` when the key set cannot be had.
  func authenticate(
    _ request: ReceivedRequest, for purpose: Purpose, by settings: WebhookSettings
  ) async throws -> Authenticated {
    switch settings.scheme {
    case .standardWebhooks:
      return try StandardWebhooks.verify(
        request, secrets: values(purpose, settings).compactMap(WebhookSecret.init),
        tolerance: settings.tolerance)
    case .token:
      return try TokenScheme.verify(
        request, secrets: values(purpose, settings), allowFrom: settings.allowFrom)
    case .jwks:
      return try await verifyToken(request, settings)
    }
  }

  private func values(_ purpose: Purpose, _ settings: WebhookSettings) -> [String] {
    let names =
      switch purpose {
      case .trigger: settings.secrets
      case .verify: settings.verifySecrets
      case .statusOrCancel:
        settings.secrets + settings.verifySecrets.filter { !settings.secrets.contains($0) }
      }
    return names.flatMap(secrets.values)
  }

  private func verifyToken(_ request: ReceivedRequest, _ settings: WebhookSettings) async throws
    -> Authenticated
  {
    guard let url = settings.jwksURL, let issuer = settings.issuer, let audience = settings.audience else {
      throw Unauthorized(.noSecret)
    }
    guard let bearer = try request.headers.bearerToken() else { throw Unauthorized(.missing) }
    let token = try JSONWebToken(bearer)
    guard let set = await keySets.set(url, keyID: token.keyID) else {
      throw Refusal.unavailable(retryAfter: 5)
    }
    let keys = set.candidates(token.keyID)
    guard !keys.isEmpty else { throw Unauthorized(.unknownKey) }
    guard token.isSigned(by: keys) else { throw Unauthorized(.wrongSignature) }
    let id = try token.verifyClaims(
      issuer: issuer, audience: audience, body: request.body, now: request.receivedAt,
      tolerance: settings.tolerance, memory: settings.webhookIDMemory)
    return Authenticated(webhookID: id)
  }
}

extension WebhookSettings {
  /// Seconds for which a `webhook-id` is remembered for a path.
  var webhookIDMemory: Int64 { 2 * tolerance + 3600 }
}
#endif
