import PosternJSON
import PosternModel

/// One decision as `decide` writes it: all keys, null where nothing is to say.
struct DecisionLine: Hashable {
  /// One step of the plan.
  struct Step: Hashable {
    var channel: String
    var waitSeconds: Int
    var advance: String
    var service: String
    var locale: String?
    var template: String?
    var messagingService: String?
    var afterFraudBlock: String
  }

  var outcome: String
  var rule: String
  var reason: String?
  var message: String?
  var methods: [String]
  var country: String
  var lineType: String
  var mode: String
  var plan: [Step]

  /// What the interpreter decided.
  init(_ decision: Decision) {
    outcome = decision.outcome.rawValue
    rule = decision.rule
    reason = decision.reason?.rawValue
    message = decision.message
    methods = decision.methods.map(\.name)
    country = decision.countryCode
    lineType = decision.lineTypeName
    mode = decision.mode.name
    plan = decision.plan.map { step in
      Step(
        channel: step.channel.name, waitSeconds: Int(step.wait), advance: step.advance.name,
        service: step.service,
        locale: step.locale, template: step.template, messagingService: step.messagingService,
        afterFraudBlock: step.afterFraudBlock.name)
    }
  }

  /// As a JSON value, in the documented order.
  var json: JSONValue {
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
