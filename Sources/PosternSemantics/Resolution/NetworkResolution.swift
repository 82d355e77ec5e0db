internal import PosternDiagnostics
internal import PosternModel

/// Reads networks: an IPv4 or IPv6 address, `/`, and how many bits.
enum NetworkResolution {
  /// What texts mean, masked, each once; nil if one was refused.
  static func networks(_ texts: [Located<String>], _ findings: inout [Diagnostic]) -> [CIDR]? {
    var result: [CIDR] = []
    var seen: Set<CIDR> = []
    var isWhole = true
    for text in texts {
      guard let network = network(text, &findings) else {
        isWhole = false
        continue
      }
      if seen.insert(network).inserted { result.append(network) }
    }
    return isWhole ? result : nil
  }

  /// What one text means; reports what cannot be read, IPv4 written as IPv6, and host bits.
  static func network(_ text: Located<String>, _ findings: inout [Diagnostic]) -> CIDR? {
    let parts = text.value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])),
      let length = number(parts[1]), length <= address.bytes.count * 8
    else {
      findings.append(.badCIDR(text, suggestion: suggestion(text.value)))
      return nil
    }
    let network = CIDR(address: address.bytes, length: length)
    // A shorter prefix reaches beyond the mapped addresses: that is a network of IPv6, with host bits.
    if address.isIPv4Mapped, length >= 96 {
      let ipv4 = CIDR(address: address.unmapped.bytes, length: length - 96)
      findings.append(.mappedCIDR(text, ipv4: ipv4.description))
      return nil
    }
    if network.address != address.bytes { findings.append(.hostBits(text, masked: network.description)) }
    return network
  }

  /// For an address without a length.
  private static func suggestion(_ text: String) -> String? {
    IPAddress(text).map { address in
      let address = address.unmapped
      return CIDR(address: address.bytes, length: address.bytes.count * 8).description
    }
  }

  /// `0|[1-9][0-9]{0,2}`.
  private static func number(_ text: Substring) -> Int? {
    let bytes = text.utf8
    guard (1...3).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }),
      bytes.count == 1 || bytes.first != 0x30
    else { return nil }
    return Int(text)
  }
}
