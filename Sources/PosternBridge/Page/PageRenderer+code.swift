#if Server
extension PageView {
  /// Digits of every code that counts, of the newest first.
  var codeLengths: [Int] { [codeLength] + otherLengths }

  /// The same, for a script.
  var lengthsMark: String { codeLengths.map(String.init).joined(separator: " ") }
}

extension PageRenderer {
  func sending(_ view: PageView, _ html: inout HTMLWriter) {
    badge(.turning, &html)
    heading(texts.sendingTitle, &html)
    html.element(.p, [.class("lead")]) { sentence(texts.sendingLead, view, &$0) }
  }

  func enterCode(
    _ view: PageView, _ link: Link, _ notice: PageNotice?, _ now: Moment, _ html: inout HTMLWriter
  ) {
    if let notice { said(notice, view, &html) }
    heading(texts.enterTitle, &html)
    html.element(.p, [.class("lead")]) { sentence(texts.sentBy[view.channel], view, &$0) }
    codeForm(view, link, notice, &html)
    otherCodes(view, link, now, &html)
  }

  private func said(_ notice: PageNotice, _ view: PageView, _ html: inout HTMLWriter) {
    let text = notice.text(texts, codeLengths: view.codeLengths)
    guard notice.isError else {
      html.element(.p, [.class("done"), .role("status")], text: text)
      return
    }
    html.element(.div, [.class("problem"), .role("alert"), .aria(.labelledBy, "problem")]) { html in
      html.element(.h2, [.id("problem")], text: texts.problem)
      html.element(.p) { html in
        if notice.isAboutCode {
          html.element(.a, [.path("#code")], text: text)
        } else {
          html.text(text)
        }
      }
    }
  }

  private func codeForm(_ view: PageView, _ link: Link, _ notice: PageNotice?, _ html: inout HTMLWriter) {
    let isWrong = notice?.isAboutCode == true
    let lengthText = PageNotice.wrongLength.text(texts, codeLengths: view.codeLengths)
    form(to: link.path, link, [.class("code")], &html) { html in
      html.element(.label, [.for("code")], text: texts.codeLabel)
      var error: [HTMLAttribute] = [
        .id("code-error"), .class("error"), .data(.prefix, texts.errorPrefix),
      ]
      if !isWrong { error.append(.hidden) }
      html.element(
        .p, error, text: isWrong ? notice?.text(texts, codeLengths: view.codeLengths) ?? "" : "")
      var field: [HTMLAttribute] = [
        .id("code"), .class("digits"), .name("code"), .type("text"), .dir("ltr"), .inputMode("numeric"),
        .autocomplete("one-time-code"), .enterKeyHint("done"), .pattern(Self.pattern(view.codeLengths)),
        .title(lengthText), .required, .autofocus,
        .data(.length, view.lengthsMark),
        .data(.message, lengthText), .aria(.describedBy, "code-error code-hint"),
      ]
      if isWrong { field.append(.aria(.invalid, "true")) }
      html.void(.input, field)
      html.element(.div, [.id("code-hint"), .class("hint")]) { html in
        html.element(.p) { html in
          html.phrase(texts.attemptsLeft) { slot, html in
            html.text(slot == .count ? String(view.attemptsLeft) : "")
          }
        }
        html.element(.p, [.class("js-only")], text: texts.pasteHint)
      }
      html.element(
        .button, [.class("primary"), .type("submit"), .data(.busy, texts.submitting)], text: texts.submit)
    }
  }

  /// Digits of any script with spaces between them, as many as a code has.
  static func pattern(_ lengths: [Int]) -> String {
    lengths.map { "\\s*(?:\\p{Nd}\\s*){\(max(1, $0))}" }.joined(separator: "|")
  }

  private func otherCodes(_ view: PageView, _ link: Link, _ now: Moment, _ html: inout HTMLWriter) {
    let canResend = view.canResend && view.sendsLeft > 0
    let next = view.sendsLeft > 0 ? view.nextChannel : nil
    // While a code is being checked none can be sent: nothing is said about that.
    if !canResend, next == nil, view.sendsLeft > 0 { return }
    html.element(.section, [.class("again"), .aria(.labelledBy, "again")]) { html in
      html.element(.h2, [.id("again")], text: texts.notReceived)
      guard canResend || next != nil else {
        html.element(.p, text: texts.noMoreSends)
        return
      }
      let seconds = view.resendAfter.map { Self.secondsLeft(until: $0, now: now) } ?? 0
      if seconds > 0 { wait(seconds, &html) }
      html.element(.div, [.class("choices")]) { html in
        if canResend {
          choice(texts.again[view.channel], id: "resend", to: "\(link.path)/resend", link, view, &html)
        }
        if let next { choice(texts.next[next], id: "next", to: "\(link.path)/next", link, view, &html) }
      }
    }
  }

  private func wait(_ seconds: Int64, _ html: inout HTMLWriter) {
    html.element(
      .p, [.class("wait"), .data(.seconds, String(seconds)), .data(.said, texts.canAskNow)]
    ) { html in
      html.phrase(texts.waitUntil) { slot, html in
        guard slot == .time else { return }
        html.element(.span, [.class("clock"), .dir("ltr")], text: Self.clock(seconds))
      }
    }
  }

  private func choice(
    _ phrase: Phrase, id: String, to path: String, _ link: Link, _ view: PageView, _ html: inout HTMLWriter
  ) {
    form(to: path, link, [], &html) { html in
      html.element(.button, [.id(id), .class("secondary"), .type("submit")]) { sentence(phrase, view, &$0) }
    }
  }

  /// Whole seconds, rounded up, 0 at least and a day at most.
  static func secondsLeft(until moment: Moment, now: Moment) -> Int64 {
    let milliseconds = min(max(moment.since(now), 0), 86_400_000)
    return (milliseconds + 999) / 1000
  }

  /// `0:28`, `12:05`.
  static func clock(_ seconds: Int64) -> String {
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}
#endif
