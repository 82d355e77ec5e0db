#if Server
import Foundation
import Hummingbird
import NIOConcurrencyHelpers
@testable import PageSamples
@testable import PosternBridge

/// Challenges that can be opened and changed from outside, and the pages over them.
struct Preview: Sendable {
  let port: Int
  let clock = SystemClock()
  let challenges: ScriptedChallenges
  let look = NIOLockedValueBox(Self.branding(PageSamples.settings))
  let routes: PageRoutes

  init(port: Int) {
    self.port = port
    let tokens = PageTokens(key: Data((0..<32).map { UInt8($0) }))
    let challenges = ScriptedChallenges(clock: clock, tokens: tokens)
    self.challenges = challenges
    self.routes = PageRoutes(
      service: challenges, clock: clock, publicURL: "http://127.0.0.1:\(port)",
      branding: { [look] in look.withLockedValue { $0 } }, tokens: { tokens })
  }

  static func branding(_ settings: PageSettings) -> PageBranding {
    PageBranding(settings, friendlyNames: [:], fallbackName: "Verification")
  }

  func add(to router: some RouterMethods<BasicRequestContext>) {
    router.get("preview") { _, _ in index() }
    router.get("preview/new") { request, _ in
      let query = request.uri.queryParameters
      var script = ScriptedChallenges.Script(view: PageSamples.view(startedAt: clock.now))
      script.apply(query, now: clock.now, port: port)
      let id = challenges.add(script)
      let link = "/challenge/\(challenges.tokens.linkToken(challenge: id))"
      guard query["go"] == nil else { return seeOther(link) }
      return json(#"{"id":"\#(id)","link":"\#(link)"}"#)
    }
    router.get("preview/set") { request, _ in
      let query = request.uri.queryParameters
      challenges.change(query.get("id") ?? "") { $0.apply(query, now: clock.now, port: port) }
      return json("{}")
    }
    router.get("preview/calls") { request, _ in
      let calls = challenges.script(request.uri.queryParameters.get("id") ?? "")?.calls ?? []
      return json("[\(calls.map { "\"\($0)\"" }.joined(separator: ","))]")
    }
    router.get("preview/look") { request, _ in
      let query = request.uri.queryParameters
      var settings = PageSamples.settings
      if let brand = query.get("brand") { settings.brand = brand }
      settings.accent = query.get("accent").map { "#\($0)" }
      look.withLockedValue { $0 = Self.branding(settings) }
      return json("{}")
    }
    // Stands for the application: another origin than the page's, by its name.
    router.get("preview/return") { request, _ in
      html(
        "<title>Application</title><h1>Back at the application</h1><p>\(request.uri.query?.count ?? 0)</p>")
    }
  }

  private func index() -> Response {
    let cases = [
      "phase=enter", "phase=sending", "phase=approved", "phase=approved&return=1", "reason=rule",
      "reason=expired",
      "reason=exhausted", "reason=superseded", "locale=ar", "locale=hi&channel=call&next=email",
    ]
    return html(cases.map { #"<p><a href="/preview/new?go=1&\#($0)">\#($0)</a></p>"# }.joined())
  }

  private func json(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private func html(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: "<!DOCTYPE html><html lang=en>\(text)")))
  }

  private func seeOther(_ location: String) -> Response {
    Response(status: .seeOther, headers: [.location: location])
  }
}

extension ScriptedChallenges.Script {
  /// What a query names is set; the rest stays.
  mutating func apply(_ query: Parameters, now: Moment, port: Int) {
    func number(_ name: String) -> Int? { query.get(name).flatMap(Int.init) }
    switch query.get("phase") {
    case "sending": view.phase = .sending
    case "enter": view.phase = .enterCode
    case "approved": view.phase = .approved
    default: break
    }
    if let reason = query.get("reason").flatMap(DeniedReason.init(rawValue:)) {
      view.phase = .denied(reason, message: query.get("message"))
    }
    if let channel = query.get("channel") { view.channel = channel }
    if let next = query.get("next") { view.nextChannel = next == "none" ? nil : next }
    if let locale = query.get("locale") { view.locale = locale }
    if let application = query.get("application") { view.application = application }
    if let from = query.get("from") { view.signInFrom = from }
    if let destination = query.get("destination") { view.destination = destination }
    if let length = number("length") { view.codeLength = length }
    if let attempts = number("attempts") { view.attemptsLeft = attempts }
    if let sends = number("sends") { view.sendsLeft = sends }
    if let seconds = number("opens") { view.resendAfter = now.adding(seconds: Int64(seconds)) }
    if let seconds = number("wait") { wait = Int64(seconds) }
    if let time = number("check") { checkTime = Int64(time) }
    if query["return"] != nil { view.returnURL = "http://localhost:\(port)/preview/return?app=1" }
    switch query.get("refuse") {
    case "limited": refusal = .limited(retryAfter: 60)
    case "unavailable": refusal = .unavailable(retryAfter: 5)
    default: break
    }
  }
}
#endif
