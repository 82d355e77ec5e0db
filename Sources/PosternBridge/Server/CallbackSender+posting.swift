#if Server
extension CallbackSender: CallbackPosting {
  public func post(_ challenge: Challenge, _ callback: Callback) async -> CallbackResult {
    let answer = challenge.answer(at: clock.now, url: nil)
    guard !answer.isPending, let validUntil = challenge.outcome?.validUntil else { return .retry }
    let delivery = await send(
      answer, to: callback.url, webhookID: callback.webhookID, validUntil: validUntil, try: callback.tries + 1
    )
    switch delivery {
    case .delivered: return .delivered
    case .gone: return .gone
    case .retry: return .retry
    }
  }
}
#endif
