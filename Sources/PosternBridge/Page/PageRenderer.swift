#if Server
/// Makes the hosted page: server-rendered HTML that says everything and works without a script.
public struct PageRenderer: Sendable {
  let settings: PageSettings
  let brand: String
  let language: PageLanguage
  let assets: PageAssets

  /// - Parameters:
  ///   - settings: `page:` of the policy.
  ///   - brand: who asks, where the policy names no brand: the service's friendly name.
  ///   - language: of this page.
  ///   - assets: made with the accent of the same settings.
  public init(settings: PageSettings, brand: String, language: PageLanguage, assets: PageAssets) {
    self.settings = settings
    self.brand = settings.brand ?? brand
    self.language = language
    self.assets = assets
  }

  var texts: PageTexts { language.texts }

  /// What one browser's page is called, and what its forms bring back.
  public struct Link: Sendable, Equatable {
    /// `/challenge/c/<handle>`.
    public let path: String
    public let formToken: String

    public init(path: String, formToken: String) {
      self.path = path
      self.formToken = formToken
    }
  }

  /// The page of a challenge.
  /// - Parameters:
  ///   - view: what may be shown of it.
  ///   - link: where its forms go.
  ///   - notice: what the last step did.
  ///   - now: for the wait that is left.
  /// - Returns: HTML in UTF-8.
  public func challenge(_ view: PageView, link: Link, notice: PageNotice?, now: Moment) -> [UInt8] {
    let notice = view.phase == .enterCode ? notice : nil
    let title = Self.title(view, texts)
    return document(
      title: notice?.isError == true ? "\(texts.errorPrefix): \(title)" : title,
      refreshes: view.phase == .sending
    ) { html in
      html.element(
        .main,
        [
          .id("main"), .data(.mark, PageMark.of(view)), .data(.phase, PageMark.phase(view)),
          .data(.path, link.path),
        ]
      ) { html in
        switch view.phase {
        case .sending: sending(view, &html)
        case .enterCode: enterCode(view, link, notice, now, &html)
        case .approved: approved(view, link, &html)
        case .denied(let reason, let message): denied(view, reason, message, link, &html)
        }
        if view.phase == .sending || view.phase == .enterCode { signIn(view, link, &html) }
      }
    }
  }

  /// A page that shows nothing of any challenge.
  public enum Standalone: Sendable, Equatable {
    /// Unknown, used up, or opened by another browser: always the same page.
    case elsewhere
    /// A form that does not belong to this browser's page.
    case outdated(path: String?)
    case unavailable(path: String?)
  }

  /// - Returns: HTML in UTF-8.
  public func standalone(_ page: Standalone) -> [UInt8] {
    let (title, text, path): (String, String, String?) =
      switch page {
      case .elsewhere: (texts.elsewhereTitle, texts.elsewhereText, nil)
      case .outdated(let path): (texts.outdatedTitle, texts.outdatedText, path)
      case .unavailable(let path): (texts.unavailableTitle, texts.unavailableText, path)
      }
    return document(title: title, refreshes: false) { html in
      html.element(.main, [.id("main")]) { html in
        badge(.plain, &html)
        heading(title, &html)
        html.element(.p, [.class("lead")], text: text)
        if let path {
          html.element(.p, [.class("onward")]) {
            $0.element(.a, [.class("button"), .path(path)], text: texts.tryAgain)
          }
        }
      }
    }
  }

  private func document(
    title: String, refreshes: Bool, _ main: (inout HTMLWriter) -> Void
  ) -> [UInt8] {
    var html = HTMLWriter()
    html.element(.html, [.lang(language.tag), .dir(language.direction)]) { html in
      html.element(.head) { html in
        html.void(.meta, [.charset("utf-8")])
        html.void(.meta, [.name("viewport"), .content("width=device-width, initial-scale=1")])
        html.void(.meta, [.name("color-scheme"), .content("light dark")])
        // Without a script nobody would see that the code was sent.
        if refreshes {
          html.element(.noscript) { $0.void(.meta, [.httpEquiv("refresh"), .content("3")]) }
        }
        html.element(.title, text: "\(title) – \(brand)")
        html.void(.link, [.rel("stylesheet"), .path(assets.stylesheetPath)])
        html.element(.script, [.source(assets.scriptPath), .deferred]) { _ in }
      }
      html.element(.body) { html in
        html.element(.div, [.class("page")]) { html in
          header(&html)
          main(&html)
          footer(&html)
        }
        html.element(.p, [.id("said"), .class("unseen"), .role("status"), .aria(.live, "polite")]) { _ in }
      }
    }
    return html.bytes
  }

  private func header(_ html: inout HTMLWriter) {
    html.element(.header, [.class("brand")]) { html in
      if let initial = brand.first(where: \.isLetter) {
        html.element(.span, [.class("monogram"), .aria(.hidden, "true")], text: initial.uppercased())
      }
      html.isolated(brand)
    }
  }

  private func footer(_ html: inout HTMLWriter) {
    let links = [(settings.support, texts.help), (settings.privacy, texts.privacy)].compactMap {
      address, text in
      address.flatMap(HTMLAttribute.link).map { ($0, text) }
    }
    guard !links.isEmpty else { return }
    html.element(.footer) { html in
      html.element(.ul) { html in
        for (link, text) in links {
          html.element(.li) { $0.element(.a, [link, .rel("noopener noreferrer")], text: text) }
        }
      }
    }
  }
}
#endif
