#if Server
/// A client's address as limits count it and people see it: IPv4 whole, IPv6 by its first 64 bits.
struct LimitAddress: Sendable, Equatable {
  /// What limits count by.
  let key: String
  /// What the page shows: IPv4 without its last byte, IPv6 by its first 48 bits.
  let shortened: String

  /// nil for what is no address.
  init?(_ text: String) {
    if let parts = Self.readIPv4(text) {
      self.init(parts)
      return
    }
    guard let groups = Self.readIPv6(text) else { return nil }
    if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      self.init([groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].map { UInt8($0) })
      return
    }
    let texts = groups.map { String($0, radix: 16) }
    self.init(
      key: texts[0..<4].joined(separator: ":") + "::/64",
      shortened: texts[0..<3].joined(separator: ":") + "::")
  }

  private init(_ bytes: [UInt8]) {
    let start = "\(bytes[0]).\(bytes[1]).\(bytes[2])."
    self.init(key: "\(start)\(bytes[3])", shortened: "\(start)•")
  }

  private init(key: String, shortened: String) {
    self.key = key
    self.shortened = shortened
  }

  /// Dotted decimal without leading zeros.
  static func readIPv4(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    // The part that is being read, and how many digits it has.
    var value = 0
    var digits = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39:
        if digits > 0, value == 0 { return nil }
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        if value > 255 { return nil }
      case 0x2E:
        if digits == 0 || bytes.count == 3 { return nil }
        bytes.append(UInt8(value))
        value = 0
        digits = 0
      default: return nil
      }
    }
    guard digits > 0, bytes.count == 3 else { return nil }
    bytes.append(UInt8(value))
    return bytes
  }

  /// RFC 4291 section 2.2, without a zone: eight groups.
  static func readIPv6(_ text: String) -> [UInt16]? {
    let halves = text.ranges(of: "::")
    guard halves.count <= 1 else { return nil }
    guard let gap = halves.first else {
      guard let groups = readGroups(text), groups.count == 8 else { return nil }
      return groups
    }
    guard let head = readGroups(text[..<gap.lowerBound]), let tail = readGroups(text[gap.upperBound...]),
      head.count + tail.count < 8
    else { return nil }
    return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func readGroups(_ text: some StringProtocol) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, let bytes = readIPv4(part) {
        groups.append(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
        groups.append(UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
      } else {
        guard part.utf8.count <= 4, !part.isEmpty, part.first != "+", part.first != "-",
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups.count <= 8 ? groups : nil
  }
}
#endif
