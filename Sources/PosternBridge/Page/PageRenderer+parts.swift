#if Server
extension PageRenderer {
  enum Badge: String { case good, bad, plain, turning }

  func badge(_ badge: Badge, _ html: inout HTMLWriter) {
    html.element(.div, [.class("badge \(badge.rawValue)"), .aria(.hidden, "true")]) { _ in }
  }

  func heading(_ text: String, _ html: inout HTMLWriter) {
    html.element(.h1, [.tabIndex(-1)], text: text)
  }

  /// A sentence about a code that goes somewhere.
  func sentence(_ phrase: Phrase, _ view: PageView, _ html: inout HTMLWriter) {
    html.phrase(phrase) { slot, html in
      switch slot {
      case .destination:
        // A number wraps nowhere; an address may have to.
        let isLong = view.destination.unicodeScalars.count > 24
        html.element(.bdi, [.class(isLong ? "destination long" : "destination"), .dir("ltr")]) {
          $0.text(view.destination)
        }
      case .length: html.text(String(view.codeLength))
      case .count, .time: break
      }
    }
  }

  /// A form of the page's own, with what proves that it is.
  func form(
    to path: String, _ link: Link, _ attributes: [HTMLAttribute], _ html: inout HTMLWriter,
    _ content: (inout HTMLWriter) -> Void
  ) {
    html.element(.form, [.post, .postTo(path)] + attributes) { html in
      html.void(.input, [.type("hidden"), .name("form"), .value(link.formToken)])
      content(&html)
    }
  }

  /// What is being signed in to, since when, from where; and the way out for who did not do it.
  func signIn(_ view: PageView, _ link: Link, _ html: inout HTMLWriter) {
    html.element(.section, [.class("about"), .aria(.labelledBy, "about")]) { html in
      html.element(.h2, [.id("about")], text: texts.aboutTitle)
      html.element(.dl) { html in
        if let application = view.application {
          row(texts.application, &html) { $0.isolated(application) }
        }
        row(texts.startedAt, &html) { html in
          html.element(.bdi, [.dir("ltr")]) { html in
            html.element(
              .time, [.dateTime(view.startedAt.text)], text: Self.readable(view.startedAt))
          }
        }
        if let from = view.signInFrom { row(texts.signInFrom, &html) { $0.isolated(from) } }
      }
      html.element(.details, [.id("not-me")]) { html in
        html.element(.summary, [.id("not-me-summary")], text: texts.notMe)
        html.element(.p, text: texts.notMeExplanation)
        form(to: "\(link.path)/not-me", link, [], &html) { html in
          html.element(
            .button, [.id("not-me-confirm"), .class("danger"), .type("submit")], text: texts.notMeConfirm)
        }
      }
    }
  }

  /// `2026-11-23 08:20 UTC`: the same in every language; the script puts the reader's own in its place.
  static func readable(_ moment: Moment) -> String {
    let text = moment.text
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  private func row(_ name: String, _ html: inout HTMLWriter, _ value: (inout HTMLWriter) -> Void) {
    html.element(.dt, text: name)
    html.element(.dd, [], value)
  }
}
#endif
