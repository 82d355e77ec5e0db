internal import PosternModel

/// What the steps of a policy's plans use, gathered in one walk over them.
struct StepUses: Sendable, Hashable {
  /// Per service, in source order, the channels of steps on it.
  private let byService: [ChannelSet]
  /// The templates that steps name, each once, in order of first use.
  let templates: [String]

  init(_ model: PolicyModel) {
    var byService = Array(repeating: ChannelSet(), count: model.services.count)
    var templates: [String] = []
    func add(_ action: Action) {
      guard case .send(let steps) = action else { return }
      for step in steps {
        byService[step.service].formUnion(ChannelSet(rawValue: 1 << step.channel.rawValue))
        if let template = step.template, !templates.contains(template) { templates.append(template) }
      }
    }
    for rule in model.routing.rules { add(rule.action) }
    add(model.routing.otherwise)
    self.byService = byService
    self.templates = templates
  }

  /// The channels of all steps.
  var channels: ChannelSet { byService.reduce(into: []) { $0.formUnion($1) } }

  /// Indices of the services that a step of a channel uses, in source order of the services.
  func services(using channel: Channel) -> [Int] {
    byService.indices.filter { byService[$0].contains(channel) }
  }

  /// Indices of the services that any step uses, in source order.
  var services: [Int] { byService.indices.filter { !byService[$0].isEmpty } }

  /// The channels that steps on a service use, in the order of `Channel`.
  func channels(ofService service: Int) -> [Channel] { byService[service].channels }
}
