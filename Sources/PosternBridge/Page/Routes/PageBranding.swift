#if Server
/// How the pages look under one table.
public struct PageBranding: Sendable {
  let settings: PageSettings
  /// Friendly names of the services, by name.
  let friendlyNames: [String: String]
  let fallbackName: String
  let assets: PageAssets

  /// Made once for each table: the stylesheet is written here.
  public init(_ settings: BridgeSettings) {
    self.init(
      settings.page,
      friendlyNames: Dictionary(
        settings.services.map { ($0.name, $0.friendlyName) }, uniquingKeysWith: { first, _ in first }),
      fallbackName: settings.services.first?.friendlyName ?? settings.policy)
  }

  init(_ settings: PageSettings, friendlyNames: [String: String], fallbackName: String) {
    self.settings = settings
    self.friendlyNames = friendlyNames
    self.fallbackName = fallbackName
    self.assets = PageAssets(accent: settings.accent)
  }

  /// The renderer of one page.
  /// - Parameters:
  ///   - view: nil for a page that shows no challenge.
  ///   - acceptLanguage: the request's header.
  func renderer(_ view: PageView?, acceptLanguage: String?) -> PageRenderer {
    PageRenderer(
      settings: settings, brand: view?.serviceName.flatMap { friendlyNames[$0] } ?? fallbackName,
      language: .choose(
        locale: view?.locale, acceptLanguage: acceptLanguage, fallback: settings.defaultLocale),
      assets: assets)
  }
}
#endif
