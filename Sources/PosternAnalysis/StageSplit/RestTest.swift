import PosternModel
import PosternNumbering

/// What a row asks of what IDaaS does not see, without references: quick to go through for thousands of rows.
struct RestTest {
  private let regions: (UInt64, UInt64, UInt64, UInt64)
  private let lineTypes: UInt16
  private let risks: UInt8
  private let marks: Marks

  private struct Marks: OptionSet {
    let rawValue: UInt8
    static let email = Marks(rawValue: 1)
    static let noEmail = Marks(rawValue: 2)
    /// Region and line type do not matter.
    static let anyPhone = Marks(rawValue: 4)
    /// The row itself must be asked too: for prefixes, providers or rollouts.
    static let more = Marks(rawValue: 8)
  }

  /// The test of one of some rows, which are lent: a row is costly to copy.
  init(_ rows: Span<ConditionRow>, _ index: Int) {
    regions = rows[index].regions.words
    lineTypes = rows[index].lineTypes.rawValue
    risks = rows[index].risks.rawValue
    var marks: Marks = []
    if rows[index].admitsEmail { marks.insert(.email) }
    if rows[index].admitsNoEmail { marks.insert(.noEmail) }
    if rows[index].regions == .all, rows[index].lineTypes == .all { marks.insert(.anyPhone) }
    if rows[index].prefixes != nil { marks.insert(.more) }
    if rows[index].providers != nil { marks.insert(.more) }
    if !rows[index].excludedPrefixes.isEmpty { marks.insert(.more) }
    if !rows[index].rollouts.isEmpty { marks.insert(.more) }
    self.marks = marks
  }

  /// Whether the row itself must be asked too.
  var asksMore: Bool { marks.contains(.more) }

  /// Whether nothing is asked.
  var isFree: Bool {
    marks == [.email, .noEmail, .anyPhone] && risks == RiskSet.all.rawValue
  }

  /// Whether the row admits a request, as far as these tests go.
  func admits(_ phone: PhoneClass, risk: Int, hasEmail: Bool) -> Bool {
    guard risks & (1 << UInt8(truncatingIfNeeded: risk)) != 0 else { return false }
    guard marks.contains(hasEmail ? .email : .noEmail) else { return false }
    guard lineTypes & (1 << UInt16(phone.lineType.rawValue)) != 0 else { return false }
    let bit: UInt64 = 1 << UInt64(phone.region.index & 63)
    switch phone.region.index >> 6 {
    case 0: return regions.0 & bit != 0
    case 1: return regions.1 & bit != 0
    case 2: return regions.2 & bit != 0
    default: return regions.3 & bit != 0
    }
  }
}
