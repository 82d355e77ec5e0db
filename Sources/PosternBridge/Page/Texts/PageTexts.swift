#if Server
/// Everything that the page says in one language. A language that lacks a text does not compile.
public struct PageTexts: Sendable, Equatable {
  // Titles and leading sentences.
  public let enterTitle: String
  public let sendingTitle: String
  public let sendingLead: Phrase
  public let sentBy: ByChannel
  /// Label of the field.
  public let codeLabel: String
  /// Said where scripts run: a code that is pasted is submitted at once.
  public let pasteHint: String
  public let attemptsLeft: Phrase
  public let submit: String
  public let submitting: String

  // Another code.
  public let notReceived: String
  public let again: ByChannel
  public let next: ByChannel
  /// Before the time that is left.
  public let waitUntil: Phrase
  public let canAskNow: String
  public let noMoreSends: String
  public let sentAgain: String

  // The sign-in.
  public let aboutTitle: String
  public let application: String
  public let startedAt: String
  public let signInFrom: String
  public let notMe: String
  public let notMeExplanation: String
  public let notMeConfirm: String

  // Errors.
  public let problem: String
  /// Before the title of a page with an error.
  public let errorPrefix: String
  public let wrongCode: String
  public let wrongLength: Phrase
  public let tooEarly: String
  public let limited: String
  public let notNow: String

  // Ends.
  public let approvedTitle: String
  public let approvedReturn: String
  public let approvedContinue: String
  public let continueButton: String
  public let ruleTitle: String
  public let ruleText: String
  public let expiredTitle: String
  public let expiredText: String
  public let exhaustedTitle: String
  public let exhaustedText: String
  public let deniedTitle: String
  public let deniedText: String
  public let backToSignIn: String

  // Pages without a challenge.
  public let elsewhereTitle: String
  public let elsewhereText: String
  public let outdatedTitle: String
  public let outdatedText: String
  public let unavailableTitle: String
  public let unavailableText: String
  public let tryAgain: String

  public let help: String
  public let privacy: String

  /// One text for each channel.
  public struct ByChannel: Sendable, Equatable {
    public let sms: Phrase
    public let whatsapp: Phrase
    public let call: Phrase
    public let email: Phrase

    /// By the policy's name of the channel; an unknown one is spoken of as a text message.
    public subscript(_ channel: String) -> Phrase {
      switch channel {
      case "whatsapp": whatsapp
      case "call": call
      case "email": email
      default: sms
      }
    }
  }
}

/// A sentence with places for values: `We sent a code to {destination}.`
public struct Phrase: Sendable, Equatable, ExpressibleByStringLiteral {
  /// What can stand in a place.
  public enum Slot: String, Sendable, CaseIterable {
    /// The masked address.
    case destination
    /// How many digits a code has.
    case length
    case count
    /// What is left of a wait, `0:28`.
    case time
  }

  public enum Part: Sendable, Equatable {
    case text(String)
    case slot(Slot)
  }

  public let parts: [Part]

  /// What stands in braces and names a slot is a place; all else is text.
  public init(stringLiteral template: String) {
    var parts: [Part] = []
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      let name = inner.prefix { $0 != "}" }
      if let slot = Slot(rawValue: String(name)), name.endIndex < inner.endIndex {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.slot(slot))
        rest = inner[inner.index(after: name.endIndex)...]
      } else {
        text += "{"
        rest = inner
      }
    }
    text += rest
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  /// The sentence as plain text.
  public func filled(_ value: (Slot) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .slot(let slot): value(slot)
      }
    }.joined()
  }
}
#endif
