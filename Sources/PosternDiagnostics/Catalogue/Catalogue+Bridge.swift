extension Catalogue {
  /// PST08xx: webhook and bridge.
  static let bridge: [CatalogueEntry] = []
}
