extension CIDR: CustomStringConvertible {
  /// `203.0.113.0/24`, or IPv6 in the form of RFC 5952: lower case, the longest run of zeros shortened.
  public var description: String { (isIPv4 ? ipv4 : ipv6) + "/\(length)" }

  private var ipv4: String { address.map { "\($0)" }.joined(separator: ".") }

  private var ipv6: String {
    let groups = stride(from: 0, to: address.count - 1, by: 2).map {
      UInt16(address[$0]) << 8 | UInt16(address[$0 + 1])
    }
    guard let zeros = Self.longestZeros(groups) else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    let before = groups[..<zeros.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
    let after = groups[zeros.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
    return before + "::" + after
  }

  /// The first longest run of two or more zeros.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for (index, group) in (groups + [1]).enumerated() {
      if group == 0 {
        start = start ?? index
      } else if let from = start {
        if index - from >= 2, index - from > (best?.count ?? 0) { best = from..<index }
        start = nil
      }
    }
    return best
  }
}
