internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering
internal import PosternSchema

/// `verifyServices:`, `channels:` and `limits:` with names resolved, as far as they could be.
struct SendingResolution {
  /// nil unless all were read.
  var services: [VerifyService]?
  /// nil unless all were read.
  var channels: [ChannelSettings]?
  /// nil unless all were read.
  var limits: [Limit]?
  /// The service of each channel, by index; nil where it was refused.
  var channelServices: [Int?] = []

  init(_ policy: PolicyDeclaration, _ names: inout References, _ findings: inout [Diagnostic]) {
    let sids = DirectoryResolution.ids(policy.environment?.twilio?.services.items ?? [])
    let declared = policy.verifyServices
    let services = declared.items.compactMap { Self.service($0, sid: sids[$0.name.value]) }
    self.services = declared.isComplete && services.count == declared.items.count ? services : nil
    var channels: [ChannelSettings] = []
    let hasNoServices = declared.range == nil && declared.items.isEmpty
    for channel in policy.channels.items {
      var service: Int?
      if let name = channel.service.located {
        if !hasNoServices { service = names.services.look(up: name, &findings) }
      } else {
        names.doubt.insert(.channels)
      }
      channelServices.append(service)
      if let service, let channel = Self.channel(channel, service: service) { channels.append(channel) }
    }
    self.channels =
      policy.channels.isComplete && channels.count == policy.channels.items.count ? channels : nil
    let limits = policy.limits.items.compactMap(Self.limit)
    self.limits = policy.limits.isComplete && limits.count == policy.limits.items.count ? limits : nil
  }

  private static func service(_ declared: VerifyServiceDeclaration, sid: String?) -> VerifyService? {
    guard let friendlyName = declared.friendlyName.value, !declared.codeLength.isFaulty,
      !declared.mailer.isFaulty,
      !declared.psd2.isFaulty
    else { return nil }
    return VerifyService(
      name: declared.name.value, friendlyName: friendlyName, codeLength: declared.codeLength.value ?? 6,
      mailer: declared.mailer.value, psd2: declared.psd2.value ?? false,
      parameters: declared.fields.map { Parameter($0.path, $0.value.value.parameter) }, sid: sid,
      source: declared.name.range)
  }

  private static func channel(_ declared: ChannelDeclaration, service: Int) -> ChannelSettings? {
    guard let channel = Channel(name: declared.name.value), !declared.wait.isFaulty,
      !declared.locale.isFaulty,
      !declared.template.isFaulty, !declared.from.isFaulty, !declared.messagingService.isFaulty
    else { return nil }
    var lineTypes: LineTypeSet?
    if let texts = declared.lineTypes {
      let types = texts.items.compactMap { LineType(name: $0.value) }
      guard texts.isComplete, types.count == texts.items.count else { return nil }
      lineTypes = LineTypeSet(types)
    }
    return ChannelSettings(
      channel: channel, service: service, wait: declared.wait.value ?? ActionResolution.defaultWait(channel),
      locale: declared.locale.value, template: declared.template.value, lineTypes: lineTypes,
      from: declared.from.value, messagingService: declared.messagingService.value,
      source: declared.name.range)
  }

  private static func limit(_ declared: LimitDeclaration) -> Limit? {
    guard let name = declared.key.value, let key = key(name, declared), declared.buckets.isComplete,
      !declared.buckets.items.isEmpty, !declared.onExceed.isFaulty, !declared.twilio.isFaulty
    else { return nil }
    return Limit(
      name: declared.name.value, key: key,
      buckets: declared.buckets.items.map { Bucket(max: $0.value.max, interval: $0.value.interval) },
      observesOnly: declared.onExceed.value == "observe", twilio: declared.twilio.value ?? false,
      source: declared.name.range)
  }

  private static func key(_ name: String, _ declared: LimitDeclaration) -> LimitKey? {
    switch name {
    case "number": .number
    case "prefix": declared.dropDigits.isFaulty ? nil : .prefix(dropDigits: declared.dropDigits.value ?? 4)
    case "ip": .ip
    case "country": .country
    case "user": .user
    case "all": .all
    default: nil
    }
  }
}
