#if Server
extension PageRenderer {
  func approved(_ view: PageView, _ link: Link, _ html: inout HTMLWriter) {
    badge(.good, &html)
    heading(texts.approvedTitle, &html)
    if view.returnURL == nil {
      html.element(.p, [.class("lead")], text: texts.approvedReturn)
    } else {
      html.element(.p, [.class("lead")], text: texts.approvedContinue)
      onward(texts.continueButton, link, &html)
    }
  }

  /// Neutral about every reason but three: what a person may know of the others, they know already.
  func denied(
    _ view: PageView, _ reason: DeniedReason, _ message: String?, _ link: Link, _ html: inout HTMLWriter
  ) {
    badge(reason == .expired ? .plain : .bad, &html)
    heading(Self.deniedTitle(reason, texts), &html)
    html.element(.p, [.class("lead")]) { html in
      switch reason {
      case .rule:
        if let message { html.isolated(message) } else { html.text(texts.ruleText) }
      case .expired: html.text(texts.expiredText)
      case .exhausted: html.text(texts.exhaustedText)
      case .countryBlocked, .noChannel, .rateLimited, .locked, .superseded, .canceled, .userRejected,
        .conflict,
        .numberUnreachable, .provider:
        html.text(texts.deniedText)
      }
    }
    if view.returnURL != nil { onward(texts.backToSignIn, link, &html) }
  }

  static func title(_ view: PageView, _ texts: PageTexts) -> String {
    switch view.phase {
    case .sending: texts.sendingTitle
    case .enterCode: texts.enterTitle
    case .approved: texts.approvedTitle
    case .denied(let reason, _): deniedTitle(reason, texts)
    }
  }

  private static func deniedTitle(_ reason: DeniedReason, _ texts: PageTexts) -> String {
    switch reason {
    case .rule: texts.ruleTitle
    case .expired: texts.expiredTitle
    case .exhausted: texts.exhaustedTitle
    case .countryBlocked, .noChannel, .rateLimited, .locked, .superseded, .canceled, .userRejected, .conflict,
      .numberUnreachable, .provider:
      texts.deniedTitle
    }
  }

  private func onward(_ text: String, _ link: Link, _ html: inout HTMLWriter) {
    form(to: "\(link.path)/continue", link, [.class("onward")], &html) { html in
      html.element(.button, [.id("continue"), .class("primary"), .type("submit")], text: text)
    }
  }
}
#endif
