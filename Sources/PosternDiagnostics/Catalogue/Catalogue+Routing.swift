extension Catalogue {
  /// PST06xx: rules, conditions, plans, stages.
  static let routing: [CatalogueEntry] = []
}
