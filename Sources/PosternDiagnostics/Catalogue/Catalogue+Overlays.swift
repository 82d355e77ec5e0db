extension Catalogue {
  /// PST03xx: environments, overlays, variables, includes.
  static let overlays: [CatalogueEntry] = []
}
