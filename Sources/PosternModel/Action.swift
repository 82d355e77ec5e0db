public import PosternDiagnostics

/// A factor that IDaaS runs itself.
public enum Method: UInt8, Sendable, Hashable, CaseIterable {
  case totp = 0
  case webauthn
  case idaasSMS
  case idaasEmail

  /// The policy's name.
  public var name: String {
    switch self {
    case .totp: "totp"
    case .webauthn: "webauthn"
    case .idaasSMS: "idaas-sms"
    case .idaasEmail: "idaas-email"
    }
  }

  /// EIAM's name, as in `MfaAuthenticationMethods`.
  public var eiamName: String {
    switch self {
    case .totp: "ia_totp"
    case .webauthn: "ia_webauthn"
    case .idaasSMS: "ia_otp_sms"
    case .idaasEmail: "ia_otp_email"
    }
  }

  /// The method of a policy's name; nil when it is none.
  public init?(name: String) {
    guard let found = Method.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// What opens the next step when a step's wait is over.
public enum Advance: UInt8, Sendable, Hashable, CaseIterable {
  case ask = 0
  case auto

  /// The policy's name.
  public var name: String { self == .ask ? "ask" : "auto" }
}

/// What 60410 and 30450 do on a step.
public enum AfterFraudBlock: UInt8, Sendable, Hashable, CaseIterable {
  case stop = 0
  case advance

  /// The policy's name.
  public var name: String { self == .stop ? "stop" : "advance" }
}

/// One step of a `send`, with what its channel gives filled in.
public struct Step: Sendable, Equatable {
  /// Which channel.
  public var channel: Channel
  /// Seconds; the step's, else the channel's.
  public var wait: UInt32
  /// Default `ask`.
  public var advance: Advance
  /// Index into `PolicyModel.services`; the step's, else the channel's.
  public var service: Int
  /// The step's own locale; nil: the country's, else the channel's.
  public var locale: String?
  /// The step's template, else the channel's.
  public var template: String?
  /// Default `stop`.
  public var afterFraudBlock: AfterFraudBlock
  /// Where the step stands.
  public var source: SourceRange

  public init(
    channel: Channel, wait: UInt32, advance: Advance = .ask, service: Int, locale: String? = nil,
    template: String? = nil, afterFraudBlock: AfterFraudBlock = .stop, source: SourceRange
  ) {
    self.channel = channel
    self.wait = wait
    self.advance = advance
    self.service = service
    self.locale = locale
    self.template = template
    self.afterFraudBlock = afterFraudBlock
    self.source = source
  }
}

/// What a rule does.
public enum Action: Sendable, Equatable {
  /// Refused, with the policy's text for the user.
  case deny(message: String)
  /// No second factor.
  case skip
  /// One of these factors, run by IDaaS. Not empty, in source order, no repeats.
  case use([Method])
  /// Twilio Verify channels in order. 1 … 5 steps.
  case send([Step])
}
