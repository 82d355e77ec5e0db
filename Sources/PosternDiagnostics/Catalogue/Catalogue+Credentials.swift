extension Catalogue {
  /// PST092x: values that look like credentials.
  static let credentials: [CatalogueEntry] = [credential]

  static let credential = CatalogueEntry(
    "PST0920", .warning, "looks like a credential",
    explanation: """
      A policy is read by many and kept for ever: secrets stand there by name (`!secret <name>`), never by value. \
      This value has the form of a credential: 32 hexadecimal digits (a Twilio token), `whsec_…`, an access key \
      (`LTAI…`, `AKIA…`), a Google client secret (`GOCSPX-…`), a private key in PEM, or a JWT. It is shown nowhere. \
      If it is real, revoke it: taking it out of the file is not enough. Ids of Twilio (AC, SK, VA, MG, MD, HJ) are \
      no credentials.
      """,
    bad: "description: our token is 0123456789abcdef0123456789abcdef",
    good: "description: our account is AC0123456789abcdef0123456789abcdef")
}

/// What a value looks like.
public enum CredentialKind: Sendable, Hashable, CaseIterable {
  case hex, webhookSecret, accessKey, googleSecret, privateKey, jwt

  /// In messages.
  var noun: String {
    switch self {
    case .hex: "a token of 32 hexadecimal digits"
    case .webhookSecret: "a webhook secret"
    case .accessKey: "an access key"
    case .googleSecret: "a Google client secret"
    case .privateKey: "a private key"
    case .jwt: "a signed token (JWT)"
    }
  }
}

extension Diagnostic {
  /// A value that looks like a credential. Its place is masked in every excerpt.
  package static func credential(_ kind: CredentialKind, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.credential, "this looks like \(kind.noun)", at: range,
      help: "keep it where secrets are kept, and name it with `!secret <name>`; revoke it if it is real",
      masked: [range])
  }
}
