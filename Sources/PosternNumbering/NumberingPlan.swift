/// The world's numbering plan: what libphonenumber says of every phone number.
///
/// The answer equals libphonenumber's for the same text, read without a default region, valid, and equal to
/// its own E.164 format; numbers of country-less codes (+800, +882 …) are valid without region or line type.
public struct NumberingPlan: Sendable {
  /// What each class of the automaton means: 0 invalid, 1 country-less, then by region and line type.
  package let classes: [PhoneClass]

  /// The plan that is built in.
  public static let shared = NumberingPlan(classes: EmbeddedPlan.classes)

  /// Version of libphonenumber's metadata that the built-in plan was made from, such as `9.0.43`.
  public static var metadataVersion: String { EmbeddedPlan.version }

  private init(classes: [PhoneClass]) {
    self.classes = classes
  }

  /// The automaton, in the form of ``StateWord``: not there before somebody asks, since most checks do not.
  var words: [UInt32] { EmbeddedPlan.words }

  /// Version of libphonenumber's metadata that this plan was made from.
  public var metadataVersion: String { EmbeddedPlan.version }

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
    var used = RegionSet()
    for entry in classes { used.insert(entry.region) }
    used.insert(.unknown)
    return used.complement.regions
  }
}
