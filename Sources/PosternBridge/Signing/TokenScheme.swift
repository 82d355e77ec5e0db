#if Server
import Crypto
import Foundation

/// `scheme: token`: a secret as bearer, or as `?token=` where the sender can be given an address only. It proves the
/// sender, not the body: so the sender's network must be one of `allowFrom`.
enum TokenScheme {
  /// - Throws: `Unauthorized`.
  static func verify(
    _ request: ReceivedRequest, secrets: [String], allowFrom: [Network]
  ) throws(Unauthorized) -> Authenticated {
    guard let address = request.address, allowFrom.contains(where: { $0.holds(address) }) else {
      throw Unauthorized(.wrongAddress)
    }
    let bearer = try request.headers.bearerToken()
    let inQuery = try queryToken(request.query)
    if bearer != nil && inQuery != nil { throw Unauthorized(.duplicate) }
    guard let token = bearer ?? inQuery else { throw Unauthorized(.missing) }
    guard !secrets.isEmpty else { throw Unauthorized(.noSecret) }

    // Digests are of one length, so that comparing them tells nothing of the secret's; every one is compared.
    let given = SHA256.hash(data: Data(token.utf8))
    var isValid = false
    for secret in secrets {
      if SHA256.hash(data: Data(secret.utf8)) == Data(given) { isValid = true }
    }
    guard isValid else { throw Unauthorized(.wrongSignature) }
    return Authenticated(webhookID: nil)
  }

  /// The value of `token` in a query, percent-decoded.
  private static func queryToken(_ query: String?) throws(Unauthorized) -> String? {
    let values = (query ?? "").split(separator: "&").compactMap { pair in
      pair.hasPrefix("token=") ? pair.dropFirst(6) : nil
    }
    guard let value = values.first else { return nil }
    guard values.count == 1 else { throw Unauthorized(.duplicate) }
    guard let text = String(value).removingPercentEncoding, !text.isEmpty else {
      throw Unauthorized(.malformed)
    }
    return text
  }
}
#endif
