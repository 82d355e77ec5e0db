/// The world's numbering plan: what libphonenumber says of every phone number.
///
/// The answer equals libphonenumber's for the same text, read without a default region, valid, and equal to
/// its own E.164 format; numbers of country-less codes (+800, +882 …) are valid without region or line type.
public struct NumberingPlan: Sendable {
  /// The automaton, in the form of ``StateWord``.
  let words: [UInt32]
  /// What each class of the automaton means: 0 invalid, 1 country-less, then by region and line type.
  let classes: [PhoneClass]
  /// Version of libphonenumber's metadata that this plan was made from.
  public let metadataVersion: String

  /// The plan that is built in. The first use copies 125 KB.
  public static let shared = NumberingPlan(embedded: EmbeddedPlan())

  /// Version of libphonenumber's metadata that the built-in plan was made from, such as `9.0.43`.
  public static var metadataVersion: String { shared.metadataVersion }

  private init(embedded: EmbeddedPlan) {
    self.words = embedded.words
    self.metadataVersion = embedded.version
    self.classes = embedded.classes.enumerated().map { number, value in
      if number == 0 { return .invalid }
      let region = Region(index: Int(value >> 8)) ?? .unknown
      let lineType = LineType(rawValue: UInt8(value & 0xFF)) ?? .unknown
      return PhoneClass(region: region, lineType: lineType, isValid: true)
    }
  }

  /// What the plan says of a phone number: `+` and ASCII digits; anything else is invalid.
  ///
  /// Takes one load a digit.
  public func classify(_ number: String) -> PhoneClass { classify(utf8: number.utf8) }

  /// What the plan says of a phone number given as UTF-8 text.
  public func classify(utf8: some Sequence<UInt8>) -> PhoneClass { classes[words.classID(utf8: utf8)] }

  /// Every region and line type that some valid number has, in that order; country-less codes are left out.
  public var pairs: [(Region, LineType)] {
    classes.filter { $0.region != .unknown }.map { ($0.region, $0.lineType) }
  }

  /// The line types that valid numbers of a region have. For `unknown`: unknown, by country-less codes.
  public func lineTypes(of region: Region) -> LineTypeSet {
    LineTypeSet(classes.filter { $0.isValid && $0.region == region }.map(\.lineType))
  }

  /// The regions that no valid number has, such as AQ and EH, in order; not `unknown`.
  public var regionsWithoutNumbers: [Region] {
    let used = RegionSet(classes.map(\.region))
    return Region.all.filter { $0 != .unknown && !used.contains($0) }
  }
}
