extension Catalogue {
  /// PST07xx: Verify services, channels, limits, providers.
  static let services: [CatalogueEntry] = []
}
