extension TableCheck {
  /// How many records there are, and what their fields say of one another.
  func checkNumbers() throws(TableError) {
    for section in [Section.policy, .page] where view.count(section) != 1 { throw .wrongSize(section) }
    for section in [Section.twilio, .webhook] where view.count(section) > 1 { throw .wrongSize(section) }
    guard (1...256).contains(view.count(.regions)) else { throw .wrongSize(.regions) }
    guard view.count(.channels) <= 4 else { throw .wrongSize(.channels) }
    var seen: UInt32 = 0
    for record in 0..<view.count(.channels) {
      let bit: UInt32 = 1 << view.value(ChannelField.channel, record)
      guard seen & bit == 0 else { throw .inconsistent(.channels, record: record) }
      seen |= bit
    }
    for record in 0..<view.count(.steps) {
      let bit: UInt32 = 1 << view.value(StepField.channel, record)
      guard seen & bit != 0 else { throw .inconsistent(.steps, record: record) }
    }
    if view.count(.webhook) == 1, view.value(WebhookField.resume, 0) != 0 {
      guard view.value(WebhookField.hold, 0) == TableFormat.none else {
        throw .inconsistent(.webhook, record: 0)
      }
    }
    for record in 0..<view.count(.limits) {
      let isPrefix = view.value(LimitField.key, record) == 1
      let hasDigits = view.value(LimitField.dropDigits, record) != TableFormat.none
      guard isPrefix == hasDigits else { throw .inconsistent(.limits, record: record) }
    }
    try checkCIDRs()
    try checkSorted(.prefixes, PrefixField.text.rawValue)
    try checkSorted(.rollouts, RolloutField.rule.rawValue)
    try checkSorted(.regions, RegionField.code.rawValue, from: 1)
    for record in 0..<view.count(.prefixes) {
      guard isPrefix(view.name(view.value(PrefixField.text, record))) else {
        throw .inconsistent(.prefixes, record: record)
      }
    }
    for record in 0..<view.count(.rollouts) {
      let name = view.name(view.value(RolloutField.rule, record))
      let low = UInt64(view.value(RolloutField.stateLow, record))
      let high = UInt64(view.value(RolloutField.stateHigh, record))
      guard RolloutHash.state(of: name) == (high << 32 | low) else {
        throw .inconsistent(.rollouts, record: record)
      }
    }
    for record in 0..<view.count(.rolloutRanges) {
      let lower = view.value(RolloutRangeField.lower, record)
      guard lower < view.value(RolloutRangeField.upper, record) else {
        throw .inconsistent(.rolloutRanges, record: record)
      }
    }
  }

  private func checkCIDRs() throws(TableError) {
    for record in 0..<view.count(.cidrs) {
      let length = Int(view.value(CIDRField.length, record))
      let family = view.value(CIDRField.family, record)
      guard family == 6 || (family == 4 && length <= 32) else { throw .inconsistent(.cidrs, record: record) }
      let words: [CIDRField] = [.word0, .word1, .word2, .word3]
      for (index, field) in words.enumerated() {
        let bits = max(0, min(32, length - index * 32))
        let behind = bits == 32 ? 0 : UInt32.max >> UInt32(bits)
        guard view.value(field, record) & behind == 0 else { throw .inconsistent(.cidrs, record: record) }
      }
    }
  }

  /// Texts are sorted, so sorted indices are sorted texts.
  private func checkSorted(_ section: Section, _ field: Int, from first: Int = 0) throws(TableError) {
    for record in stride(from: first + 1, to: view.count(section), by: 1) {
      guard view.number(section, record - 1, field) < view.number(section, record, field) else {
        throw .wrongOrder(section, record: record)
      }
    }
  }

  private func isPrefix(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...18).contains(bytes.count), bytes[0] == 0x2B, bytes[1] != 0x30 else { return false }
    return bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// The part of a rollout's hash that the rule's name alone decides.
public enum RolloutHash {
  /// FNV-1a, 64 bits, of the name's UTF-8 and one zero byte.
  public static func state(of name: String) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return state &* 0x0000_0100_0000_01B3
  }
}
