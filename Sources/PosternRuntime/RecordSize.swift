/// Bytes of the records that deciding reads, as numbers and not as counts of fields, which would be counted at each
/// decision. A test holds them against `Section.recordSize`.
enum RecordSize {
  static var label: Int { 5 * 4 }
  static var region: Int { 2 * 4 }
  static var settings: Int { 8 * 4 }
  static var rule: Int { 17 * 4 }
  static var row: Int { 19 * 4 }
  static var step: Int { 10 * 4 }
  static var rollout: Int { 3 * 4 }
  static var rolloutRange: Int { 3 * 4 }
  static var zone: Int { 4 * 4 }
  static var cidr: Int { 6 * 4 }
}
