import PosternModel
import PosternRuntime

/// What both evaluators say of a request, in one shape.
struct Answer: Equatable {
  var words: [String?]
  var methods: [String]
  var plan: [[String?]]

  init(_ decision: Decision) {
    words = [
      decision.outcome.rawValue, decision.rule, decision.reason?.rawValue, decision.message,
      decision.countryCode,
      decision.lineTypeName, decision.mode.name,
    ]
    methods = decision.methods.map(\.name)
    plan = decision.plan.map { step in
      [
        step.channel.name, String(step.wait), step.advance.name, step.service, step.locale, step.template,
        step.messagingService, step.afterFraudBlock.name,
      ]
    }
  }

  init(_ decision: ResolvedDecision) {
    words = [
      decision.outcome.name, decision.rule, decision.reason?.name, decision.message, decision.country,
      decision.lineType, decision.mode.name,
    ]
    methods = decision.methods.map(\.name)
    plan = decision.plan.map { step in
      [
        step.channel.name, String(step.wait), step.advance, step.service, step.locale, step.template,
        step.messagingService, step.afterFraudBlock,
      ]
    }
  }
}

extension TableRequest {
  /// The same request, as the runtime takes it.
  init(_ request: Request) {
    self.init(
      userID: request.userID, phoneNumber: request.phoneNumber, email: request.email,
      identityProvider: request.identityProvider, application: request.application, groups: request.groups,
      networkZones: request.networkZones, clientIP: request.clientIP, risk: request.risk)
  }
}
