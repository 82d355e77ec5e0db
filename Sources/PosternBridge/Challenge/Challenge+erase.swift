#if Server
extension Challenge {
  /// Seconds that a login lasts which was erased while it ran: until its verifications are canceled, and those who
  /// wait for it have been told.
  private static let erasedLife: Int64 = 300

  /// Ends a login that runs, and stores it without anything of the person.
  mutating func erase(at now: Moment, _ tx: any StoreTransaction) throws {
    for slot in liveSlots { _ = try tx.unregister(slot, in: .live, ifValue: id) }
    let end = now.adding(seconds: Self.erasedLife)
    outcome = Outcome(status: .denied, at: now, reason: .canceled, validUntil: end)
    state = .denied
    cancelsDue += verifications.filter { !$0.isEnded }.map(\.reference)
    for index in verifications.indices { verifications[index].isEnded = true }
    if let url = trigger.callbackURL {
      callback = Callback(url: url, webhookID: "msg_" + id, nextAt: now)
    }
    trigger = TriggerFacts()
    // Whoever sends for it gives the lease back, and has what it made canceled.
    if lease?.effect != .send, lease?.effect != .lookUp { lease = nil }
    deleteAt = end
    try ChallengeEngine.save(&self, tx, at: now)
  }
}
#endif
