public import PosternJSON
public import PosternModel

/// One decision as `decide` writes it: all keys, null where nothing is to say.
public struct DecisionLine: Sendable, Hashable {
  /// One step of the plan.
  public struct Step: Sendable, Hashable {
    public var channel: String
    public var waitSeconds: Int
    public var advance: String
    public var service: String
    public var locale: String?
    public var template: String?
    public var messagingService: String?
    public var afterFraudBlock: String

    public init(
      channel: String, waitSeconds: Int, advance: String, service: String, locale: String?, template: String?,
      messagingService: String?, afterFraudBlock: String
    ) {
      self.channel = channel
      self.waitSeconds = waitSeconds
      self.advance = advance
      self.service = service
      self.locale = locale
      self.template = template
      self.messagingService = messagingService
      self.afterFraudBlock = afterFraudBlock
    }
  }

  public var outcome: String
  public var rule: String
  public var reason: String?
  public var message: String?
  public var methods: [String]
  public var country: String
  public var lineType: String
  public var mode: String
  public var plan: [Step]

  public init(
    outcome: String, rule: String, reason: String?, message: String?, methods: [String], country: String,
    lineType: String, mode: String, plan: [Step]
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

  /// What the interpreter decided.
  public init(_ decision: Decision) {
    self.init(
      outcome: decision.outcome.rawValue, rule: decision.rule, reason: decision.reason?.rawValue,
      message: decision.message, methods: decision.methods.map(\.name), country: decision.countryCode,
      lineType: decision.lineTypeName, mode: decision.mode.name,
      plan: decision.plan.map { step in
        Step(
          channel: step.channel.name, waitSeconds: Int(step.wait), advance: step.advance.name,
          service: step.service, locale: step.locale, template: step.template,
          messagingService: step.messagingService, afterFraudBlock: step.afterFraudBlock.name)
      })
  }

  /// As a JSON value, in the documented order.
  public var json: JSONValue {
    .object([
      ("outcome", .string(outcome)), ("rule", .string(rule)), ("reason", .optional(reason)),
      ("message", .optional(message)), ("methods", .strings(methods)), ("country", .string(country)),
      ("line_type", .string(lineType)), ("mode", .string(mode)),
      ("plan", .array(plan.map(\.json))),
    ])
  }
}

extension DecisionLine.Step {
  var json: JSONValue {
    .object([
      ("channel", .string(channel)), ("wait_seconds", .integer(waitSeconds)), ("advance", .string(advance)),
      ("service", .string(service)), ("locale", .optional(locale)), ("template", .optional(template)),
      ("messaging_service", .optional(messagingService)), ("after_fraud_block", .string(afterFraudBlock)),
    ])
  }
}
