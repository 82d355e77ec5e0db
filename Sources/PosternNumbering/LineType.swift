/// The kind of line a phone number belongs to, under the policy's names; libphonenumber's `PhoneNumberType`.
public enum LineType: UInt8, Sendable, Hashable, CaseIterable, Comparable {
  case mobile = 0
  case fixedLine
  case fixedLineOrMobile
  case voip
  case tollFree
  case premiumRate
  case sharedCost
  case personalNumber
  case pager
  case uan
  case voicemail
  case unknown

  /// The policy's name of it, such as `fixed_line_or_mobile`.
  public var name: String {
    switch self {
    case .mobile: "mobile"
    case .fixedLine: "fixed_line"
    case .fixedLineOrMobile: "fixed_line_or_mobile"
    case .voip: "voip"
    case .tollFree: "toll_free"
    case .premiumRate: "premium_rate"
    case .sharedCost: "shared_cost"
    case .personalNumber: "personal_number"
    case .pager: "pager"
    case .uan: "uan"
    case .voicemail: "voicemail"
    case .unknown: "unknown"
    }
  }

  /// The line type of a policy's name; nil when it is none.
  public init?(name: String) {
    guard let found = LineType.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  public static func < (a: LineType, b: LineType) -> Bool { a.rawValue < b.rawValue }
}

/// A set of line types, unknown among them.
public struct LineTypeSet: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  @inlinable
  public init(_ types: some Sequence<LineType>) {
    self.rawValue = types.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
  }

  /// All twelve, unknown included.
  public static let all = LineTypeSet(LineType.allCases)

  /// Whether a line type is in the set.
  public func contains(_ type: LineType) -> Bool { rawValue & (1 << UInt16(type.rawValue)) != 0 }

  /// What is not in the set, unknown included.
  public var complement: LineTypeSet { LineTypeSet(rawValue: LineTypeSet.all.rawValue & ~rawValue) }

  /// The types in the order of the language page.
  public var types: [LineType] { LineType.allCases.filter(contains) }
}
