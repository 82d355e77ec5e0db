extension Catalogue {
  /// PST085x: environments' deployment facts.
  static let deployment: [CatalogueEntry] = []
}
