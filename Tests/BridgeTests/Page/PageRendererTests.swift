#if Server
import Foundation
import Testing

@testable import PageSamples
@testable import PosternBridge

@Suite struct PageRendererTests {
  static let now = Moment(milliseconds: 1_795_420_800_000)
  static let link = PageRenderer.Link(path: "/challenge/c/handle", formToken: "token")

  static func renderer(
    _ language: PageLanguage, _ settings: PageSettings = PageSamples.settings
  ) -> PageRenderer {
    PageRenderer(settings: settings, brand: "Fallback", language: language, assets: PageAssets(accent: nil))
  }

  static func render(
    _ view: PageView, _ language: PageLanguage = .english, notice: PageNotice? = nil,
    settings: PageSettings = PageSamples.settings
  ) -> String {
    String(
      decoding: renderer(language, settings).challenge(view, link: link, notice: notice, now: now),
      as: UTF8.self)
  }

  /// An older code of another length counts still: the field takes both.
  @Test func everyCodeThatCountsCanBeTyped() {
    var view = PageSamples.view(startedAt: Self.now)
    view.codeLength = 8
    view.otherLengths = [6]
    let page = Self.render(view)
    #expect(page.contains(#"data-length="8 6""#))
    #expect(page.contains(#"\s*(?:\p{Nd}\s*){8}|\s*(?:\p{Nd}\s*){6}"#))
    #expect(page.contains("Enter all 8/6 digits of the code."))
  }

  /// Every page there is, in one language.
  static func everyPage(_ language: PageLanguage) -> [String: String] {
    var pages: [String: String] = [:]
    var views: [String: PageView] = [:]
    for channel in ["sms", "whatsapp", "call", "email"] {
      var view = PageSamples.view(startedAt: now)
      (view.channel, view.nextChannel) = (channel, channel)
      views["enter by \(channel)"] = view
    }
    var used = PageSamples.view(startedAt: now)
    (used.sendsLeft, used.canResend, used.nextChannel) = (0, false, nil)
    views["no sends left"] = used
    views["sending"] = PageSamples.view(.sending, startedAt: now)
    for reason in DeniedReason.allCases {
      views["denied \(reason.rawValue)"] = PageSamples.view(.denied(reason, message: nil), startedAt: now)
    }
    views["approved"] = PageSamples.view(.approved, startedAt: now)
    for (name, view) in views {
      var withReturn = view
      withReturn.returnURL = "https://app.example.com/done"
      pages[name] = render(view, language)
      pages["\(name), return"] = render(withReturn, language)
    }
    for notice in PageNotice.allCases {
      pages["said \(notice.rawValue)"] = render(PageSamples.view(startedAt: now), language, notice: notice)
    }
    for (name, page) in [
      ("elsewhere", PageRenderer.Standalone.elsewhere), ("outdated", .outdated(path: "/challenge/c/h")),
      ("unavailable", .unavailable(path: nil)),
    ] {
      pages[name] = String(decoding: renderer(language).standalone(page), as: UTF8.self)
    }
    return pages
  }

  @Test(arguments: PageLanguage.allCases) func everyPageIsWhole(_ language: PageLanguage) {
    for (name, html) in Self.everyPage(language) {
      #expect(HTMLCheck.faults(html) == [], "\(language) \(name)")
      #expect(html.contains(#"<html lang="\#(language.tag)" dir="\#(language.direction)">"#))
      for slot in Phrase.Slot.allCases {
        #expect(!html.contains("{\(slot.rawValue)}"), "a place was left open in \(language) \(name)")
      }
      #expect(html.contains("<h1") && html.contains("<title>"), "\(language) \(name)")
      #expect(!html.contains("style=") && !html.contains("onclick") && !html.contains("<style"))
    }
  }

  @Test(arguments: PageLanguage.allCases) func everyTextIsThereAndIsShown(_ language: PageLanguage) {
    let shown = Self.everyPage(language).values.joined()
    for (name, parts) in language.texts.everyText {
      #expect(!parts.isEmpty, "\(language) lacks \(name)")
      for part in parts {
        var writer = HTMLWriter()
        writer.text(part)
        let escaped = String(decoding: writer.bytes, as: UTF8.self).dropFirst("<!DOCTYPE html>\n".count)
        #expect(shown.contains(escaped), "\(language) never shows \(name)")
      }
    }
  }

