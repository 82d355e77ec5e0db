extension Catalogue {
  /// PST02xx: keys, types, values of scalars.
  static let structure: [CatalogueEntry] = []
}
