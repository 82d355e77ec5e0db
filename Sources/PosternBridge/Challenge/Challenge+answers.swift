#if Server
extension Challenge {
  /// What a caller is told now.
  /// - Parameter url: the page's address.
  func answer(at now: Moment, url: String?) -> Answer {
    guard let outcome else { return .pending(pending(url: url)) }
    switch outcome.status {
    case .success:
      if outcome.isOver(at: now) {
        return .denied(authRequestID: authRequestID, reason: .expired, message: nil)
      }
      if withholdsSuccess { return .pending(pending(url: url)) }
      return .success(authRequestID: authRequestID, approvedAt: outcome.at, channel: outcome.channel)
    case .native: return .native(authRequestID: authRequestID, methods: outcome.methods)
    case .denied:
      return .denied(
        authRequestID: authRequestID, reason: outcome.reason ?? .provider, message: outcome.message)
    }
  }

  /// Whether the code was right, and nobody is told before the browser has brought back its result.
  var withholdsSuccess: Bool {
    outcome?.status == .success && requiresResult && !plan.isEmpty && !isResultRedeemed
  }

  private func pending(url: String?) -> PendingAnswer {
    let current = plan.indices.contains(step) ? plan[step] : nil
    let next = sendsLeft > 0 ? nextStep : nil
    return PendingAnswer(
      authRequestID: authRequestID, attemptsLeft: checksLeft, sendsLeft: sendsLeft, url: url,
      isSending: state == .new || state == .sending, channel: current?.channel ?? "",
      nextChannel: next.map { plan[$0].channel }, destination: current.map(destination) ?? "",
      expiresAt: expiresAt, resendAfter: sendsLeft > 0 ? resendAfter : nil)
  }

  /// What the page shows now.
  func page(at now: Moment) -> PageView {
    let current = plan.indices.contains(step) ? plan[step] : nil
    let canSend = state == .pending && sendsLeft > 0
    var view = PageView(
      phase: phase, channel: current?.channel ?? "",
      nextChannel: canSend ? nextStep.map { plan[$0].channel } : nil,
      canResend: canSend && usableStep(from: step) == step,
      destination: current.map(destination) ?? "",
      codeLength: liveVerifications.first?.codeLength ?? current?.codeLength ?? 6, attemptsLeft: checksLeft,
      sendsLeft: sendsLeft, expiresAt: expiresAt, resendAfter: resendAfter, startedAt: createdAt,
      locale: trigger.locale, application: trigger.application, signInFrom: trigger.signInFrom,
      returnURL: trigger.returnURL, requiresResult: requiresResult, serviceName: current?.serviceName)
    for length in liveVerifications.map(\.codeLength) where length != view.codeLength {
      if !view.otherLengths.contains(length) { view.otherLengths.append(length) }
    }
    return view
  }

  private var phase: PageView.Phase {
    guard let outcome else { return state == .new || state == .sending ? .sending : .enterCode }
    switch outcome.status {
    case .success, .native: return .approved
    case .denied: return .denied(outcome.reason ?? .provider, message: outcome.message)
    }
  }
}
#endif
