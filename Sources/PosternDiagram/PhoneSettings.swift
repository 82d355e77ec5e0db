import PosternModel
import PosternNumbering

/// What a policy's countries and channels make of a phone number: all that a plan depends on but its steps.
struct PhoneSettings: Hashable {
  var mode: CountryMode
  /// What the country gives; where it is blocked, nothing matters.
  var locale: String?
  var messagingService: String?
  /// The channels that reach the number; `email` says that the country does not forbid it.
  var channels: ChannelSet

  /// By kind of number.
  static func all(of kinds: [PhoneKind], in model: PolicyModel) -> [PhoneSettings] {
    var byLineType = Array(repeating: ChannelSet(Channel.allCases), count: LineType.allCases.count)
    for settings in model.channels {
      guard let reached = settings.lineTypes else { continue }
      for type in LineType.allCases where !reached.contains(type) {
        byLineType[Int(type.rawValue)].subtract(ChannelSet([settings.channel]))
      }
    }
    let withoutPhone = ChannelSet(Channel.allCases.filter { !$0.needsPhone })
    return kinds.map { kind in
      let country = model.countries[kind.phone.region]
      if country.mode == .block {
        return PhoneSettings(mode: .block, locale: nil, messagingService: nil, channels: [])
      }
      var channels = byLineType[Int(kind.phone.lineType.rawValue)].subtracting(country.forbidden)
      if !kind.phone.isValid { channels.formIntersection(withoutPhone) }
      return PhoneSettings(
        mode: country.mode, locale: country.locale, messagingService: country.messagingService,
        channels: channels)
    }
  }
}
