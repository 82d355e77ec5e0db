private import CWorldMap
public import PosternNumbering

/// The world on a sheet: shapes and dots of regions, from Natural Earth (public domain), in the Equal Earth projection.
/// See `Documentation/Report.md`.
public struct WorldMap: Sendable {
  /// A region as it is drawn.
  public struct Place: Sendable, Hashable {
    public let region: Region
    /// SVG path data, in units of the sheet; empty where there is a dot alone.
    public let path: String
    /// Where the dot is: for regions without a shape, and for those whose shape is too small to see.
    public let dot: Dot?
  }

  /// The middle of a dot, in units of the sheet.
  public struct Dot: Sendable, Hashable {
    public let x: Int
    public let y: Int
  }

  /// Units of the sheet, whose origin is its upper left corner.
  public let width: Int
  public let height: Int
  /// In order of code: every region that has telephone numbers.
  public let places: [Place]

  /// The map that is embedded in the program. The only place that reads the data of the C target.
  public static let embedded: WorldMap = {
    let map = unsafe postern_world_map()
    let rows = unsafe UnsafeBufferPointer(start: map.regions, count: Int(map.count))
    var places: [Place] = []
    places.reserveCapacity(rows.count)
    for index in rows.indices {
      let row = unsafe rows[index]
      guard let region = unsafe Region(code: String(cString: row.code)) else { continue }
      let dot = unsafe row.x < 0 ? nil : Dot(x: Int(row.x), y: Int(row.y))
      unsafe places.append(Place(region: region, path: String(cString: row.path), dot: dot))
    }
    return unsafe WorldMap(width: Int(map.width), height: Int(map.height), places: places)
  }()
}
