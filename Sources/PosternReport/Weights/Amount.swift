import PosternModel

/// An exact amount of money, in millionths of the unit that a price list is in. Nothing here is rounded, and nothing is a
/// floating-point number.
public struct Amount: Sendable, Hashable, Comparable {
  /// Millionths.
  public let millionths: Int128

  public init(millionths: Int128) {
    self.millionths = millionths
  }

  /// None.
  public static let zero = Amount(millionths: 0)

  /// So many times a price. Neither factor that can be read is larger than 10¹², so this cannot overflow, nor can the sum
  /// of all that a table holds.
  static func * (count: Int, price: Amount) -> Amount {
    Amount(millionths: Int128(count) * price.millionths)
  }

  public static func + (a: Amount, b: Amount) -> Amount { Amount(millionths: a.millionths + b.millionths) }

  public static func - (a: Amount, b: Amount) -> Amount { Amount(millionths: a.millionths - b.millionths) }

  public static func < (a: Amount, b: Amount) -> Bool { a.millionths < b.millionths }

  /// In decimal: at least two places, six at most, thousands apart, such as `12,345.60`; `-` before what is less than zero.
  public var text: String {
    let size = millionths.magnitude
    var places = String(size % 1_000_000)
    places = String(repeating: "0", count: 6 - places.utf8.count) + places
    while places.utf8.count > 2, places.hasSuffix("0") { places.removeLast() }
    return (millionths < 0 ? "-" : "") + CountWords.grouped(String(size / 1_000_000)) + "." + places
  }

  /// As `text`, without anything between thousands: what a program reads.
  public var plain: String { text.filter { $0 != "," } }
}

/// A part of a whole, exactly.
public struct Share: Sendable, Hashable {
  public let part: Int
  public let whole: Int

  public init(of part: Int, in whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// Tenths of a percent, half up; 0 of nothing.
  public var tenthsOfPercent: Int {
    whole == 0 ? 0 : Int((Int128(part) * 2_000 + Int128(whole)) / (2 * Int128(whole)))
  }

  /// In percent with one place, such as `12.3%`; `<0.1%` for what would be nothing.
  public var text: String {
    let tenths = tenthsOfPercent
    return tenths == 0 && part > 0 ? "<0.1%" : "\(tenths / 10).\(tenths % 10)%"
  }
}
