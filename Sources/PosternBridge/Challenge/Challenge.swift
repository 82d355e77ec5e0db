#if Server
public import Foundation

/// All that is stored of one `auth_request_id`: one row. It holds no code, no secret, and of the person's addresses
/// only what is sealed or keyed.
public struct Challenge: Sendable, Equatable, Codable {
  /// Where a challenge is: `new → sending → pending ⇄ checking → approved | denied | expired | failed`.
  public enum State: String, Sendable, Codable, CaseIterable {
    case new, sending, pending, checking, approved, denied, expired, failed

    /// Whether nothing more will happen.
    public var isFinal: Bool {
      switch self {
      case .new, .sending, .pending, .checking: false
      case .approved, .denied, .expired, .failed: true
      }
    }
  }

  /// 32 lower-case hexadecimal digits: the time, then 80 random bits. Whoever knows it can do nothing by it.
  public var id: String
  /// Raised by one with every update: who updates names the version that it read.
  public var version: Int64 = 0
  public var state: State = .new

  // What was asked.
  public var authRequestID: String
  /// Keyed digest of the trigger's meaning, hexadecimal.
  public var meaning: String
  public var createdAt: Moment
  @Shared public var trigger: TriggerFacts

  // What was decided.
  /// Content digest of the table that decided, hexadecimal.
  public var tableDigest: String
  public var rule: String
  public var country: String
  public var lineType: String
  public var plan: [PlanStep] = []
  /// The limits that were in force then: later sends keep to these and to those of the table of that time.
  public var limits: [LimitSettings] = []
  /// Seconds a code lives, as decided then.
  public var codeLife: Int64 = 600
  /// Whether success waits for the browser's result.
  public var requiresResult = false

  // What has happened.
  /// Index in `plan` of the step that was sent last, or is being sent.
  public var step: Int = 0
  /// Channels that Twilio's answers have taken out of the rest of the plan.
  public var excludedChannels: [String] = []
  /// Parameters that were refused once and are left out from then on, by Twilio's names.
  public var droppedParameters: [String] = []
  public var sends: [Send] = []
  public var verifications: [Verification] = []
  /// Checks made at Twilio, whatever the verification: 5 at most.
  public var checksUsed: Int = 0
  /// Whether a check went out whose answer was lost: then a 404 says nothing.
  public var hasLostCheck = false
  /// Whether a verification that was not ours has been canceled once already.
  public var hasStartedAnew = false
  /// Whether a browser has opened the page.
  public var isPageOpened = false
  /// Events of the guard that a check has put down, taken back when the code was right.
  public var guardEvents: [Int64] = []
  /// When the code ends: the first send and the code's life.
  public var expiresAt: Moment?
  /// When resend and next open.
  public var resendAfter: Moment?
  /// The last hold, page or status call.
  public var lastSeenAt: Moment?
  /// Whoever runs an effect for this challenge now.
  public var lease: Lease?
  /// When the next timer of this challenge is due; nil when there is none.
  public var wakeAt: Moment?

  // How it ended.
  public var outcome: Outcome?
  /// Verifications to cancel at Twilio still.
  public var cancelsDue: [Verification.Reference] = []
  public var callback: Callback?
  /// Whether the browser that signed in has brought back its result: success waits for it under `requireResult`.
  public var isResultRedeemed = false
  /// When the row goes.
  public var deleteAt: Moment
}

/// What the trigger said, as far as it is needed later.
public struct TriggerFacts: Sendable, Equatable, Codable {
  /// Keyed hashes of the user's id: by the current key, then by the one before; none without an id.
  public var userKeys: [String] = []
  /// The same of the addresses.
  public var phoneKeys: [String] = []
  public var emailKeys: [String] = []
  /// The addresses, sealed; erased when the challenge ends.
  public var sealedPhone: Data?
  public var sealedEmail: Data?
  /// What a person may see: `+55•••••••21`.
  public var maskedPhone: String?
  public var maskedEmail: String?
  /// The same of the client's address as limits count it, IPv6 by /64: also where no limit does, since the next table
  /// may have one.
  public var clientKeys: [String] = []
  /// PSD2: sealed; erased when the challenge ends.
  public var sealedAmount: Data?
  public var sealedPayee: Data?
  /// BCP 47, as the trigger gave it.
  public var locale: String?
  /// What the page names.
  public var application: String?
  /// The network zone, or the shortened address.
  public var signInFrom: String?
  public var returnURL: String?
  public var callbackURL: String?
  /// W3C `traceparent`.
  public var traceparent: String?

