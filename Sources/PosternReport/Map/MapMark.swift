import PosternAnalysis
import PosternModel

/// How a plan looks on a map and in its legend: a colour with a pattern of its own, so that no colour has to be told from
/// another. The names are classes of the page's style.
struct MapMark: Hashable {
  let name: String

  /// - Parameter number: which of the plans that send it is, from 0; those behind the sixth look alike, and are told
  ///   apart by their letters.
  init(_ treatment: Treatment, number: Int) {
    switch (treatment.outcome, treatment.reason) {
    case (.send, _): name = "m-send\(min(number, Self.sends) + 1)"
    case (.use, _): name = "m-use"
    case (.skip, _): name = "m-skip"
    case (.deny, .countryBlocked): name = "m-blocked"
    case (.deny, .noChannel): name = "m-none"
    case (.deny, _): name = "m-deny"
    }
  }

  private static let sends = 6

  /// Patterns that the style fills with, by id: the lines of each, on a tile of twelve units.
  static let patterns: [(id: String, path: String)] = [
    ("k-send2", "M-3 9L9 -3M3 15L15 3"),
    ("k-send3", "M0 6H12"),
    ("k-send4", "M6 0V12"),
    ("k-send5", "M4 6a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"),
    ("k-send6", "M3 -3L15 9M-3 3L9 15"),
    ("k-send7", "M2 2H10V10H2Z"),
    ("k-use", "M6 2V10M2 6H10"),
    ("k-skip", "M-3 9L9 -3M3 15L15 3M3 -3L15 9M-3 3L9 15"),
    ("k-deny", "M2 10L6 2L10 10Z"),
    ("k-none", "M0 3H12M0 9H12M3 0V12M9 0V12"),
  ]

  /// Writes the patterns once for a page, in a drawing that takes no room.
  static func writePatterns(to page: inout HTMLPage) {
    page.element("svg", [("class", "patterns"), ("aria-hidden", "true"), ("focusable", "false")]) { page in
      page.element("defs") { page in
        for pattern in patterns {
          page.element(
            "pattern",
            [
              ("id", pattern.id), ("width", "12"), ("height", "12"), ("patternUnits", "userSpaceOnUse"),
            ]
          ) { page in
            page.element("rect", [("width", "12"), ("height", "12"), ("class", "ground")]) { _ in }
            page.element("path", [("d", pattern.path), ("class", "lines")]) { _ in }
          }
        }
      }
    }
  }

  /// A piece of the map's colour for a legend; nothing for a screen reader, which has the words beside it.
  func writeSwatch(to page: inout HTMLPage) {
    page.element(
      "svg",
      [
        ("class", "swatch \(name)"), ("viewBox", "0 0 48 28"), ("aria-hidden", "true"),
        ("focusable", "false"),
      ]
    ) { page in
      page.element("rect", [("width", "48"), ("height", "28")]) { _ in }
    }
  }
}
