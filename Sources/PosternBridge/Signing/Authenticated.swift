#if Server
import HTTPTypes

/// A request whose sender is proved.
struct Authenticated: Sendable, Equatable {
  /// What names this very request: its `webhook-id`, or the token's `jti`. Whoever acts on the request registers it,
  /// so that it counts once; nil where the scheme has none.
  var webhookID: String?
}

/// A request whose sender is not proved: 401. Which check failed is for counting; the caller is told nothing, and
/// neither secrets nor what was sent are in it.
struct Unauthorized: Error, Sendable, Equatable {
  enum Cause: String, Sendable, CaseIterable {
    case missing, duplicate, malformed
    case tooOld = "too-old"
    case tooNew = "too-new"
    case wrongSignature = "wrong-signature"
    case wrongIssuer = "wrong-issuer"
    case wrongAudience = "wrong-audience"
    case wrongBody = "wrong-body"
    case unknownKey = "unknown-key"
    case wrongAddress = "wrong-address"
    /// No secret to check with.
    case noSecret = "no-secret"
  }

  var cause: Cause

  init(_ cause: Cause) {
    self.cause = cause
  }
}

/// What authenticating looks at: nothing of it has been parsed.
struct ReceivedRequest: Sendable {
  var headers: HTTPFields
  /// What stands behind `?`.
  var query: String?
  /// As it came.
  var body: [UInt8]
  /// Who sent it, trusted proxies left out; nil: not known.
  var address: IPAddress?
  var receivedAt: Moment
}

extension HTTPFields {
  /// The value of a header that may be there once only.
  /// - Throws: `Unauthorized` when it is missing, empty or there twice.
  func single(_ name: HTTPField.Name) throws(Unauthorized) -> String {
    let values = self[values: name]
    guard let value = values.first, !value.isEmpty else { throw Unauthorized(.missing) }
    guard values.count == 1 else { throw Unauthorized(.duplicate) }
    return value
  }

  /// The token of the one `Authorization: Bearer …`; nil without any such header.
  func bearerToken() throws(Unauthorized) -> String? {
    if self[values: .authorization].isEmpty { return nil }
    let words = try single(.authorization).split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, words[0].lowercased() == "bearer", !words[1].isEmpty else {
      throw Unauthorized(.malformed)
    }
    return String(words[1])
  }
}
#endif
