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
    /// Empty where nothing is sent; nil where both sides plan the same channels.
    var channels: [Channel]?

    init(_ decided: DecidedOutcome, withChannels: Bool) {
      outcome = decided.outcome
      reason = decided.reason
      message = decided.message
      methods = decided.methods
      channels = withChannels || decided.plan.isEmpty ? decided.plan.map(\.channel) : nil
    }

    /// What is left where something differs from another shape of the same outcome.
    func common(with other: Shape) -> Shape {
      var shape = self
      if reason != other.reason { shape.reason = nil }
      if message != other.message || shape.reason == nil { shape.message = nil }
      if methods != other.methods { shape.methods = [] }
      if channels != other.channels { shape.channels = nil }
      return shape
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

  /// What several have in common; not empty. Of details all.
  init(together signatures: [ChangeSignature]) {
    let rest = signatures.dropFirst()
    old = rest.reduce(signatures[0].old) { $0.common(with: $1.old) }
    new = rest.reduce(signatures[0].new) { $0.common(with: $1.new) }
    details = rest.reduce(signatures[0].details) { known, other in
      known + other.details.filter { !known.contains($0) }
    }
    direction = signatures[0].direction
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
    // That a country was or is blocked is the outcome itself; the usual mode beside it is no news.
    let isTold =
      old.reason == .countryBlocked && new.mode == .allow
      || new.reason == .countryBlocked && old.mode == .allow
    if !isTold { compare(.mode, nil, old.mode.name, new.mode.name) }
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

/// Signatures that are told of together: they have a direction in common, and the old or the new outcome.
struct ChangeGroup {
  let direction: ChangedRegion.Direction
  /// Indices of signatures.
  let members: [Int]

  /// Within each direction those with the same outcome on the side that has fewer different ones, so that opening a country
  /// is told from what was refused there, and a rule that lets people through from what it now does. What differs in details
  /// alone is told of detail by detail.
  static func all(of signatures: [ChangeSignature]) -> [ChangeGroup] {
    var groups: [ChangeGroup] = []
    for direction in ChangedRegion.Direction.allCases {
      let members = signatures.indices.filter { signatures[$0].direction == direction }
      let details = members.filter { signatures[$0].old == signatures[$0].new }
      let shapes = members.filter { signatures[$0].old != signatures[$0].new }
      let old = Set(shapes.map { signatures[$0].old })
      let new = Set(shapes.map { signatures[$0].new })
      groups += grouped(shapes, direction) {
        old.count <= new.count ? signatures[$0].old : signatures[$0].new
      }
      groups += grouped(details, direction) { signatures[$0].details }
    }
    return groups
  }

  /// Members of several groups by the outcomes of both sides, those apart that differ in details alone.
  static func byOutcome(_ members: [Int], of signatures: [ChangeSignature]) -> [[Int]] {
    grouped(members, .changed) { index in
      let signature = signatures[index]
      let outcomes = [signature.old.outcome.rawValue, signature.new.outcome.rawValue]
      return signature.old == signature.new ? outcomes + ["details"] : outcomes
    }.map(\.members)
  }

  private static func grouped<Key: Hashable>(
    _ members: [Int], _ direction: ChangedRegion.Direction, by key: (Int) -> Key
  ) -> [ChangeGroup] {
    var order: [Key] = []
    var found: [Key: [Int]] = [:]
    for member in members {
      let key = key(member)
      if found[key] == nil { order.append(key) }
      found[key, default: []].append(member)
    }
    return order.map { ChangeGroup(direction: direction, members: found[$0] ?? []) }
  }
}
