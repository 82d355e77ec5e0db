/// A set of regions, unknown among them: 256 bits.
public struct RegionSet: Hashable, Sendable {
  /// Bit *i* of word *i / 64* stands for the region of index *i*.
  public private(set) var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  public init() {}

  @inlinable public init(_ regions: some Sequence<Region>) {
    self.init()
    for region in regions { insert(region) }
  }

  /// Every region, unknown included.
  public static let all: RegionSet = {
    var all = RegionSet()
    all.words = (.max, .max, .max, .max >> UInt64(256 - Region.count))
    return all
  }()

  /// Whether a region is in the set.
  public func contains(_ region: Region) -> Bool {
    let bit = UInt64(1) << UInt64(region.index & 63)
    switch region.index >> 6 {
    case 0: return words.0 & bit != 0
    case 1: return words.1 & bit != 0
    case 2: return words.2 & bit != 0
    default: return words.3 & bit != 0
    }
  }

  /// Adds a region.
  public mutating func insert(_ region: Region) {
    let bit = UInt64(1) << UInt64(region.index & 63)
    switch region.index >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Adds all of another set.
  public mutating func formUnion(_ other: RegionSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  /// What is in both.
  public func intersection(_ other: RegionSet) -> RegionSet {
    var result = self
    result.words.0 &= other.words.0
    result.words.1 &= other.words.1
    result.words.2 &= other.words.2
    result.words.3 &= other.words.3
    return result
  }

  /// What is not in the set, unknown included.
  public var complement: RegionSet {
    var result = RegionSet.all
    result.words.0 &= ~words.0
    result.words.1 &= ~words.1
    result.words.2 &= ~words.2
    result.words.3 &= ~words.3
    return result
  }

  /// Whether nothing is in the set.
  public var isEmpty: Bool { words.0 | words.1 | words.2 | words.3 == 0 }

  /// How many regions are in the set.
  public var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount + words.3.nonzeroBitCount
  }

  /// The regions in order of code, unknown first.
  public var regions: [Region] {
    var regions: [Region] = []
    for word in 0..<4 {
      var left = word == 0 ? words.0 : word == 1 ? words.1 : word == 2 ? words.2 : words.3
      while left != 0 {
        regions.append(Region(unchecked: UInt8(truncatingIfNeeded: word * 64 + left.trailingZeroBitCount)))
        left &= left &- 1
      }
    }
    return regions
  }

  public static func == (a: RegionSet, b: RegionSet) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
