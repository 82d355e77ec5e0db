internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Channels that cannot work as they are: WhatsApp without a sender, without its messaging service or with a malformed
/// one, e-mail with line types.
struct UnusableChannels: Check {
  let codes = ["PST0704", "PST0707", "PST0710", "PST0713"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    for channel in policy.declaration.channels.items {
      switch Channel(name: channel.name.value) {
      case .whatsapp:
        if channel.from.isAbsent {
          findings.append(.whatsappWithoutSender(at: channel.name.range))
        } else if channel.messagingService.isAbsent {
          findings.append(.whatsappWithoutMessagingService(at: channel.name.range))
        }
        if let sender = channel.from.located, !Self.isSender(sender.value) {
          findings.append(.malformedSender(sender))
        }
      case .email:
        if let lineTypes = channel.lineTypes {
          findings.append(.lineTypesOnEmail(at: lineTypes.range ?? channel.name.range))
        }
      case .sms, .call, nil: break
      }
    }
  }

  /// `whatsapp:+` and 1 to 15 digits, the first not 0 (E.164).
  private static func isSender(_ text: String) -> Bool {
    let prefix = "whatsapp:+"
    guard text.hasPrefix(prefix) else { return false }
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    return (1...15).contains(digits.count) && digits.first != 0x30
      && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
