#if Server
import PosternRuntime
import PosternTable

/// What the table and the block file of this moment say of a step that was planned earlier: the stricter wins.
enum SendGate: Equatable {
  case open
  /// This channel may not be used now.
  case channelClosed
  /// Nothing may be sent there now.
  case denied(DeniedReason)

  init(_ step: PlanStep, country: String, _ active: ActiveTable, _ blocks: BlockList) {
    if blocks.isEverything || blocks.countries.contains(country) {
      self = .denied(.countryBlocked)
      return
    }
    if blocks.channels.contains(step.channel) {
      self = .channelClosed
      return
    }
    let view = active.table.view
    guard let channel = TableChannel.allCases.first(where: { $0.name == step.channel }),
      (0..<view.count(.channels)).contains(where: {
        view.value(ChannelField.channel, $0) == UInt32(channel.rawValue)
      })
    else {
      self = .channelClosed
      return
    }
    let region = active.regions[country] ?? 0
    let settings = Int(view.value(RegionField.settings, region))
    if view.value(SettingsField.mode, settings) == UInt32(TableMode.block.rawValue) {
      self = .denied(.countryBlocked)
    } else if view.value(SettingsField.forbidden, settings) >> UInt32(channel.rawValue) & 1 == 1 {
      self = .channelClosed
    } else {
      self = .open
    }
  }
}
#endif
