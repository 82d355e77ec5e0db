internal import PosternModel
internal import PosternNumbering

extension TwilioTranslator {
  /// Senders of SMS by country, on every service that an `sms` step uses: countries that are not blocked in order
  /// of code, then `all` with the channel's own messaging service. Twilio prefers the country's, as the policy does.
  func messagingConfigurations() -> [TwilioResource] {
    uses.services(using: .sms).flatMap { index -> [TwilioResource] in
      let service = model.services[index]
      let countries = configuredRegions.filter { !Self.isUserAssigned($0.region) }.map {
        region, sender, rule in
        configuration(
          of: region.code, on: service, sender: sender, source: place(model.countries.rules[rule].source))
      }
      guard let sms = model.settings(of: .sms), let sender = sms.messagingService else { return countries }
      return countries + [configuration(of: "all", on: service, sender: sender, source: place(sms.source))]
    }
  }

  /// The regions that are not blocked and have a messaging service of their own, with the rule that gave it.
  var configuredRegions: [(region: Region, sender: String, rule: Int)] {
    Region.all.compactMap { region in
      let settings = model.countries[region]
      guard region != .unknown, settings.mode != .block, let sender = settings.messagingService,
        let rule = settings.messagingServiceRule
      else { return nil }
      return (region, sender, rule)
    }
  }

  /// AC, TA and XK: regions of the numbering plan that ISO 3166-1, which the API's `Country` takes, does not assign.
  static func isUserAssigned(_ region: Region) -> Bool { ["AC", "TA", "XK"].contains(region.code) }

  private func configuration(
    of country: String, on service: VerifyService, sender: String, source: String
  ) -> TwilioResource {
    TwilioResource(
      key: "messaging-configuration/\(service.name)/\(country)",
      path: "/v2/Services/{ServiceSid}/MessagingConfigurations",
      pathParameters: ["ServiceSid": serviceSid(service)],
      parameters: ["Country": .text(country), "MessagingServiceSid": .text(sender)], source: source)
  }
}
