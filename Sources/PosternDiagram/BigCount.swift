import PosternModel

/// A natural number of any size: how many requests there are grows beyond every machine word with the groups.
public struct BigCount: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Least significant first, without leading zeros; empty for zero.
  private var limbs: [UInt64] = []

  /// Nothing.
  public static let zero = BigCount(0)
  public static let one = BigCount(1)

  /// A number that is not negative; a negative one counts as zero.
  public init(_ value: Int) {
    if value > 0 { limbs = [UInt64(value)] }
  }

  /// Whether it is nothing.
  public var isZero: Bool { limbs.isEmpty }

  public static func + (a: BigCount, b: BigCount) -> BigCount {
    var sum = BigCount(0)
    var carry: UInt64 = 0
    for index in 0..<max(a.limbs.count, b.limbs.count) {
      let (first, over) = a.limb(index).addingReportingOverflow(b.limb(index))
      let (second, overAgain) = first.addingReportingOverflow(carry)
      sum.limbs.append(second)
      carry = over || overAgain ? 1 : 0
    }
    if carry > 0 { sum.limbs.append(carry) }
    return sum
  }

  public static func * (a: BigCount, b: BigCount) -> BigCount {
    guard !a.isZero, !b.isZero else { return zero }
    if a.limbs == [1] { return b }
    if b.limbs == [1] { return a }
    var product = Array(repeating: UInt64(0), count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        let (high, low) = x.multipliedFullWidth(by: y)
        let (first, over) = low.addingReportingOverflow(product[i + j])
        let (second, overAgain) = first.addingReportingOverflow(carry)
        product[i + j] = second
        carry = high &+ (over ? 1 : 0) &+ (overAgain ? 1 : 0)
      }
      product[i + b.limbs.count] = carry
    }
    while product.last == 0 { product.removeLast() }
    var result = BigCount(0)
    result.limbs = product
    return result
  }

  /// Two to that power; one for a negative power.
  public static func powerOfTwo(_ power: Int) -> BigCount {
    var result = BigCount(0)
    result.limbs = Array(repeating: 0, count: max(0, power) / 64) + [1 << UInt64(max(0, power) % 64)]
    return result
  }

  public static func < (a: BigCount, b: BigCount) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    return a.limbs.reversed().lexicographicallyPrecedes(b.limbs.reversed())
  }

  /// In decimal.
  public var description: String {
    guard !limbs.isEmpty else { return "0" }
    var rest = limbs
    var parts: [String] = []
    let base: UInt64 = 1_000_000_000_000_000_000
    while !rest.isEmpty {
      var remainder: UInt64 = 0
      for index in rest.indices.reversed() {
        let (quotient, left) = base.dividingFullWidth((remainder, rest[index]))
        rest[index] = quotient
        remainder = left
      }
      while rest.last == 0 { rest.removeLast() }
      parts.append(String(remainder))
    }
    let head = parts.removeLast()
    return head + parts.reversed().map { String(repeating: "0", count: 18 - $0.utf8.count) + $0 }.joined()
  }

  /// In decimal with a comma between thousands; from 10¹⁵ rounded down to three digits and a power of ten.
  public var readable: String { CountWords.short(description) }

  private func limb(_ index: Int) -> UInt64 { index < limbs.count ? limbs[index] : 0 }
}
