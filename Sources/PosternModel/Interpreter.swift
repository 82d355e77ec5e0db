public import PosternNumbering

extension PolicyModel {
  /// What the policy decides for a request: the reference that the table and every analysis are held equal to.
  ///
  /// Slow and obvious on purpose. Total: one decision for every request.
  public func interpret(_ request: Request, classify: (String) -> PhoneClass) -> Decision {
    decide(read(request, classify: classify))
  }

  /// What the policy decides for these values.
  public func decide(_ values: AttributeValues) -> Decision {
    let country = countries[values.phone.region]
    var decision = Decision(
      outcome: .deny, rule: "", country: values.phone.region, lineType: values.phone.lineType,
      mode: country.mode)

    // 1. A break-glass user.
    if let breakGlass = directory.breakGlass, breakGlass.groups.contains(where: values.groups.contains) {
      decision.outcome = .use
      decision.rule = "break-glass"
      decision.methods = breakGlass.methods
      return decision
    }

    // 3. The first rule that matches, else `otherwise`.
    let rule = routing.rules.first { $0.condition.holds(for: values) }
    decision.rule = rule?.name ?? "otherwise"
    switch rule?.action ?? routing.otherwise {
    case .skip:
      decision.outcome = .skip
    case .use(let methods):
      decision.outcome = .use
      decision.methods = methods
    case .deny(let message):
      decision.reason = .rule
      decision.message = message
    case .send(let steps):
      decision.outcome = .send
      decision.plan = plan(steps, values, country)
      if decision.plan.isEmpty {
        decision.outcome = .deny
        decision.reason = .noChannel
      }
    }

    // 2. The country's mode: what needs no phone stands.
    if country.mode == .block, decision.outcome == .send || decision.outcome == .deny {
      decision.outcome = .deny
      decision.rule = "country-mode"
      decision.reason = .countryBlocked
      decision.message = nil
      decision.plan = []
    }
    return decision
  }

  /// 4. The steps, less what the country forbids, the line type excludes, or an address lacks.
  private func plan(_ steps: [Step], _ values: AttributeValues, _ country: CountrySettings) -> [PlannedStep] {
    steps.filter { step in
      let channel = settings(of: step.channel)
      return !country.forbidden.contains(step.channel)
        && (channel?.lineTypes?.contains(values.phone.lineType) ?? true)
        && (step.channel.needsPhone ? values.phone.isValid : values.emailPresent)
    }.map { step in
      let channel = settings(of: step.channel)
      return PlannedStep(
        channel: step.channel, wait: step.wait, advance: step.advance, service: services[step.service].name,
        locale: step.locale ?? country.locale ?? channel?.locale, template: step.template,
        messagingService: messagingService(for: step.channel, country), afterFraudBlock: step.afterFraudBlock)
    }
  }

  private func messagingService(for channel: Channel, _ country: CountrySettings) -> String? {
    let own = settings(of: channel)?.messagingService
    return channel == .sms ? country.messagingService ?? own : own
  }
}

extension PolicyModel {
  /// What the policy decides for a request, by the embedded numbering plan.
  public func interpret(_ request: Request) -> Decision {
    interpret(request) { NumberingPlan.shared.classify($0) }
  }

  /// Reads a request by the embedded numbering plan.
  public func read(_ request: Request) -> AttributeValues {
    read(request) { NumberingPlan.shared.classify($0) }
  }
}
