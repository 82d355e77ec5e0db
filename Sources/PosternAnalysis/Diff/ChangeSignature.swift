import PosternDiagram
import PosternModel

/// In what way a request is decided otherwise, without what both sides have in common: requests with one and the same
/// signature are told of together.
struct ChangeSignature: Hashable {
  /// What a side decides, without details.
  struct Shape: Hashable {
    var outcome: Outcome
    var reason: DenyReason?
    var message: String?
    var methods: [Method]
    /// nil where both sides plan the same channels.
    var channels: [Channel]?

    init(_ decided: DecidedOutcome, withChannels: Bool) {
      outcome = decided.outcome
      reason = decided.reason
      message = decided.message
      methods = decided.methods
      channels = withChannels ? decided.plan.map(\.channel) : nil
    }
  }

  let old: Shape
  let new: Shape
  let details: [OutcomeDetail]
  let direction: ChangedRegion.Direction

  init(_ old: DecidedOutcome, _ new: DecidedOutcome) {
    let differs = old.plan.map(\.channel) != new.plan.map(\.channel)
    self.old = Shape(old, withChannels: differs)
    self.new = Shape(new, withChannels: differs)
    details = Self.details(old, new)
    direction = Self.direction(old, new, isSame: self.old == self.new, details)
  }

  private static func direction(
    _ old: DecidedOutcome, _ new: DecidedOutcome, isSame: Bool, _ details: [OutcomeDetail]
  ) -> ChangedRegion.Direction {
    if isSame, details.allSatisfy({ $0.field == .mode }) { return .recorded }
    switch (new.isAtLeastAsStrict(as: old), old.isAtLeastAsStrict(as: new)) {
    case (true, false): return .tightened
    case (false, true):
      if new.outcome == .skip { return .newSkip }
      return old.outcome == .deny ? .lostDeny : .loosened
    case (true, true), (false, false): return .changed
    }
  }

  private static func details(_ old: DecidedOutcome, _ new: DecidedOutcome) -> [OutcomeDetail] {
    var found: [OutcomeDetail] = []
    func compare(_ field: OutcomeDetail.Field, _ channel: Channel?, _ old: String?, _ new: String?) {
      let detail = OutcomeDetail(field: field, channel: channel, old: old, new: new)
      if old != new, !found.contains(detail) { found.append(detail) }
    }
    compare(.mode, nil, old.mode.name, new.mode.name)
    for channel in Channel.allCases {
      let steps = new.plan.filter { $0.channel == channel }
      for (before, now) in zip(old.plan.filter { $0.channel == channel }, steps) {
        compare(.wait, channel, "\(before.wait)s", "\(now.wait)s")
        compare(.advance, channel, before.advance.name, now.advance.name)
        compare(.service, channel, before.service, now.service)
        compare(.locale, channel, before.locale, now.locale)
        compare(.template, channel, before.template, now.template)
        compare(.messagingService, channel, before.messagingService, now.messagingService)
        compare(.afterFraudBlock, channel, before.afterFraudBlock.name, now.afterFraudBlock.name)
      }
    }
    return found
  }
}
