/// A world map as it stands on a page: a link past it, a switch that enlarges it, and a box that scrolls it, all of which
/// work with a keyboard and without a script.
struct MapBox {
  let figure: MapFigure
  /// Names the box for a screen reader: no other part of the page is called so.
  let label: String
  /// What stands above the map, in bold.
  var heading: String?
  /// What stands below the map.
  var note: String?
  /// The link past the map, which has a tab stop for every country: its words, and the id of what it leads to.
  let skip: (words: String, target: String)

  func write(to page: inout HTMLPage) {
    let zoom = figure.id + "-zoom"
    page.element("figure") { page in
      if let heading {
        page.element("figcaption") { page in page.element("strong", text: heading) }
      }
      page.element("a", [("class", "jump"), ("href", "#" + skip.target)], text: skip.words)
      page.void("input", [("type", "checkbox"), ("class", "zoom"), ("id", zoom)])
      page.element("label", [("for", zoom)], text: "Enlarge the map")
      page.element(
        "div", [("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0")]
      ) { figure.write(to: &$0) }
      if let note { page.element("figcaption", text: note) }
    }
  }
}