  public init() {}

  /// The hashes by the current key.
  public var userKey: String? {
    get { userKeys.first }
    set { userKeys = newValue.map { [$0] } ?? [] }
  }
  public var phoneKey: String? {
    get { phoneKeys.first }
    set { phoneKeys = newValue.map { [$0] } ?? [] }
  }
  public var emailKey: String? {
    get { emailKeys.first }
    set { emailKeys = newValue.map { [$0] } ?? [] }
  }
}

/// One step of the plan, as the table gave it when the challenge began.
public struct PlanStep: Sendable, Equatable, Codable {
  /// `sms`, `whatsapp`, `call`, `email`.
  public var channel: String
  /// Seconds before the next step opens.
  public var wait: Int64
  /// Whether the next step is sent then without being asked for.
  public var isAutomatic: Bool
  /// The Verify service's SID, `VA…`.
  public var service: String
  public var serviceName: String
  public var codeLength: Int
  public var isPSD2: Bool
  /// For Twilio's `Locale`; nil: let Twilio choose.
  public var locale: String?
  /// For Twilio's `TemplateSid`.
  public var template: String?
  /// Whether 60410 and 30450 open a next step that is neither `sms` nor `call`.
  public var advancesAfterFraudBlock: Bool

  /// Whether the step goes to the e-mail address rather than to the number.
  public var isEmail: Bool { channel == "email" }
}

/// One send that was made, or may have been.
public struct Send: Sendable, Equatable, Codable {
  /// What is known of it.
  public enum Fate: String, Sendable, Codable {
    /// Being made, or its answer was lost.
    case unknown
    case sent
    /// Surely not processed, or refused.
    case failed
  }

  public var step: Int
  public var channel: String
  public var at: Moment
  /// Sent by a timer rather than for a person.
  public var isAutomatic: Bool
  public var fate: Fate
  /// The verification's SID once known.
  public var verification: String?
  /// Events in the store that a refund takes back.
  public var events: [Int64] = []
  /// `Twilio-Request-Id`.
  public var requestID: String?
}

/// One verification at Twilio.
public struct Verification: Sendable, Equatable, Codable {
  /// Names a verification at Twilio.
  public struct Reference: Sendable, Equatable, Codable {
    /// `VA…`.
    public var service: String
    /// `VE…`.
    public var sid: String
  }

  public var reference: Reference
  public var isEmail: Bool
  public var codeLength: Int
  public var startedAt: Moment
  /// Sends by us under this SID.
  public var sends: Int
  /// No longer to be checked: canceled, expired or lost.
  public var isEnded = false
}

/// The right to run one effect, until a time: taken by compare-and-set, taken over only when it has run out.
public struct Lease: Sendable, Equatable, Codable {
  public enum Effect: String, Sendable, Codable { case send, check, lookUp, settle }

  /// The process: at random at its start.
  public var owner: String
  public var until: Moment
  public var effect: Effect
  /// Of a check: keyed hash of the code that is being looked at.
  public var code: String?
}

/// How a challenge ended.
public struct Outcome: Sendable, Equatable, Codable {
  public enum Status: String, Sendable, Codable { case success, denied, native }

  public var status: Status
  public var at: Moment
  /// Why it was denied.
  public var reason: DeniedReason?
  /// The policy's text, with reason `rule`.
  public var message: String?
  /// EIAM's names, with `native`.
  public var methods: [String] = []
  /// What the code came by, with success.
  public var channel: String?
  /// Until when success can be read.
  public var validUntil: Moment
}

/// Why somebody was denied: a closed list.
public enum DeniedReason: String, Sendable, Codable, CaseIterable {
  case rule
  case countryBlocked = "country-blocked"
  case noChannel = "no-channel"
  case rateLimited = "rate-limited"
  case locked, expired, exhausted, superseded, canceled
  case userRejected = "user-rejected"
  case conflict
  case numberUnreachable = "number-unreachable"
  case provider
}

/// An outcome on its way to a callback URL.
public struct Callback: Sendable, Equatable, Codable {
  public var url: String
  /// The same at each try.
  public var webhookID: String
  public var tries: Int = 0
  /// nil: it arrived, or was given up.
  public var nextAt: Moment?
}
#endif
