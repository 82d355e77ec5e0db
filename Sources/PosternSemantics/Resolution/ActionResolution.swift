internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Brings actions to values: channels and services found, a channel's settings filled in.
struct ActionResolution {
  let channels: [ChannelDeclaration]
  /// The service of each channel, by index; nil where it was refused.
  let channelServices: [Int?]
  /// Whether the policy has no `channels` at all: that is one finding, not one for each step.
  let hasNoChannels: Bool
  /// The same for `verifyServices`.
  let hasNoServices: Bool

  init(_ policy: PolicyDeclaration, channelServices: [Int?]) {
    channels = policy.channels.items
    self.channelServices = channelServices
    hasNoChannels = policy.channels.range == nil && policy.channels.items.isEmpty
    hasNoServices = policy.verifyServices.range == nil && policy.verifyServices.items.isEmpty
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
    guard !hasNoChannels, let index = names.channels.look(up: name, &findings) else { return nil }
    let settings = channels[index]
    if step.service.isAbsent { service = channelServices[index] }
    guard let service, !step.wait.isFaulty, !settings.wait.isFaulty, !step.advance.isFaulty,
      !step.locale.isFaulty, !step.template.isFaulty, !settings.template.isFaulty,
      !step.afterFraudBlock.isFaulty
    else { return nil }
    return Step(
      channel: channel, wait: step.wait.value ?? settings.wait.value ?? Self.defaultWait(channel),
      advance: step.advance.value == "auto" ? .auto : .ask, service: service, locale: step.locale.value,
      template: step.template.value ?? settings.template.value,
      afterFraudBlock: step.afterFraudBlock.value == "advance" ? .advance : .stop, source: step.range)
  }

  /// Seconds: 60, for `email` 120.
  static func defaultWait(_ channel: Channel) -> UInt32 { channel == .email ? 120 : 60 }
}
