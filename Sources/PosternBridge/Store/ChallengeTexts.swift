#if Server
import Foundation
import PosternJSON

/// A challenge as the texts that are stored: JSON, by the names of its properties; what is sealed stands apart.
///
/// SQLite overwrites what it frees, but moves rows from page to page as others grow, and may leave a copy in a page's
/// unused part, where nothing overwrites it any more. The sealed text is kept from that: blanks before it fill all that
/// stands among other rows, so that it lies on pages of its own, which are overwritten as a whole when they are freed.
/// Source: https://www.sqlite.org/fileformat2.html#b_tree_pages, "cell payload overflow pages".
struct ChallengeTexts: Sendable, Equatable {
  /// Pages of a new store, in bytes: small ones, since most of what a login writes stands alone on its page, but a row
  /// fits on one. Of a row at most 35 bytes less than a page stand among others.
  static let pageSize = 2048

  var body: String
  var secrets: String?

  /// What is sealed of a challenge.
  struct Secrets: Codable, Equatable {
    var phone: Data?
    var email: Data?
    var amount: Data?
    var payee: Data?

    init(_ trigger: TriggerFacts) {
      phone = trigger.sealedPhone
      email = trigger.sealedEmail
      amount = trigger.sealedAmount
      payee = trigger.sealedPayee
    }

    /// nil: there is nothing.
    /// - Parameter blanks: as many as a page of the store has bytes.
    func text(behind blanks: String) -> String? {
      var output = JSONOutput(capacity: 512)
      for (key, value) in [("phone", phone), ("email", email), ("amount", amount), ("payee", payee)] {
        guard let value else { continue }
        output.append(byte: output.count == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
        output.append(quoted: key)
        output.append(byte: UInt8(ascii: ":"))
        output.append(quoted: value.base64EncodedString())
      }
      if output.count == 0 { return nil }
      output.append(byte: UInt8(ascii: "}"))
      return blanks + String(decoding: output.bytes, as: UTF8.self)
    }
  }

  init(body: String, secrets: String?) {
    self.body = body
    self.secrets = secrets
  }

  /// - Parameter known: what was sealed of it before, and the text of that.
  init(
    _ challenge: Challenge, behind blanks: String = "", known: (secrets: Secrets, text: String?)? = nil
  ) throws {
    body = try ChallengeWriter.text(of: challenge)
    let secrets = Secrets(challenge.trigger)
    if let known, known.secrets == secrets {
      self.secrets = known.text
    } else {
      self.secrets = secrets.text(behind: blanks)
    }
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
