internal import PosternModel
internal import PosternNumbering

/// What Verify's API lacks, and what people have to see to, in the order it can be done.
extension TwilioTranslator {
  func manualSteps() -> [ManualStep] {
    guard !uses.services.isEmpty else { return paperSteps() }
    return serviceSteps() + [geoPermissions(.sms), geoPermissions(.call)] + fraudGuard() + channelToggles()
      + whatsappSenders() + templates() + mailers() + userAssignedSenders() + codeLife() + paperSteps()
  }

  /// Services whose SID the environment does not give yet.
  private func serviceSteps() -> [ManualStep] {
    model.services.filter { $0.sid == nil }.map { service in
      ManualStep(
        "service-sid/\(service.name)", title: "Note the SID of service \(service.name)",
        place: "environments/\(model.environment).yaml › twilio › services › \(service.name)",
        value: "the VA… SID that creating \"\(service.friendlyName)\" returns",
        reason:
          "services have no unique name: without the SID another run would create a second one, and the "
          + "bridge cannot send")
    }
  }

  /// Verify's own geo permissions, for exactly the countries that a channel may reach.
  private func geoPermissions(_ channel: Channel) -> ManualStep {
    let name = channel == .sms ? "SMS" : "voice"
    let used = uses.channels.contains(channel)
    let regions = used ? model.regions(for: channel) : []
    return ManualStep(
      "geo-permissions/\(channel.name)",
      title: regions.isEmpty
        ? "Disable every country for \(name)"
        : "Allow exactly \(regions.count == 1 ? "this country" : "these \(regions.count) countries") for \(name)",
      place: "Twilio console › Verify › Settings › Geo permissions",
      value: regions.isEmpty ? nil : regions.map(\.code).joined(separator: ", "),
      reason:
        "Verify's geo permissions are in no API; the bridge enforces the policy's countries by itself, and "
        + "this is the second lock")
  }

  private func steps(
    using channel: Channel, _ step: (VerifyService) -> ManualStep
  ) -> [ManualStep] {
    uses.services(using: channel).map { step(model.services[$0]) }
  }

  private func fraudGuard() -> [ManualStep] {
    steps(using: .sms) { service in
      ManualStep(
        "fraud-guard/\(service.name)", title: "Set Fraud Guard of \(service.friendlyName)",
        place: "Twilio console › Verify › Services › \(service.friendlyName) › SMS", value: "Standard or Max",
        reason: "Fraud Guard is in no API, and covers SMS only")
    }
  }

  private func channelToggles() -> [ManualStep] {
    uses.services.map { index in
      let service = model.services[index]
      let channels = uses.channels(ofService: index)
      return ManualStep(
        "channels/\(service.name)", title: "Enable exactly the channels of \(service.friendlyName)",
        place: "Twilio console › Verify › Services › \(service.friendlyName) › each channel's tab",
        value: channels.map(\.name).joined(separator: ", "),
        reason:
          "the switches are in no API; a channel that is off answers 60223, one that is on without need is "
          + "open to abuse")
    }
  }

  private func whatsappSenders() -> [ManualStep] {
    guard let settings = model.settings(of: .whatsapp) else { return [] }
    return steps(using: .whatsapp) { service in
      ManualStep(
        "whatsapp-sender/\(service.name)",
        title: "Bring the WhatsApp sender of \(service.friendlyName) online",
        place: "Twilio console › Messaging › Senders › WhatsApp senders",
        value: [settings.from, settings.messagingService.map { "in \($0)" }].compactMap(\.self)
          .joined(separator: " "),
        reason: "the sender has to be registered with Meta, belong to the messaging service, and have Meta's "
          + "authentication templates approved; without them WhatsApp answers 68008 or 60242")
    }
  }

  private func templates() -> [ManualStep] {
    let service = model.services.compactMap { service in
      service.parameters.first { $0.path == "DefaultTemplateSid" }.flatMap {
        if case .text(let sid) = $0.value { sid } else { nil }
      }
    }
    let used = (service + uses.templates).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if used.isEmpty { return [] }
    return [
      ManualStep(
        "templates", title: "Have the message templates approved",
        place: "Twilio console › Verify › Templates, or Twilio's support",
        value: used.joined(separator: ", "),
        reason: "the API only lists templates; one that is not approved answers 60201")
    ]
  }

  private func mailers() -> [ManualStep] {
    steps(using: .email) { service in
      ManualStep(
        "mailer/\(service.name)", title: "Attach the e-mail integration to \(service.friendlyName)",
        place: "Twilio console › Verify › Services › \(service.friendlyName) › Email", value: service.mailer,
        reason: "the mailer is no parameter of the API; without it e-mail answers 60217")
    }
  }

  /// Senders for regions that the API's `Country` does not take.
  private func userAssignedSenders() -> [ManualStep] {
    guard !uses.services(using: .sms).isEmpty else { return [] }
    return configuredRegions.filter { Self.isUserAssigned($0.region) }.map { region, sender, _ in
      ManualStep(
        "messaging-configuration/\(region.code)", title: "Ask for the sender of \(region.name)",
        place: "Twilio's support", value: "\(region.code): \(sender)",
        reason: "`Country` of a messaging configuration takes ISO 3166-1 codes, and \(region.code) is none")
    }
  }

  private func codeLife() -> [ManualStep] {
    guard let twilio = model.twilio, twilio.codeTTL != 600 else { return [] }
    return [
      ManualStep(
        "code-ttl", title: "Have the life of codes set", place: "Twilio's support",
        value: "\(twilio.codeTTL) seconds",
        reason: "only Twilio's support changes the ten minutes that a code lives")
    ]
  }
}
