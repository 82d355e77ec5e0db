import PosternNumbering

/// The world map of a page: a link for each region, to its row in a table.
///
/// What it shows is all in that table too; the links make it usable with a keyboard and a screen reader.
struct MapFigure {
  /// What a region shows.
  struct Piece {
    let mark: MapMark
    /// What is said behind the region's name.
    let label: String
    /// The id of what the link leads to.
    let anchor: String
    /// Whether it is drawn with a line around it, and where it is a dot, as a diamond.
    var isMarked = false
  }

  /// Begins the ids of this figure, such as `map`; two figures of a page have different ones.
  let id: String
  let title: String
  let description: String
  /// By region; what has none is land without telephone numbers.
  let pieces: [Region: Piece]
  /// The figure on the same page whose shapes are used again; nil for the first one.
  var shapesOf: String?

  func write(to page: inout HTMLPage) {
    let map = WorldMap.embedded
    page.element(
      "svg",
      [
        ("class", "map"), ("viewBox", "0 0 \(map.width) \(map.height)"), ("role", "group"),
        ("aria-labelledby", "\(id)-title"), ("aria-describedby", "\(id)-desc"),
      ]
    ) { page in
      page.element("title", [("id", "\(id)-title")], text: title)
      page.element("desc", [("id", "\(id)-desc")], text: description)
      // What is marked comes behind its neighbours, and dots come last: they stand on what surrounds them.
      let shapes = map.places.filter { $0.dot == nil }
      for place in shapes where !isMarked(place) { write(place, to: &page) }
      for place in shapes where isMarked(place) { write(place, to: &page) }
      for place in map.places where place.dot != nil && !isMarked(place) { write(place, to: &page) }
      for place in map.places where place.dot != nil && isMarked(place) { write(place, to: &page) }
    }
  }

  private func isMarked(_ place: WorldMap.Place) -> Bool { pieces[place.region]?.isMarked == true }

  private func write(_ place: WorldMap.Place, to page: inout HTMLPage) {
    guard let piece = pieces[place.region] else {
      page.element("g", [("class", "m-nobody")]) { draw(place, to: &$0) }
      return
    }
    let label = "\(place.region.name): \(piece.label)"
    page.element(
      "a",
      [
        ("href", "#" + piece.anchor), ("class", piece.mark.name + (piece.isMarked ? " marked" : "")),
        ("aria-label", label),
      ]
    ) { page in
      page.element("title", text: label)
      draw(place, to: &page)
    }
  }

  private func draw(_ place: WorldMap.Place, to page: inout HTMLPage) {
    if !place.path.isEmpty {
      let code = place.region.code
      if let shapesOf {
        page.element("use", [("href", "#\(shapesOf)-\(code)")]) { _ in }
      } else {
        page.element("path", [("id", "\(id)-\(code)"), ("d", place.path)]) { _ in }
      }
    }
    if let dot = place.dot {
      if isMarked(place) {
        // A form of its own, and a larger one, so that neither colour nor the line alone tells of the change.
        page.element("path", [("class", "dot"), ("d", "M\(dot.x - 16) \(dot.y)l16-16 16 16-16 16z")]) { _ in }
      } else {
        page.element("circle", [("class", "dot"), ("cx", "\(dot.x)"), ("cy", "\(dot.y)"), ("r", "6")]) { _ in
        }
      }
    }
  }

  /// The id of a region's row.
  static func anchor(of region: Region) -> String { "in-" + region.code }
}
