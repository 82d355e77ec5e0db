import PosternModel
import PosternNumbering

@testable import PosternRuntime

extension ResolvedDecision {
  /// The interpreter's decision in the runtime's words.
  init(_ decision: Decision) {
    self.init(
      outcome: TableOutcome.allCases.first { $0.name == decision.outcome.rawValue } ?? .deny,
      rule: decision.rule,
      reason: decision.reason.flatMap { reason in
        TableDenyReason.allCases.first { $0.name == reason.rawValue }
      },
      message: decision.message,
      methods: decision.methods.compactMap { method in TableMethod.allCases.first { $0.name == method.name }
      },
      country: decision.country.code, lineType: decision.lineType.name,
      mode: TableMode.allCases.first { $0.name == decision.mode.name } ?? .block,
      plan: decision.plan.map { step in
        Step(
          channel: TableChannel.allCases.first { $0.name == step.channel.name } ?? .sms, wait: step.wait,
          advance: step.advance.name, service: step.service, locale: step.locale, template: step.template,
          messagingService: step.messagingService, afterFraudBlock: step.afterFraudBlock.name)
      })
  }
}
