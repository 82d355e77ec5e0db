internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Brings actions to values: channels and services found, a channel's settings filled in.
struct ActionResolution {
  /// What a step takes from its channel, by the channel's index.
  let channels: [Defaults]
  /// The index of each channel that is declared, by `Channel.rawValue`.
  private let indices: [Int?]
  /// Whether the policy has no `channels` at all: that is one finding, not one for each step.
  let hasNoChannels: Bool
  /// The same for `verifyServices`.
  let hasNoServices: Bool

  init(_ policy: PolicyDeclaration, channelServices: [Int?]) {
    channels = zip(policy.channels.items, channelServices).map(Defaults.init)
    indices = Channel.allCases.map { channel in
      policy.channels.items.firstIndex { $0.name.value == channel.name }
    }
    hasNoChannels = policy.channels.range == nil && policy.channels.items.isEmpty
    hasNoServices = policy.verifyServices.range == nil && policy.verifyServices.items.isEmpty
  }

  /// What a step takes from its channel.
  struct Defaults {
    /// nil where it was refused.
    let service: Int?
    let wait: UInt32?
    let template: String?
    /// Whether its wait or template was refused.
    let isFaulty: Bool

    init(_ channel: ChannelDeclaration, service: Int?) {
      self.service = service
      wait = channel.wait.value
      template = channel.template.value
      isFaulty = channel.wait.isFaulty || channel.template.isFaulty
    }
  }

  /// The action, nil if something in it was refused.
  func resolve(
    _ action: ActionDeclaration, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> Action? {
    switch action {
    case .faulty:
      names.doubt.insert(.actions)
      return nil
    case .deny(let message): return .deny(message: message.value)
    case .skip: return .skip
    case .use(let methods, _): return Self.methods(methods).map(Action.use)
    case .send(let declared, _):
      var steps: [Step] = []
      var isWhole = declared.isComplete && !declared.items.isEmpty
      if !declared.isComplete { names.doubt.insert(.actions) }
      steps.reserveCapacity(declared.items.count)
      for step in declared.items {
        if let step = resolve(step, &names, &findings) { steps.append(step) } else { isWhole = false }
      }
      return isWhole ? .send(steps) : nil
    }
  }

  /// The methods of names; nil if one is none, or was refused.
  static func methods(_ texts: Texts) -> [Method]? {
    let methods = texts.items.compactMap { Method(name: $0.value) }
    return texts.isComplete && !methods.isEmpty && methods.count == texts.items.count ? methods : nil
  }

  private func resolve(
    _ step: StepDeclaration, _ names: inout References, _ findings: inout [Diagnostic]
  ) -> Step? {
    var service: Int?
    if let name = step.service.located {
      if !hasNoServices { service = names.services.look(up: name, &findings) }
    } else if step.service.isFaulty {
      names.doubt.insert(.actions)
    }
    guard let name = step.channel.located, let channel = Channel(name: name.value) else {
      names.doubt.insert(.actions)
      return nil
    }
    guard !hasNoChannels else { return nil }
    let index: Int
    if let known = indices[Int(channel.rawValue)] {
      names.channels.use(known)
      index = known
    } else if let found = names.channels.look(up: name, &findings) {
      index = found
    } else {
      return nil
    }
    let settings = channels[index]
    if step.isPlain {
      guard let service = settings.service, !settings.isFaulty else { return nil }
      return Step(
        channel: channel, wait: settings.wait ?? Self.defaultWait(channel), advance: .ask, service: service,
        template: settings.template, afterFraudBlock: .stop, source: step.range)
    }
    if step.service.isAbsent { service = settings.service }
    guard let service, !step.wait.isFaulty, !settings.isFaulty, !step.advance.isFaulty,
      !step.locale.isFaulty, !step.template.isFaulty, !step.afterFraudBlock.isFaulty
    else { return nil }
    return Step(
      channel: channel, wait: step.wait.value ?? settings.wait ?? Self.defaultWait(channel),
      advance: step.advance.value == "auto" ? .auto : .ask, service: service, locale: step.locale.value,
      template: step.template.value ?? settings.template,
      afterFraudBlock: step.afterFraudBlock.value == "advance" ? .advance : .stop, source: step.range)
  }

  /// Seconds: 60, for `email` 120.
  static func defaultWait(_ channel: Channel) -> UInt32 { channel == .email ? 120 : 60 }
}
