/// An IP address as text gives it; an IPv4-mapped IPv6 address is the IPv4 one.
struct ClientAddress {
  let isIPv4: Bool
  /// The first 64 bits; an IPv4 address is in the first 32 of them.
  let high: UInt64
  /// The last 64 bits of an IPv6 address.
  let low: UInt64

  /// Reads dotted decimal without leading zeros, or the forms of RFC 4291 section 2.2; nil for all else.
  init?(_ text: LentRequest.Text) {
    if let address = unsafe Self.readIPv4(text, from: 0) {
      isIPv4 = true
      high = UInt64(address) << 32
      low = 0
      return
    }
    guard let address = unsafe Self.readIPv6(text) else { return nil }
    isIPv4 = address.high == 0 && address.low >> 32 == 0xFFFF
    high = isIPv4 ? address.low << 32 : address.high
    low = isIPv4 ? 0 : address.low
  }

  /// The rest of the text as four decimal numbers.
  private static func readIPv4(_ text: LentRequest.Text, from start: Int) -> UInt32? {
    var address: UInt32 = 0
    var parts = 1
    var value: UInt32 = 0
    var digits = 0
    for index in start..<max(start, text.count) {
      let byte = unsafe text[index]
      if byte == 0x2E {
        guard digits > 0, parts < 4 else { return nil }
        address = address << 8 | value
        parts += 1
        value = 0
        digits = 0
        continue
      }
      guard byte >= 0x30, byte <= 0x39, digits == 0 || value > 0 else { return nil }
      value = value * 10 + UInt32(byte - 0x30)
      digits += 1
      guard value <= 255 else { return nil }
    }
    return parts == 4 && digits > 0 ? address << 8 | value : nil
  }

  private static func readIPv6(_ text: LentRequest.Text) -> (high: UInt64, low: UInt64)? {
    var groups = Groups()
    var index = 0
    if text.count >= 2, unsafe text[0] == 0x3A, unsafe text[1] == 0x3A {
      groups.gap = 0
      index = 2
    }
    while index < text.count {
      guard let next = unsafe readGroup(text, at: index, into: &groups) else { return nil }
      if next == text.count { break }
      guard unsafe text[next] == 0x3A, next + 1 < text.count else { return nil }
      index = next + 1
      if unsafe text[index] == 0x3A {
        guard groups.gap == nil else { return nil }
        groups.gap = groups.count
        index += 1
      }
    }
    return groups.address
  }

  /// Reads up to four hexadecimal digits, or an IPv4 address at the end; the index behind them.
  private static func readGroup(_ text: LentRequest.Text, at start: Int, into groups: inout Groups) -> Int? {
    var value: UInt64 = 0
    var index = start
    while index < text.count, index - start <= 4 {
      switch unsafe text[index] {
      case let byte where byte >= 0x30 && byte <= 0x39: value = value << 4 | UInt64(byte - 0x30)
      case let byte where byte >= 0x41 && byte <= 0x46: value = value << 4 | UInt64(byte - 0x41 + 10)
      case let byte where byte >= 0x61 && byte <= 0x66: value = value << 4 | UInt64(byte - 0x61 + 10)
      case 0x2E:
        guard let address = unsafe readIPv4(text, from: start), groups.append(UInt64(address >> 16)),
          groups.append(UInt64(address & 0xFFFF))
        else { return nil }
        return text.count
      default:
        return index > start && groups.append(value) ? index : nil
      }
      index += 1
    }
    return index - start <= 4 && index > start && groups.append(value) ? index : nil
  }

  /// Groups of 16 bits, and where the double colon stands among them.
  private struct Groups {
    var count = 0
    var gap: Int?
    /// Those before the gap, right-aligned in 128 bits, and those behind it.
    private var head: (high: UInt64, low: UInt64) = (0, 0)
    private var tail: (high: UInt64, low: UInt64) = (0, 0)

    mutating func append(_ value: UInt64) -> Bool {
      guard count < 8 else { return false }
      count += 1
      if gap == nil {
        head = (head.high << 16 | head.low >> 48, head.low << 16 | value)
      } else {
        tail = (tail.high << 16 | tail.low >> 48, tail.low << 16 | value)
      }
      return true
    }

    /// All 128 bits; nil when there are too few groups, or eight beside a gap.
    var address: (high: UInt64, low: UInt64)? {
      guard let gap else { return count == 8 ? head : nil }
      guard count < 8 else { return nil }
      let shift = UInt64(128 - 16 * gap)
      let high =
        shift >= 128
        ? 0 : shift >= 64 ? head.low << (shift - 64) : head.high << shift | head.low >> (64 - shift)
      let low = shift >= 64 ? 0 : head.low << shift
      return (high | tail.high, low | tail.low)
    }
  }
}
