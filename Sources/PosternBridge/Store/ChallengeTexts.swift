#if Server
import Foundation

/// A challenge as the texts that are stored: JSON, by the names of its properties; what is sealed stands apart.
///
/// SQLite overwrites what it frees, but moves rows from page to page as others grow, and may leave a copy in a page's
/// unused part, where nothing overwrites it any more. The sealed text is kept from that: blanks before it fill all that
/// stands among other rows, so that it lies on pages of its own, which are overwritten as a whole when they are freed.
/// Source: https://www.sqlite.org/fileformat2.html#b_tree_pages, "cell payload overflow pages".
struct ChallengeTexts: Sendable, Equatable {
  /// Pages of a store, in bytes; of a row at most 35 bytes less stand among others.
  static let pageSize = 4096
  private static let blanks = String(repeating: " ", count: pageSize)

  var body: String
  var secrets: String?

  private struct Secrets: Codable {
    var phone: Data?
    var email: Data?
    var amount: Data?
    var payee: Data?

    var isEmpty: Bool { phone == nil && email == nil && amount == nil && payee == nil }
  }

  init(body: String, secrets: String?) {
    self.body = body
    self.secrets = secrets
  }

  init(_ challenge: Challenge) throws {
    let trigger = challenge.trigger
    let secrets = Secrets(
      phone: trigger.sealedPhone, email: trigger.sealedEmail, amount: trigger.sealedAmount,
      payee: trigger.sealedPayee)
    body = try ChallengeWriter.text(of: challenge)
    self.secrets = secrets.isEmpty ? nil : Self.blanks + (try JSONBody.text(of: secrets))
  }

  /// - Throws: `DecodingError`, `JSONError`.
  func challenge() throws -> Challenge {
    var challenge = try JSONBody.value(from: body, as: Challenge.self)
    if let secrets { Self.put(try JSONBody.value(from: secrets), into: &challenge) }
    return challenge
  }

  private static func put(_ secrets: Secrets, into challenge: inout Challenge) {
    challenge.trigger.sealedPhone = secrets.phone
    challenge.trigger.sealedEmail = secrets.email
    challenge.trigger.sealedAmount = secrets.amount
    challenge.trigger.sealedPayee = secrets.payee
  }
}
#endif
