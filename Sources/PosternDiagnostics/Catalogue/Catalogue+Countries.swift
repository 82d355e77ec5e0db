extension Catalogue {
  /// PST05xx: countries, sets, line types, papers.
  static let countries: [CatalogueEntry] = []
}
