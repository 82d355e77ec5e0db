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

  /// What an action comes to for each request.
  func node(of action: Action) -> DiagramNode {
    let leaves = settings.indices.map { leaf(action, $0) }
    return workspace.diagram.make(axis: DecisionSpace.phone, settingsOfClass.map { leaves[$0] })
  }

  /// Which settings numbers of a class have: what it comes to depends on nothing else of the number.
  func settings(ofClass phoneClass: Int) -> Int { settingsOfClass[phoneClass] }

  /// The numbers of what an action comes to with some settings.
  func outcomes(of action: Action, settings number: Int) -> EmailOutcomes {
    let settings = settings[number]
    guard case .send(let steps) = action, settings.mode != .block else {
      let only = workspace.number(of: outcome(of: action, settings))
      return EmailOutcomes(without: only, with: only)
    }
    let phoneOnly = settings.channels.subtracting(ChannelSet([.email]))
    return EmailOutcomes(
      without: workspace.number(of: outcome(of: steps, settings, phoneOnly)),
      with: workspace.number(of: outcome(of: steps, settings, settings.channels)))
  }

  private func leaf(_ action: Action, _ settings: Int) -> DiagramNode {
    let found = outcomes(of: action, settings: settings)
    return workspace.diagram.make(
      axis: DecisionSpace.email, [DiagramNode(terminal: found.without), DiagramNode(terminal: found.with)])
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
