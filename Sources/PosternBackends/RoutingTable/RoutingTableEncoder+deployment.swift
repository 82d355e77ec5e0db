import PosternModel
import PosternNumbering
import PosternTable

extension RoutingTableEncoder {
  /// Twilio, services, channels, limits.
  mutating func addDeployment() {
    if let twilio = model.twilio {
      writer.add(
        .twilio,
        [.text(twilio.account), .text(twilio.apiKey), .text(twilio.apiSecret), .number(Int(twilio.codeTTL))])
    }
    for service in model.services {
      writer.add(
        .services,
        [
          .text(service.name), .text(service.friendlyName), .text(service.sid), .number(service.codeLength),
          .number(service.psd2 ? 1 : 0),
        ] + place(service.source))
    }
    for channel in model.channels {
      writer.add(
        .channels,
        [
          .number(Int(channel.channel.rawValue)), .number(channel.service), .number(Int(channel.wait)),
          .text(channel.locale), .text(channel.template),
          channel.lineTypes.map { .number(Int($0.rawValue)) } ?? .none, .text(channel.from),
          .text(channel.messagingService),
        ] + place(channel.source))
    }
    for limit in model.limits {
      var digits = TableWriter.Value.none
      if case .prefix(let dropDigits) = limit.key { digits = .number(dropDigits) }
      writer.add(
        .limits,
        [
          .text(limit.name), .number(Int(limit.key.number)), digits, .number(limit.observesOnly ? 1 : 0),
          .number(limit.twilio ? 1 : 0), .number(writer.count(.buckets)), .number(limit.buckets.count),
        ] + place(limit.source))
      for bucket in limit.buckets {
        writer.add(.buckets, [.number(bucket.max), .number(Int(bucket.interval))])
      }
    }
  }

  /// Providers, applications, groups, zones with their networks.
  mutating func addNames() {
    for provider in model.identityProviders {
      writer.add(.providers, [.text(provider.name), .text(provider.id)])
    }
    for (section, entries) in [
      (Section.applications, model.directory.applications), (.groups, model.directory.groups),
    ] {
      for entry in entries {
        writer.add(section, [.text(entry.name), .text(entry.id), .text(entry.displayName)])
      }
    }
    for zone in model.directory.networkZones {
      writer.add(
        .zones,
        [.text(zone.name), .text(zone.id), .number(writer.count(.cidrs)), .number(zone.cidrs.count)])
      for cidr in zone.cidrs { add(cidr) }
    }
  }

  /// Webhook and page.
  mutating func addWebhook() {
    if let webhook = model.webhook {
      let signing = webhook.signing
      var record: [TableWriter.Value] = [.text(webhook.url), .number(Int(signing.scheme.number))]
      record += [.texts(signing.secrets), .texts(signing.verifySecrets), .texts(signing.callbackSecrets)]
      record += [.number(Int(signing.tolerance)), .text(signing.issuer), .text(signing.audience)]
      record += [.text(signing.jwksURL), .number(writer.count(.cidrs)), .number(signing.allowFrom.count)]
      record += [.number(Int(webhook.resume.number)), webhook.hold.map { .number(Int($0)) } ?? .none]
      record += [.texts(webhook.callbackURLs), .texts(webhook.privateCallbacks), .texts(webhook.returnURLs)]
      record += [.number(webhook.requireResult ? 1 : 0), .texts(webhook.mayOmit)]
      record += [.list(webhook.fallbackMethods.map { Int($0.rawValue) }), .number(Int(webhook.codeLife))]
      writer.add(.webhook, record + place(webhook.source))
      for cidr in signing.allowFrom { add(cidr) }
    }
    let page = model.page
    writer.add(
      .page,
      [
        .text(page.brand), .text(page.support), .text(page.privacy), .text(page.accent),
        .text(page.defaultLocale),
      ])
  }

  private mutating func add(_ cidr: CIDR) {
    var words = [0, 0, 0, 0]
    for (index, byte) in cidr.address.prefix(16).enumerated() {
      words[index / 4] |= Int(byte) << (24 - 8 * (index % 4))
    }
    writer.add(
      .cidrs, [.number(cidr.isIPv4 ? 4 : 6), .number(cidr.length)] + words.map { .number($0) })
  }
}

extension LimitKey {
  /// Its number in a table.
  var number: UInt32 {
    switch self {
    case .number: 0
    case .prefix: 1
    case .ip: 2
    case .country: 3
    case .user: 4
    case .all: 5
    }
  }
}

extension SigningScheme {
  /// Its number in a table.
  var number: UInt32 {
    switch self {
    case .standardWebhooks: 0
    case .jwks: 1
    case .token: 2
    }
  }
}

extension ResumeMode {
  /// Its number in a table.
  var number: UInt32 {
    switch self {
    case .response: 0
    case .callback: 1
    case .poll: 2
    }
  }
}
