#if Server
/// The part of Twilio Verify v2 that the bridge calls. One call, one request: whoever calls decides about repeating.
public protocol VerifyAPI: Sendable {
  /// `POST /v2/Services/{ServiceSid}/Verifications`
  func start(_ request: StartVerification) async throws(TwilioFault) -> TwilioVerification
  /// `POST /v2/Services/{ServiceSid}/VerificationCheck`, by `VerificationSid`.
  func check(_ request: CheckVerification) async throws(TwilioFault) -> TwilioVerification
  /// `POST /v2/Services/{ServiceSid}/Verifications/{Sid}` with `Status=canceled`.
  func cancel(_ reference: Verification.Reference) async throws(TwilioFault)
  /// `GET /v2/Attempts` by `ChannelData.To`, `VerifyServiceSid`, `DateCreatedAfter`.
  func attempts(to address: String, service: String, after: Moment) async throws(TwilioFault)
    -> [TwilioAttempt]
  /// `GET /v2/Attempts` by `VerificationSid`: whether one converted tells of an approval whose answer was lost.
  func attempts(of reference: Verification.Reference) async throws(TwilioFault) -> [TwilioAttempt]
}

/// Parameters of a start, by Twilio's names.
public struct StartVerification: Sendable, Equatable {
  /// `VA…`.
  public var service: String
  /// E.164 with its plus sign, or an e-mail address.
  public var to: String
  /// `sms`, `call`, `email`, `whatsapp`.
  public var channel: String
  public var locale: String?
  public var templateSID: String?
  /// PSD2 services only.
  public var amount: String?
  public var payee: String?
  /// `RateLimits`: unique name and value, in this order.
  public var rateLimits: [(name: String, value: String)] = []

  public init(service: String, to: String, channel: String) {
    self.service = service
    self.to = to
    self.channel = channel
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.service == right.service && left.to == right.to && left.channel == right.channel
      && left.locale == right.locale && left.templateSID == right.templateSID && left.amount == right.amount
      && left.payee == right.payee && left.rateLimits.map(\.name) == right.rateLimits.map(\.name)
      && left.rateLimits.map(\.value) == right.rateLimits.map(\.value)
  }
}

/// Parameters of a check.
public struct CheckVerification: Sendable, Equatable {
  public var reference: Verification.Reference
  public var code: String
  public var amount: String?
  public var payee: String?

  public init(reference: Verification.Reference, code: String, amount: String? = nil, payee: String? = nil) {
    self.reference = reference
    self.code = code
    self.amount = amount
    self.payee = payee
  }
}

/// What Twilio says of a verification.
public struct TwilioVerification: Sendable, Equatable {
  /// `VE…`.
  public var sid: String
  /// `pending`, `approved`, `canceled`, `max_attempts_reached`, `deleted`, `failed`, `expired`, or a new one.
  public var status: String
  /// How many entries `send_code_attempts` has; nil when the answer has none.
  public var sendCount: Int?
  /// `Twilio-Request-Id`.
  public var requestID: String?

  public init(sid: String, status: String, sendCount: Int? = nil, requestID: String? = nil) {
    self.sid = sid
    self.status = status
    self.sendCount = sendCount
    self.requestID = requestID
  }
}

/// One entry of the Attempts resource.
public struct TwilioAttempt: Sendable, Equatable {
  /// `VL…`.
  public var sid: String
  public var verificationSID: String?
  public var createdAt: Moment
  /// Lower case.
  public var channel: String
  public var isConverted: Bool

  public init(sid: String, verificationSID: String?, createdAt: Moment, channel: String, isConverted: Bool) {
    self.sid = sid
    self.verificationSID = verificationSID
    self.createdAt = createdAt
    self.channel = channel
    self.isConverted = isConverted
  }
}

/// Why Twilio did not do it. Holds no address and no code.
public struct TwilioFault: Error, Sendable, Equatable {
  /// Whether the request may have had its effect.
  public enum Execution: Sendable, Equatable {
    /// Refused before anything was done, or never left.
    case notProcessed
    /// Time-out, reset, 5xx, an answer that cannot be read.
    case unknown
  }

  /// Twilio's code, from whichever of the two error bodies.
  public var code: Int?
  /// HTTP status; nil when there was no answer.
  public var status: Int?
  public var execution: Execution
  /// The parameter that a 60200 names, such as `To`; nil when none is recognised.
  public var parameter: String?
  /// `Twilio-Request-Id`.
  public var requestID: String?
  /// Not sent since the circuit is open, or too much is under way: ask again later.
  public var isLocal: Bool

  public init(
    code: Int? = nil, status: Int? = nil, execution: Execution, parameter: String? = nil,
    requestID: String? = nil,
    isLocal: Bool = false
  ) {
    self.code = code
    self.status = status
    self.execution = execution
    self.parameter = parameter
    self.requestID = requestID
    self.isLocal = isLocal
  }
}
#endif
