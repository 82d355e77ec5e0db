extension Catalogue {
  /// PST01xx: files, bytes, YAML syntax and limits.
  static let syntax: [CatalogueEntry] = []
}
