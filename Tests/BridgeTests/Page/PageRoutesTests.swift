#if Server
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import PageSamples
@testable import PosternBridge

@Suite struct PageRoutesTests {
  let server = PageServer()

  @Test func theLinkBindsOneBrowserAndHidesItsToken() async throws {
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let redirect = try await browser.get(link)
      #expect(redirect.status == .seeOther && redirect.text.isEmpty)
      let path = try #require(redirect.header("Location"))
      #expect(!link.contains(path.split(separator: "/").last ?? "") && path.hasPrefix("/challenge/c/"))
      let cookie = try #require(redirect.header("Set-Cookie"))
      #expect(cookie.hasPrefix("__Host-postern-"))
      for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] { #expect(cookie.contains(part)) }
      #expect(!cookie.contains("Domain"))
      #expect(try await browser.get(path).status == .ok)

      // The same browser may open it again; another one may not, and is told no more than of a link that never was.
      let again = try await browser.get(link)
      #expect(again.header("Location") == path && again.header("Set-Cookie") == nil)
      let other = PageBrowser(client)
      let refused = try await other.get(link)
      let unknown = try await other.get("/challenge/" + PageTokens.random())
      let foreign = try await other.get(path)
      #expect(refused.status == .notFound)
      #expect(
        refused.text == unknown.text && refused.status == unknown.status && refused.headers == unknown.headers
      )
      #expect(foreign.text == unknown.text && foreign.status == .notFound)
      #expect(other.cookies.isEmpty)
    }
    #expect(server.challenges.script(id)?.calls == [])
  }

  @Test(arguments: [
    "Sec-Fetch-Dest: image", "Sec-Fetch-Dest: iframe", "Sec-Fetch-Mode: no-cors", "Sec-Purpose: prefetch",
  ])
  func onlyAVisitBinds(_ header: String) async throws {
    let (_, link) = server.begin()
    let parts = header.components(separatedBy: ": ")
    try await server.run { client in
      let browser = PageBrowser(client)
      let page = try await browser.get(link, headers: [parts[0]: parts[1]])
      #expect(page.status != .seeOther && browser.cookies.isEmpty)
      #expect(try await browser.get(link).status == .seeOther)
    }
  }

  @Test func onLoopbackTheCookieHasNoPrefix() async throws {
    var server = server
    server.publicURL = "http://127.0.0.1:8080"
    let (_, link) = server.begin()
    try await server.run { client in
      let cookie = try #require(try await PageBrowser(client).get(link).header("Set-Cookie"))
      #expect(cookie.hasPrefix("postern-") && !cookie.contains("Secure"))
    }
  }

  @Test func everyPageHasItsHeaders() async throws {
    let (_, link) = server.begin { $0.returnURL = "https://app.example.com:8443/done?x=1" }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let pages = [
        page, try await browser.get("/challenge/nothing"), try await browser.get("\(path)/state"),
        try await browser.get(link), try await browser.submit(page, to: path, "code=1"),
        try await browser.send(.post, path, "form=x"),
      ]
      for page in pages {
        #expect(page.header("Cache-Control") == "no-store")
        #expect(page.header("Referrer-Policy") == "no-referrer")
        #expect(page.header("X-Content-Type-Options") == "nosniff")
        #expect(page.header("X-Frame-Options") == "DENY")
      }
      #expect(
        page.header("Content-Security-Policy")
          == "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "form-action 'self' https://app.example.com:8443; frame-ancestors 'none'; base-uri 'none'")
      #expect(
        pages[1].header("Content-Security-Policy")?.contains("form-action 'self'; frame-ancestors 'none'")
          == true)
      #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    }
  }

  @Test func theRightCodeReturnsWithAResult() async throws {
    let (id, link) = server.begin { $0.returnURL = "https://app.example.com/done?x=1" }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let done = try await browser.submit(page, to: path, "code=123+456")
      #expect(done.status == .seeOther)
      #expect(done.header("Location") == "https://app.example.com/done?x=1&result=result-1")
      // Back again: the page offers to go on, and what it offers works.
      let back = try await browser.get(path)
      #expect(back.text.contains("\(path)/continue") && !back.text.contains(#"name="code""#))
      let onward = try await browser.submit(back, to: "\(path)/continue")
      #expect(onward.header("Location") == "https://app.example.com/done?x=1&result=result-2")
    }
    #expect(server.challenges.script(id)?.calls == ["submit", "result", "result"])
  }

  @Test func theBrowserIsSentBackWhileTheCallerStillWaitsForItsResult() async throws {
    let (_, link) = server.begin { view in
      view.returnURL = "https://app.example.com/done"
      view.requiresResult = true
    }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let done = try await browser.submit(page, to: path, "code=123456")
      #expect(done.header("Location") == "https://app.example.com/done?result=result-1")
    }
  }

  @Test func withoutAReturnAddressThePageSaysWhereToGo() async throws {
    let (_, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let done = try await browser.submit(page, to: path, "code=%D9%A1%D9%A2%D9%A3456")
      #expect(done.header("Location") == path)
      #expect(try await browser.get(path).text.contains("Go back to the window"))
    }
  }

  @Test func aWrongCodeIsSaidAndCounted() async throws {
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      let wrong = try await browser.submit(page, to: path, "code=000000")
      #expect(wrong.header("Location") == "\(path)?said=wrong-code")
      let said = try await browser.get("\(path)?said=wrong-code").text
      #expect(said.contains("That code isn’t right") && said.contains("Attempts left: 4"))
      #expect(
        try await browser.submit(page, to: path, "code=12345").header("Location")
          == "\(path)?said=wrong-length")
      #expect(
        try await browser.submit(page, to: path, "code=").header("Location") == "\(path)?said=wrong-length")
      for _ in 0..<4 { _ = try await browser.submit(page, to: path, "code=000000") }
      #expect(try await browser.get(path).text.contains("No attempts left"))
      #expect(try await browser.get("\(path)?said=%3Cscript%3E").text.contains("No attempts left"))
    }
    #expect(server.challenges.script(id)?.calls.count == 6, "an empty field asks nobody")
  }

  @Test func resendAndNextSayWhenTheyOpen() async throws {
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      for step in ["resend", "next"] {
        let early = try await browser.submit(page, to: "\(path)/\(step)")
        #expect(early.status == .tooManyRequests && early.header("Retry-After") == "30")
        #expect(early.text.contains("too early") && early.text.contains("0:30"))
      }
      server.clock.advance(milliseconds: 30_000)
      #expect(
        try await browser.submit(page, to: "\(path)/resend").header("Location") == "\(path)?said=sent-again")
      server.clock.advance(milliseconds: 30_000)
      #expect(
        try await browser.submit(page, to: "\(path)/next").header("Location") == "\(path)?said=sent-again")
      #expect(try await browser.get(path).text.contains("We are calling"))
      server.challenges.change(id) { $0.refusal = .limited(retryAfter: 90) }
      server.clock.advance(milliseconds: 30_000)
      let limited = try await browser.submit(page, to: "\(path)/resend")
      #expect(limited.status == .tooManyRequests && limited.header("Retry-After") == "90")
      #expect(limited.text.contains("Too many codes"))
    }
    #expect(
      server.challenges.script(id)?.calls == [
        "resend too early", "next too early", "resend", "next", "resend",
      ])
  }

  @Test func notMeEndsIt() async throws {
    let (id, link) = server.begin { $0.returnURL = "https://app.example.com/done" }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      #expect(try await browser.submit(page, to: "\(path)/not-me").header("Location") == path)
      let ended = try await browser.get(path)
      #expect(ended.text.contains("This sign-in was stopped") && ended.text.contains("Back to sign-in"))
    }
    #expect(server.challenges.script(id)?.calls == ["not-me"])
  }

  @Test func twoSignInsInOneBrowserDoNotMeet() async throws {
    let (first, firstLink) = server.begin()
    let (second, secondLink) = server.begin { $0.application = "Payroll" }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (onePath, onePage) = try await browser.open(firstLink)
      let (otherPath, otherPage) = try await browser.open(secondLink)
      #expect(onePath != otherPath && otherPage.text.contains("Payroll"))
      _ = try await browser.submit(onePage, to: onePath, "code=123456")
      // A form of one is none of the other.
      #expect(try await browser.submit(onePage, to: otherPath, "code=123456").status == .forbidden)
    }
    #expect(server.challenges.script(first)?.view.phase == .approved)
    #expect(server.challenges.script(second)?.calls == [])
  }

  @Test func anUnavailableServiceLosesNothing() async throws {
    let (id, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      server.challenges.change(id) { $0.refusal = .unavailable(retryAfter: 7) }
      let answer = try await browser.submit(page, to: path, "code=123456")
      #expect(answer.status == .serviceUnavailable && answer.header("Retry-After") == "7")
      #expect(answer.text.contains("didn’t work on our side") && answer.text.contains(#"name="code""#))
    }
  }

  @Test func theStateTellsOnlyThatSomethingChanged() async throws {
    let (id, link) = server.begin { $0.phase = .sending }
    try await server.run { client in
      let browser = PageBrowser(client)
      let (path, page) = try await browser.open(link)
      #expect(page.text.contains(#"<meta http-equiv="refresh" content="3">"#))
      let before = try await browser.get("\(path)/state")
      #expect(before.header("Content-Type") == "application/json")
      #expect(before.text.hasPrefix(#"{"phase":"sending","mark":""#))
      #expect(page.text.contains(#"data-mark="\#(before.text.dropLast(2).suffix(16))""#))
      #expect(try await browser.get("\(path)/state").text == before.text)
      server.challenges.change(id) { $0.view.phase = .enterCode }
      let after = try await browser.get("\(path)/state").text
      #expect(after.hasPrefix(#"{"phase":"enter""#))
      let other = try await PageBrowser(client).get("\(path)/state")
      #expect(other.status == .notFound && other.text == "{}")
    }
  }

  @Test func theLanguageIsTheTriggersThenTheBrowsers() async throws {
    let (_, spoken) = server.begin()
    let (_, set) = server.begin { $0.locale = "ar-EG" }
    try await server.run { client in
      let browser = PageBrowser(client)
      browser.language = "ja, de-AT;q=0.9, en;q=0.8"
      let (german, arabic) = (try await browser.open(spoken).page.text, try await browser.open(set).page.text)
      #expect(german.contains(#"<html lang="de" dir="ltr">"#))
      #expect(arabic.contains(#"<html lang="ar" dir="rtl">"#))
      #expect(try await browser.get("/challenge/nothing").text.contains("Diese Seite"))
    }
  }

  @Test func assetsAreKeptByTheirVersion() async throws {
    let (_, link) = server.begin()
    try await server.run { client in
      let browser = PageBrowser(client)
      let page = try await browser.open(link).page
      for (name, type) in [("page.css", "text/css"), ("page.js", "text/javascript")] {
        let place = try #require(
          page.text.components(separatedBy: "/challenge/assets/\(name)?v=").dropFirst().first)
        let version = place.prefix { $0 != "\"" }
        let asset = try await browser.get("/challenge/assets/\(name)?v=\(version)")
        #expect(asset.header("Content-Type") == "\(type); charset=utf-8")
        #expect(asset.header("Cache-Control") == "public, max-age=31536000, immutable")
        #expect(!asset.text.isEmpty)
        let plain = try await browser.get("/challenge/assets/\(name)?v=old")
        #expect(plain.header("Cache-Control") == "no-cache" && plain.text == asset.text)
        let same = try await browser.get(
          "/challenge/assets/\(name)", headers: ["If-None-Match": "\"\(version)\""])
        #expect(same.status == .notModified && same.text.isEmpty)
      }
    }
  }
}
#endif
