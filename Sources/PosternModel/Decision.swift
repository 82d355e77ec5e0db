public import PosternNumbering

/// The four things that can happen to a sign-in.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
  case send, deny, skip, use
}

/// Why a decision is deny.
public enum DenyReason: String, Sendable, Hashable, CaseIterable {
  case rule
  case countryBlocked = "country-blocked"
  case noChannel = "no-channel"
}

/// One step of the plan that is left, with every setting in force.
public struct PlannedStep: Sendable, Hashable {
  public var channel: Channel
  /// Seconds.
  public var wait: UInt32
  public var advance: Advance
  /// The service's name.
  public var service: String
  /// The step's, else the country's, else the channel's; `auto`: let Twilio choose.
  public var locale: String?
  public var template: String?
  /// For `sms` the country's if it has one, else the channel's.
  public var messagingService: String?
  public var afterFraudBlock: AfterFraudBlock

  public init(
    channel: Channel, wait: UInt32, advance: Advance, service: String, locale: String?, template: String?,
    messagingService: String?, afterFraudBlock: AfterFraudBlock
  ) {
    self.channel = channel
    self.wait = wait
    self.advance = advance
    self.service = service
    self.locale = locale
    self.template = template
    self.messagingService = messagingService
    self.afterFraudBlock = afterFraudBlock
  }
}

/// What is decided for one request.
public struct Decision: Sendable, Hashable {
  public var outcome: Outcome
  /// The rule's name, `otherwise`, `break-glass` or `country-mode`.
  public var rule: String
  /// Only with deny.
  public var reason: DenyReason?
  /// The policy's text, only with reason `rule`.
  public var message: String?
  /// Only with use, in source order.
  public var methods: [Method]
  public var country: Region
  public var lineType: LineType
  /// The country's after the cascade, whatever the outcome.
  public var mode: CountryMode
  /// Only with send; never empty then.
  public var plan: [PlannedStep]

  public init(
    outcome: Outcome, rule: String, reason: DenyReason? = nil, message: String? = nil, methods: [Method] = [],
    country: Region, lineType: LineType, mode: CountryMode, plan: [PlannedStep] = []
  ) {
    self.outcome = outcome
    self.rule = rule
    self.reason = reason
    self.message = message
    self.methods = methods
    self.country = country
    self.lineType = lineType
    self.mode = mode
    self.plan = plan
  }
}

extension Decision {
  /// Two letters, or `unknown`.
  public var countryCode: String { country.code }
  /// The policy's name of the line type.
  public var lineTypeName: String { lineType.name }
}
