public import PosternNumbering

/// Regions as a reader wants them, as plain text.
public enum RegionWords {
  /// How many are named before a count takes their place.
  public static let named = 6

  /// Behind *from* or *for*: names, `anywhere but …`, or a count with the first codes.
  public static func short(_ regions: RegionSet) -> String {
    let list = regions.regions
    let others = Region.count - list.count
    if others == 0 { return "anywhere" }
    if others == 1, !regions.contains(.unknown) { return "any country" }
    if list.count <= named { return list.map(name).joined(separator: " or ") }
    if others <= named {
      return "anywhere but " + regions.complement.regions.map(name).joined(separator: " or ")
    }
    return "\(list.count) countries (\(list.prefix(3).map(\.code).joined(separator: ", ")) …)"
  }

  /// All codes, in order.
  public static func codes(_ regions: [Region]) -> String { regions.map(\.code).joined(separator: ", ") }

  /// `Germany (DE)`.
  public static func name(_ region: Region) -> String { names[Int(region.index)] }

  private static let names = Region.all.map { region in
    region == .unknown ? "unknown country" : "\(region.name) (\(region.code))"
  }
}