  @Test(arguments: PageLanguage.allCases) func everyLanguageHasTheSamePlaces(_ language: PageLanguage) {
    let english = PageTexts.english.everySlot
    for (name, slots) in language.texts.everySlot { #expect(slots == english[name], "\(language) \(name)") }
    guard language != .english else { return }
    let same = language.texts.everyText.filter { $0.value == PageTexts.english.everyText[$0.key] }.keys
      .sorted()
    #expect(Set(same).isSubset(of: ["application", "errorPrefix"]), "not translated in \(language): \(same)")
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)",
    "</title><script>x</script>",
    "&lt;b&gt;", "\u{0}\u{1F}\u{7F}\u{202E}evil",
  ])
  func noTextBecomesMarkup(_ text: String) {
    var settings = PageSamples.settings
    settings.brand = text
    settings.support = "https://a.example/\"><script>" + text
    settings.privacy = "javascript:" + text
    var view = PageSamples.view(startedAt: Self.now)
    (view.application, view.signInFrom, view.destination, view.nextChannel) = (text, text, text, text)
    view.returnURL = text
    var pages = [Self.render(view, settings: settings)]
    view.phase = .denied(.rule, message: text)
    pages.append(Self.render(view, settings: settings))
    let plain = HTMLCheck.tags(Self.render(PageSamples.view(startedAt: Self.now)))
    for html in pages {
      #expect(HTMLCheck.faults(html) == [])
      #expect(!html.contains("<img") && !html.contains("onerror=alert(1)>") && !html.contains("javascript:"))
      #expect(HTMLCheck.tags(html).filter { $0 == "script" }.count == plain.filter { $0 == "script" }.count)
      #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    }
  }

  /// Everything but three reasons looks the same.
  @Test func thePageIsNeutral() {
    var pages: Set<String> = []
    for reason in DeniedReason.allCases where ![.rule, .expired, .exhausted].contains(reason) {
      pages.insert(Self.render(PageSamples.view(.denied(reason, message: "secret"), startedAt: Self.now)))
    }
    #expect(pages.count == 1)
    #expect(pages.allSatisfy { !$0.contains("secret") })
  }

  @Test func aRuleSaysItsMessage() {
    let html = Self.render(PageSamples.view(.denied(.rule, message: "Ask the desk"), startedAt: Self.now))
    #expect(html.contains("<bdi>Ask the desk</bdi>"))
  }

  @Test func theFieldIsMadeForCodes() {
    let html = Self.render(PageSamples.view(startedAt: Self.now))
    for part in [
      #"inputmode="numeric""#, #"autocomplete="one-time-code""#, #"name="code""#, #"<label for="code">"#,
      #"pattern="\s*(?:\p{Nd}\s*){6}""#, #"<bdi class="destination" dir="ltr">+55•••••••21</bdi>"#,
      #"data-seconds="30""#, "0:30", "Acme Wiki", "203.0.113.0/24",
      #"<time datetime="2026-11-23T08:00:00Z">2026-11-23 08:00 UTC</time>"#,
    ] { #expect(html.contains(part), "\(part)") }
  }

  @Test func aMissingBrandIsTheServicesName() {
    var settings = PageSamples.settings
    settings.brand = nil
    #expect(
      Self.render(PageSamples.view(startedAt: Self.now), settings: settings).contains("<bdi>Fallback</bdi>"))
  }

  @Test func resendAndNextGoTogetherWhenUsedUp() {
    var view = PageSamples.view(startedAt: Self.now)
    view.sendsLeft = 0
    let html = Self.render(view)
    #expect(!html.contains("/resend") && !html.contains("/next"))
  }

  @Test func anErrorIsToldInTheTitleTheSummaryAndAtTheField() {
    let html = Self.render(PageSamples.view(startedAt: Self.now), notice: .wrongCode)
    #expect(html.contains("<title>Error: Enter your code"))
    #expect(html.contains(#"role="alert""#) && html.contains(##"<a href="#code">"##))
    #expect(html.contains(#"aria-invalid="true""#))
    let ended = Self.render(PageSamples.view(.approved, startedAt: Self.now), notice: .wrongCode)
    #expect(!ended.contains("Error"), "a notice of before is not said of an end")
  }
}
#endif
