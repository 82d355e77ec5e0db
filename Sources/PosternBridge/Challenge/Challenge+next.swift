#if Server
extension Challenge {
  /// The step that would be sent behind a place in the plan; nil when none is left.
  func usableStep(from index: Int) -> Int? {
    plan.indices.first { $0 >= index && !excludedChannels.contains(plan[$0].channel) }
  }

  /// The next step of the plan; nil behind the last.
  var nextStep: Int? { usableStep(from: step + 1) }

  /// Sends that count: those that were made, or may have been.
  var sendsUsed: Int { sends.count { $0.fate != .failed } }
  var sendsLeft: Int { max(0, Budget.sends - sendsUsed) }
  var checksLeft: Int { max(0, Budget.checks - checksUsed) }

  /// Verifications that can be checked still, newest first.
  var liveVerifications: [Verification] { verifications.filter { !$0.isEnded }.reversed() }

  /// SIDs of verifications that a send cannot have gone out under: canceled, expired, or somebody else's.
  var deadVerifications: Set<String> {
    Set(sends.compactMap(\.verification)).subtracting(liveVerifications.map(\.reference.sid))
  }

  /// The verification that a send under a step would repeat.
  func liveVerification(for step: PlanStep) -> Verification? {
    liveVerifications.first { $0.reference.service == step.service && $0.isEmail == step.isEmail }
  }

  /// What `live` knows a step's service and address by: by the current key first; none without the address.
  func liveSlots(of step: PlanStep) -> [String] {
    (step.isEmail ? trigger.emailKeys : trigger.phoneKeys).map { "\(step.service) \($0)" }
  }

  /// All slots that this challenge may hold.
  var liveSlots: [String] { Set(plan.flatMap(liveSlots)).sorted() }

  /// What the person is told the code went to.
  func destination(of step: PlanStep) -> String {
    (step.isEmail ? trigger.maskedEmail : trigger.maskedPhone) ?? ""
  }

  /// Whether the step may be followed by the next one without being asked, and when.
  var automaticAdvanceAt: Moment? {
    guard state == .pending, plan.indices.contains(step), plan[step].isAutomatic, nextStep != nil,
      sendsLeft > 0
    else {
      return nil
    }
    return resendAfter
  }

  /// When the wait of the step that was sent last began.
  var waitBeganAt: Moment? {
    guard plan.indices.contains(step) else { return nil }
    return resendAfter?.adding(seconds: -plan[step].wait)
  }

  /// When the next timer is due. What is to be canceled of a challenge that goes on is canceled before its next send.
  func nextWake(at now: Moment) -> Moment? {
    var moments: [Moment] = []
    if let lease { moments.append(lease.until) }
    if !cancelsDue.isEmpty, lease == nil, state.isFinal { moments.append(now.adding(seconds: 5)) }
    // What nobody may be told yet is not posted either.
    if let next = callback?.nextAt, !withholdsSuccess { moments.append(next) }
    if !state.isFinal {
      moments.append(expiresAt ?? createdAt.adding(seconds: codeLife))
      if let advance = automaticAdvanceAt, advance > now { moments.append(advance) }
    }
    return moments.min()
  }
}
#endif
