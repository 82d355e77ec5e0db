#if Server
/// Tells addresses of the internet from those of a network of one's own.
enum PublicAddress {
  private static func networks(_ texts: [String]) -> [Network] { texts.compactMap { Network($0) } }

  private static let loopback = networks(["127.0.0.0/8", "::1"])

  /// Networks of the registries for special purposes, RFC 6890 and its updates, multicast included.
  private static let special = networks([
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
  ])

  /// The one block of IPv6 that is given out, and what of it is special.
  private static let given = networks(["2000::/3"])
  private static let specialInGiven = networks(["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"])
  /// IPv4 inside IPv6 by NAT64, RFC 6052.
  private static let translated = networks(["64:ff9b::/96"])

  static func isLoopback(_ address: IPAddress) -> Bool {
    loopback.contains { $0.holds(address) }
  }

  static func isPublic(_ address: IPAddress) -> Bool {
    func isIn(_ list: [Network]) -> Bool { list.contains { $0.holds(address) } }
    if address.isIPv4 { return !isIn(special) }
    if isIn(translated) { return isPublic(IPAddress(v4: UInt32(truncatingIfNeeded: address.low))) }
    return isIn(given) && !isIn(specialInGiven)
  }
}
#endif
