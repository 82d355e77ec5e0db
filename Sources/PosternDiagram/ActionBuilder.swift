import PosternModel
import PosternNumbering

/// Turns actions of a policy into what they come to for each request: steps 2 and 4 of section 5 of the language page.
struct ActionBuilder {
  private let model: PolicyModel
  private let workspace: DecisionWorkspace
  /// The different settings of phone numbers, and per class of numbers which it has.
  private var settings: [PhoneSettings] = []
  private var settingsOfClass: [Int] = []
  private var ownSettings: [ChannelSettings?]

  init(_ model: PolicyModel, _ workspace: DecisionWorkspace) {
    self.model = model
    self.workspace = workspace
    ownSettings = Channel.allCases.map { model.settings(of: $0) }
    let space = workspace.space
    let representatives = space.axes[DecisionSpace.phone].classes.map { space.kinds[$0[0]] }
    var numbers: [PhoneSettings: Int] = [:]
    for found in PhoneSettings.all(of: representatives, in: model) {
      let number = numbers[found] ?? settings.count
      if number == settings.count {
        settings.append(found)
        numbers[found] = number
      }
      settingsOfClass.append(number)
    }
  }

  mutating func node(of action: Action) -> DiagramNode {
    let leaves = settings.map { leaf(action, $0) }
    return workspace.diagram.make(axis: DecisionSpace.phone, settingsOfClass.map { leaves[$0] })
  }

  private func leaf(_ action: Action, _ settings: PhoneSettings) -> DiagramNode {
    guard case .send(let steps) = action, settings.mode != .block else {
      return terminal(outcome(of: action, settings))
    }
    let without = terminal(outcome(of: steps, settings, settings.channels.subtracting(ChannelSet([.email]))))
    let with = terminal(outcome(of: steps, settings, settings.channels))
    return workspace.diagram.make(axis: DecisionSpace.email, [without, with])
  }

  private func terminal(_ outcome: DecidedOutcome) -> DiagramNode {
    DiagramNode(terminal: workspace.number(of: outcome))
  }

  private func outcome(of action: Action, _ settings: PhoneSettings) -> DecidedOutcome {
    switch action {
    case .skip: DecidedOutcome(outcome: .skip, mode: settings.mode)
    case .use(let methods): DecidedOutcome(outcome: .use, mode: settings.mode, methods: methods)
    case .deny(let message) where settings.mode != .block:
      DecidedOutcome(outcome: .deny, reason: .rule, message: message, mode: settings.mode)
    case .deny, .send: DecidedOutcome(outcome: .deny, reason: .countryBlocked, mode: .block)
    }
  }

  private func outcome(
    of steps: [Step], _ settings: PhoneSettings, _ channels: ChannelSet
  ) -> DecidedOutcome {
    let plan = steps.filter { channels.contains($0.channel) }.map { step in
      let own = ownSettings[Int(step.channel.rawValue)]
      let messaging = step.channel == .sms ? settings.messagingService : nil
      return PlannedStep(
        channel: step.channel, wait: step.wait, advance: step.advance,
        service: model.services[step.service].name, locale: step.locale ?? settings.locale ?? own?.locale,
        template: step.template, messagingService: messaging ?? own?.messagingService,
        afterFraudBlock: step.afterFraudBlock)
    }
    if plan.isEmpty { return DecidedOutcome(outcome: .deny, reason: .noChannel, mode: settings.mode) }
    return DecidedOutcome(outcome: .send, mode: settings.mode, plan: plan)
  }
}
