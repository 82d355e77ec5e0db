import PosternJSON
import PosternReport
import PosternRuntime

/// Answers by a table. A table decides the same few answers over and over, so their text is kept.
@safe struct TableDecider: ~Copyable, Decider {
  private let table: RoutingTable
  private var request = unsafe LentRequest()
  private var answers = AnswerCache()

  init(table: RoutingTable) {
    self.table = table
  }

  mutating func answer(_ scanner: borrowing RequestScanner, into output: inout JSONOutput) {
    unsafe request.removeAll()
    lend(scanner)
    let decision = unsafe table.decide(request)
    answers.append(decision, to: &output) {
      DecisionLine(table.resolve(decision)).json.serialized(indent: nil, finalNewline: false)
    }
  }

  private mutating func lend(_ scanner: borrowing RequestScanner) {
    let texts = scanner.texts
    if let text = texts.userID { unsafe request.userID = scanner.scanner.lend(text) }
    if let text = texts.phoneNumber { unsafe request.phoneNumber = scanner.scanner.lend(text) }
    if let text = texts.email { unsafe request.email = scanner.scanner.lend(text) }
    if let text = texts.identityProvider { unsafe request.identityProvider = scanner.scanner.lend(text) }
    if let text = texts.application { unsafe request.application = scanner.scanner.lend(text) }
    if let text = texts.clientIP { unsafe request.clientIP = scanner.scanner.lend(text) }
    if let text = texts.risk { unsafe request.risk = scanner.scanner.lend(text) }
    for text in scanner.groups { unsafe request.groups.append(scanner.scanner.lend(text)) }
    for text in scanner.networkZones { unsafe request.networkZones.append(scanner.scanner.lend(text)) }
    unsafe request.hasNetworkZones = texts.hasNetworkZones
  }
}

extension DecisionLine {
  /// What a table decided.
  init(_ decision: ResolvedDecision) {
    self.init(
      outcome: decision.outcome.name, rule: decision.rule, reason: decision.reason?.name,
      message: decision.message, methods: decision.methods.map(\.name), country: decision.country,
      lineType: decision.lineType, mode: decision.mode.name,
      plan: decision.plan.map { step in
        Step(
          channel: step.channel.name, waitSeconds: Int(step.wait), advance: step.advance,
          service: step.service, locale: step.locale, template: step.template,
          messagingService: step.messagingService, afterFraudBlock: step.afterFraudBlock)
      })
  }
}
