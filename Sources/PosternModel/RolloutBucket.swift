/// The bucket of a user for the rollouts of one rule name: 0 … 9 999, the same in every policy and environment.
///
/// FNV-1a, 64 bit, over the UTF-8 bytes of rule name, one zero byte, user id; then the finalizer of MurmurHash3;
/// modulo 10,000.
public func rolloutBucket(rule: String, userID: String) -> Int {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in Array(rule.utf8) + [0] + Array(userID.utf8) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
  hash ^= hash >> 33
  hash = hash &* 0xff51_afd7_ed55_8ccd
  hash ^= hash >> 33
  hash = hash &* 0xc4ce_b9fe_1a85_ec53
  hash ^= hash >> 33
  return Int(hash % 10_000)
}
