#if Server
/// An IP address; an IPv4-mapped IPv6 address is the IPv4 one.
struct IPAddress: Sendable, Hashable {
  let isIPv4: Bool
  /// The address, most significant bits first; IPv4 in the upper 32 bits of `high`.
  let high: UInt64
  let low: UInt64

  init(v4 bits: UInt32) {
    isIPv4 = true
    high = UInt64(bits) << 32
    low = 0
  }

  init(high: UInt64, low: UInt64) {
    isIPv4 = high == 0 && low >> 32 == 0xFFFF
    self.high = isIPv4 ? low << 32 : high
    self.low = isIPv4 ? 0 : low
  }

  /// Reads dotted decimal without leading zeros, or the forms of RFC 4291 section 2.2, without zone and brackets.
  init?(_ text: some StringProtocol) {
    if let bits = Self.readIPv4(text) {
      self.init(v4: bits)
      return
    }
    guard let groups = Self.readIPv6(text) else { return nil }
    self.init(high: Self.word(groups[0..<4]), low: Self.word(groups[4..<8]))
  }

  /// The upper 32 bits of an IPv4 address.
  var v4: UInt32? { isIPv4 ? UInt32(truncatingIfNeeded: high >> 32) : nil }

  private static func word(_ groups: ArraySlice<UInt16>) -> UInt64 {
    groups.reduce(0) { $0 << 16 | UInt64($1) }
  }

  private static func readIPv4(_ text: some StringProtocol) -> UInt32? {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30,
        part.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      let value = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) }
      guard value <= 255 else { return nil }
      bits = bits << 8 | value
    }
    return bits
  }

  private static func readIPv6(_ text: some StringProtocol) -> [UInt16]? {
    guard text.utf8.count <= 45 else { return nil }
    let halves = String(text).split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    switch halves.count {
    case 1:
      guard let groups = readGroups(halves[0]), groups.count == 8 else { return nil }
      return groups
    case 2:
      guard let head = readGroups(halves[0], mayEndInIPv4: false), let tail = readGroups(halves[1]),
        head.count + tail.count < 8
      else { return nil }
      return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    default: return nil
    }
  }

  private static func readGroups(_ text: Substring, mayEndInIPv4: Bool = true) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndInIPv4, index == parts.count - 1, let bits = readIPv4(part) {
        groups += [UInt16(bits >> 16), UInt16(bits & 0xFFFF)]
        continue
      }
      guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }),
        let group = UInt16(part, radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }
}

extension Network {
  /// Reads CIDR notation; an address alone is a network of its own. Host bits must be zero.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
    let longest = address.isIPv4 ? 32 : 128
    var length = longest
    if parts.count == 2 {
      guard let given = Int(parts[1]), String(given) == parts[1], (0...longest).contains(given) else {
        return nil
      }
      length = given
    }
    self.init(isIPv4: address.isIPv4, length: length, high: address.high, low: address.low)
    guard holds(address) else { return nil }
  }

  /// Whether an address is in it.
  func holds(_ address: IPAddress) -> Bool {
    holds(isIPv4: address.isIPv4, high: address.high, low: address.low)
  }
}
#endif
