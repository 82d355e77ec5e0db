#if Server
import Foundation
import PosternRuntime

/// A trigger that was decided: the row as it begins.
struct ChallengeDraft {
  var challenge: Challenge
  /// How it is over already, for all but `send`.
  var outcome: Outcome?
  /// The digests of what was asked, by the current key and by the one before.
  var meanings: [String]

  /// Decides a trigger.
  /// - Throws: `Refusal` when something is missing; a sealing error.
  init(_ trigger: Trigger, _ active: ActiveTable, _ parts: EngineParts, keep: Int64, at now: Moment) throws {
    let settings = active.settings
    try TriggerCheck.attributes(trigger, settings)
    let callbackURL = try TriggerCheck.addresses(trigger, settings.webhook)
    let decision = active.table.resolve(active.table.decide(Self.request(trigger)))
    let id = Self.newID(at: now)
    meanings = parts.keys.candidates(TriggerMeaning.text(trigger), for: .meaning)
    var challenge = Challenge(
      id: id, authRequestID: trigger.authRequestID, meaning: meanings.first ?? "", createdAt: now,
      trigger: TriggerFacts(), tableDigest: settings.digest, rule: decision.rule, country: decision.country,
      lineType: decision.lineType, deleteAt: now.adding(seconds: keep))
    challenge.codeLife = min(settings.webhook.codeLife, settings.twilio?.codeTTL ?? settings.webhook.codeLife)
    challenge.requiresResult = settings.webhook.requiresResult
    challenge.trigger = Self.facts(trigger, settings, parts)
    challenge.trigger.callbackURL = callbackURL
    if decision.outcome == .send {
      challenge.plan = try Self.plan(decision, settings, locale: trigger.locale)
      challenge.limits = settings.limits
      try TriggerCheck.plan(challenge.plan, trigger, settings.limits, settings.webhook)
      try challenge.trigger.seal(trigger, challenge: id, parts.keys)
    }
    self.challenge = challenge
    self.outcome = Self.outcome(decision, at: now)
  }

  private static func request(_ trigger: Trigger) -> TableRequest {
    TableRequest(
      userID: trigger.userID, phoneNumber: trigger.phoneNumber, email: trigger.email,
      identityProvider: trigger.identityProvider, application: trigger.application,
      groups: trigger.groups ?? [], networkZones: trigger.networkZones, clientIP: trigger.clientIP,
      risk: trigger.risk)
  }

  private static func outcome(_ decision: ResolvedDecision, at now: Moment) -> Outcome? {
    let validUntil = now.adding(seconds: Budget.successLife)
    switch decision.outcome {
    case .send: return nil
    case .skip: return Outcome(status: .success, at: now, validUntil: validUntil)
    case .use:
      return Outcome(
        status: .native, at: now, methods: decision.methods.map(\.eiamName), validUntil: validUntil)
    case .deny:
      let reason: DeniedReason =
        switch decision.reason {
        case .countryBlocked: .countryBlocked
        case .noChannel: .noChannel
        case .rule, nil: .rule
        }
      return Outcome(
        status: .denied, at: now, reason: reason, message: decision.message, validUntil: validUntil)
    }
  }

  /// - Throws: `Refusal.unavailable` when a service has no SID yet: nothing final is said before somebody deploys it.
  private static func plan(
    _ decision: ResolvedDecision, _ settings: BridgeSettings, locale: String?
  ) throws(Refusal) -> [PlanStep] {
    var plan: [PlanStep] = []
    for step in decision.plan {
      guard let service = settings.services.first(where: { $0.name == step.service }), let sid = service.sid
      else {
        throw .unavailable(retryAfter: 60)
      }
      plan.append(
        PlanStep(
          channel: step.channel.name, wait: Int64(step.wait), isAutomatic: step.advance == "auto",
          service: sid,
          serviceName: step.service, codeLength: service.codeLength, isPSD2: service.isPSD2,
          locale: VerifyLocale.choose(plan: step.locale, trigger: locale), template: step.template,
          advancesAfterFraudBlock: step.afterFraudBlock == "advance"))
    }
    return plan
  }

  private static func facts(_ trigger: Trigger, _ settings: BridgeSettings, _ parts: EngineParts)
    -> TriggerFacts
  {
    var facts = TriggerFacts()
    let keys = parts.keys
    func hashes(_ text: String?, _ purpose: HashPurpose) -> [String] {
      guard let text, !text.isEmpty else { return [] }
      return keys.candidates(text, for: purpose)
    }
    facts.userKeys = hashes(trigger.userID, .user)
    facts.phoneKeys = hashes(trigger.phoneNumber, .phone)
    facts.emailKeys = hashes(trigger.email, .email)
    let address = trigger.clientIP.flatMap(LimitAddress.init)
    facts.clientKeys = hashes(address?.key, .client)
    facts.maskedPhone = trigger.phoneNumber.map { MaskedAddress.phone($0) }
    facts.maskedEmail = trigger.email.map { MaskedAddress.email($0) }
    facts.locale = trigger.locale
    facts.application = trigger.application.map { settings.applicationNames[$0] ?? $0 }
    facts.signInFrom = trigger.networkZones?.first ?? address?.shortened
    facts.returnURL = trigger.returnURL
    facts.traceparent = trigger.traceparent
    return facts
  }

  /// The time and 80 random bits: rows that come one after the other stand beside one another in the store's indexes.
  private static func newID(at now: Moment) -> String {
    Hexadecimal.text(time(now) + RandomBytes.make(10))
  }

  /// What stands before all ids that are made from a moment on.
  static func firstID(at moment: Moment) -> String { Hexadecimal.text(time(moment)) }

  private static func time(_ moment: Moment) -> [UInt8] {
    let milliseconds = UInt64(clamping: moment.milliseconds)
    return stride(from: UInt64(40), through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: milliseconds >> $0)
    }
  }
}

extension TriggerFacts {
  /// Keeps the addresses, sealed, as long as they are needed.
  mutating func seal(_ trigger: Trigger, challenge: String, _ keys: StoreKeys) throws {
    func sealed(_ text: String?, _ field: SealedField) throws -> Data? {
      guard let text, !text.isEmpty else { return nil }
      return try keys.seal(text, as: field, challenge: challenge)
    }
    sealedPhone = try sealed(trigger.phoneNumber, .phone)
    sealedEmail = try sealed(trigger.email, .email)
    sealedAmount = try sealed(trigger.amount, .amount)
    sealedPayee = try sealed(trigger.payee, .payee)
  }

  /// Erases what was only kept to send and to check.
  mutating func eraseAddresses() {
    sealedPhone = nil
    sealedEmail = nil
    sealedAmount = nil
    sealedPayee = nil
  }
}
#endif
