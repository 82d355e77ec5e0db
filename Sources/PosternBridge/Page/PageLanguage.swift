#if Server
/// A language that the page speaks.
public enum PageLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
  case spanish = "es"
  case portuguese = "pt"
  case german = "de"
  case french = "fr"
  case arabic = "ar"
  case hindi = "hi"

  /// The language that a tag asks for, whatever its script and region: `pt-BR` is Portuguese.
  /// - Parameter tag: BCP 47; underscores are read as hyphens.
  public init?(tag: String) {
    let primary = tag.prefix { $0 != "-" && $0 != "_" }
    guard (2...3).contains(primary.utf8.count) else { return nil }
    self.init(rawValue: primary.lowercased())
  }

  /// The language of a page: the trigger's locale, else what the browser prefers, else the policy's default, else
  /// English. A tag of a language that the page does not speak counts as none.
  /// - Parameters:
  ///   - locale: BCP 47, from the trigger.
  ///   - acceptLanguage: the request's header.
  ///   - fallback: BCP 47, `page.defaultLocale`.
  public static func choose(
    locale: String?, acceptLanguage: String?, fallback: String
  ) -> PageLanguage {
    if let language = locale.flatMap(PageLanguage.init(tag:)) { return language }
    for range in acceptLanguage.map(AcceptLanguage.ranges) ?? [] {
      if range == "*" { break }
      if let language = PageLanguage(tag: range) { return language }
    }
    return PageLanguage(tag: fallback) ?? .english
  }

  /// For the `lang` attribute.
  public var tag: String { self == .chinese ? "zh-Hans" : rawValue }

  /// For the `dir` attribute.
  public var direction: String { self == .arabic ? "rtl" : "ltr" }

  public var texts: PageTexts {
    switch self {
    case .english: .english
    case .chinese: .chinese
    case .spanish: .spanish
    case .portuguese: .portuguese
    case .german: .german
    case .french: .french
    case .arabic: .arabic
    case .hindi: .hindi
    }
  }
}
#endif
