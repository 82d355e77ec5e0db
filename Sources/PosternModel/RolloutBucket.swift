/// The bucket of a user for the rollouts of one rule name: 0 … 9 999, the same in every policy and environment.
///
/// FNV-1a, 64 bit, over the UTF-8 bytes of rule name, one zero byte, user id; then the finalizer of MurmurHash3;
/// modulo 10,000.
public func rolloutBucket(rule: String, userID: String) -> Int {
  var draw = RolloutDraw(rule: rule)
  draw.add(userID.utf8)
  return draw.bucket
}

/// A bucket in the making: what users have in common is added once, and what they do not to copies of it.
public struct RolloutDraw: Sendable {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// For users of whose ids nothing is known.
  public init(rule: String) {
    add(rule.utf8)
    add(CollectionOfOne(0))
  }

  /// Adds bytes of the user id behind those that were added.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// The bucket of the user whose id was added.
  public var bucket: Int {
    var mixed = hash
    mixed ^= mixed >> 33
    mixed = mixed &* 0xff51_afd7_ed55_8ccd
    mixed ^= mixed >> 33
    mixed = mixed &* 0xc4ce_b9fe_1a85_ec53
    mixed ^= mixed >> 33
    return Int(mixed % 10_000)
  }
}
