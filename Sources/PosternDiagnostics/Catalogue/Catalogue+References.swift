extension Catalogue {
  /// PST04xx: references and declarations that nothing uses.
  static let references: [CatalogueEntry] = []
}
