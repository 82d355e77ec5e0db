/// What the numbering plan says of a phone number.
public struct PhoneClass: Hashable, Sendable {
  /// The region, or unknown: for invalid numbers and for country-less codes.
  public let region: Region
  /// The line type, or unknown: as for the region.
  public let lineType: LineType
  /// Whether the number is valid. Numbers of country-less codes (+800, +882 …) are, with both of the
  /// above unknown.
  public let isValid: Bool

  public init(region: Region, lineType: LineType, isValid: Bool) {
    self.region = region
    self.lineType = lineType
    self.isValid = isValid
  }

  /// No number, or one that is not valid.
  public static let invalid = PhoneClass(region: .unknown, lineType: .unknown, isValid: false)
  /// A valid number of a country-less code.
  public static let countryLess = PhoneClass(region: .unknown, lineType: .unknown, isValid: true)
}
