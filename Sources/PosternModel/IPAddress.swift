/// An IPv4 or IPv6 address as text gives it: 4 or 16 bytes, big-endian.
public struct IPAddress: Sendable, Hashable {
  /// 4 or 16 bytes. An IPv4-mapped IPv6 address read with `unmapped` is 4.
  public let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads dotted decimal (four numbers, no leading zeros) or the forms of RFC 4291 section 2.2; nil for all
  /// else, zone identifiers among it.
  public init?(_ text: String) {
    let utf8 = Array(text.utf8)
    if utf8.contains(0x3A) {
      guard let bytes = Self.readIPv6(utf8) else { return nil }
      self.bytes = bytes
    } else {
      guard let bytes = Self.readIPv4(utf8[...]) else { return nil }
      self.bytes = bytes
    }
  }

  /// Whether it is ::ffff:a.b.c.d.
  public var isIPv4Mapped: Bool {
    bytes.count == 16 && bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
  }

  /// The IPv4 address that an IPv4-mapped IPv6 address stands for; any other address as it is.
  public var unmapped: IPAddress {
    isIPv4Mapped ? IPAddress(bytes: Array(bytes[12...])) : self
  }

  private static func readIPv4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      if part.count > 1, part.first == 0x30 { return nil }
      let value = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard value <= 255 else { return nil }
      bytes.append(UInt8(value))
    }
    return bytes
  }

  private static func readIPv6(_ text: [UInt8]) -> [UInt8]? {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    var gap = false
    var groups = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count) else { return nil }
    // "::" shows as one empty group, two at either end.
    if groups[0].isEmpty {
      guard groups[1].isEmpty else { return nil }
      groups.removeFirst()
    }
    if groups[groups.count - 1].isEmpty {
      guard groups.count >= 2, groups[groups.count - 2].isEmpty else { return nil }
      groups.removeLast()
    }
    for (index, group) in groups.enumerated() {
      if group.isEmpty {
        guard !gap else { return nil }
        gap = true
        continue
      }
      var bytes: [UInt8]
      if group.contains(0x2E) {
        guard index == groups.count - 1, let four = readIPv4(group) else { return nil }
        bytes = four
      } else {
        guard group.count <= 4, let value = readHex(group) else { return nil }
        bytes = [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
      if gap { tail += bytes } else { head += bytes }
    }
    let missing = 16 - head.count - tail.count
    guard gap ? missing >= 2 : missing == 0 else { return nil }
    return head + Array(repeating: 0, count: missing) + tail
  }

  private static func readHex(_ text: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: value = value << 4 | Int(byte - 0x30)
      case 0x41...0x46: value = value << 4 | Int(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | Int(byte - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}

extension CIDR {
  /// Whether an address is in the network. IPv4 and IPv6 never hold one another.
  public func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == self.address.count else { return false }
    return CIDR(address: address.bytes, length: length).address == self.address
  }
}
