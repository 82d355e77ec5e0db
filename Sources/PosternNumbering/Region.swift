/// A region of the numbering plan, or *unknown*: ISO 3166-1 alpha-2 codes, and AC, TA and XK, which
/// libphonenumber uses. Codes that no number ever has (AQ, BV, …) are regions too.
public struct Region: Hashable, Sendable, Comparable {
  /// 0 for unknown, else 1 … `Region.count - 1` in alphabetical order of the codes; always in range.
  public let index: UInt8

  init(unchecked index: UInt8) {
    self.index = index
  }

  /// No region: no number, an invalid one, or one of a country-less code (+800, +882 …).
  public static let unknown = Region(unchecked: 0)

  /// How many values there are, unknown included.
  public static let count = 253

  /// Every region in order of code, unknown first.
  public static var all: [Region] {
    (0..<UInt8(truncatingIfNeeded: count)).map(Region.init(unchecked:))
  }

  /// Every region that some number has, in order of code: not `unknown`, nor those without a numbering plan of
  /// their own (Western Sahara's numbers are Morocco's).
  public static let withNumbers = all.filter {
    $0 != .unknown && !["AQ", "BV", "EH", "GS", "HM", "PN", "TF", "UM"].contains($0.code)
  }

  /// The region of an index, nil when out of range.
  public init?(index: Int) {
    guard index >= 0, index < Region.count else { return nil }
    self.index = UInt8(truncatingIfNeeded: index)
  }

  /// The region of an upper-case two-letter code; nil when it is none. `unknown` is accepted.
  public init?(code: String) {
    guard let index = RegionNames.index(of: code) else { return nil }
    self.index = index
  }

  /// Two upper-case letters, or `unknown`.
  public var code: String { RegionNames.table[Int(index)].code }

  /// The English short name, such as `Germany`; `unknown` for none.
  public var name: String { RegionNames.table[Int(index)].name }

  public static func < (a: Region, b: Region) -> Bool { a.index < b.index }
}
