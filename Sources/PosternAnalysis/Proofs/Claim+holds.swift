import PosternDiagram
import PosternModel

extension Claim {
  /// Whether what is decided is as the claim says: of the plan that is left.
  func holds(for decided: DecidedOutcome) -> Bool {
    switch self {
    case .send: decided.outcome == .send
    case .skip: decided.outcome == .skip
    case .deny: decided.outcome == .deny
    case .use: decided.outcome == .use
    case .sendChannel(let channel): decided.channels.contains(channel)
    case .sendWithout(let channel, let other):
      decided.channels.contains(channel) && !decided.channels.contains(other)
    case .first(let channel): decided.plan.first?.channel == channel
    case .useMethod(let method): decided.methods.contains(method)
    case .only(let channels, let methods):
      decided.outcome != .skip && ChannelSet(channels).isSuperset(of: decided.channels)
        && Set(methods).isSuperset(of: decided.methods)
    }
  }
}

extension Guarantee {
  /// Whether what is decided breaks it, for a request that it is about.
  func isBroken(by decided: DecidedOutcome) -> Bool {
    never?.holds(for: decided) == true || always?.holds(for: decided) == false
  }
}

extension DecidedOutcome {
  /// Whether it is at least as strict as another: deny > use > send > skip, and within `use` and `send` a subset.
  func isAtLeastAsStrict(as other: DecidedOutcome) -> Bool {
    guard rank == other.rank else { return rank > other.rank }
    return other.channels.isSuperset(of: channels) && Set(other.methods).isSuperset(of: methods)
  }

  private var rank: Int {
    switch outcome {
    case .deny: 3
    case .use: 2
    case .send: 1
    case .skip: 0
    }
  }
}
