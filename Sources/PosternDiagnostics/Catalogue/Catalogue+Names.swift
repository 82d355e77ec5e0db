extension Catalogue {
  /// PST035x: names and ids.
  static let names: [CatalogueEntry] = []
}
