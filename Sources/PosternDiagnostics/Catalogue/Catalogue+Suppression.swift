extension Catalogue {
  /// PST09xx: suppressions and credentials.
  static let suppression: [CatalogueEntry] = []
}
