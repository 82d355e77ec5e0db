/// An IPv4 or IPv6 network.
public struct CIDR: Sendable, Hashable {
  /// 4 or 16 bytes, big-endian; bits behind the prefix are zero.
  public let address: [UInt8]
  /// 0 … 32 or 0 … 128.
  public let length: Int

  /// Masks what stands behind the prefix.
  public init(address: [UInt8], length: Int) {
    self.length = length
    self.address = address.enumerated().map { index, byte in
      let bits = max(0, min(8, length - index * 8))
      return bits == 8 ? byte : byte & ~(UInt8(0xFF) >> UInt8(bits))
    }
  }

  /// Whether it is an IPv4 network.
  public var isIPv4: Bool { address.count == 4 }
}
