internal import PosternNumbering

/// Regions as a reader wants them.
enum RegionWords {
  /// How many are named before a count takes their place.
  static let named = 6

  /// In a sentence: names, `every country but …`, or a count with the first and last codes.
  static func short(_ regions: RegionSet) -> String {
    let list = regions.regions
    let others = regions.complement.regions
    if others.isEmpty { return "any number" }
    if others == [.unknown] { return "any number of a country" }
    if list.count <= named { return list.map(name).joined(separator: ", ") }
    if others.count <= named { return "any number but of " + others.map(name).joined(separator: ", ") }
    return "\(list.count) countries (\(list.prefix(3).map(\.code).joined(separator: ", ")) …)"
  }

  /// All codes, in order.
  static func codes(_ regions: [Region]) -> String { regions.map(\.code).joined(separator: ", ") }

  /// `Germany (DE)`.
  static func name(_ region: Region) -> String {
    region == .unknown ? "unknown country" : "\(Markdown.escape(region.name)) (\(region.code))"
  }
}
