#if Server
import PosternJSON

extension FakeVerify {
  /// `POST …/Verifications`
  mutating func start(_ service: FakeVerifyService, _ request: FakeRequest, at now: Int64) -> FakeAnswer {
    let to = request["To"] ?? ""
    let channel = request["Channel"] ?? ""
    if let refusal = refusal(service, request, to: to, channel: channel) { return refusal }
    let address = Address(service: service.sid, to: to)
    dropExpired(address, at: now)
    var verification = open[address].flatMap { held[$0] }
    if let verification, verification.checks >= 5, settings.blocksAfterLastCheck {
      return error(429, 60202, "Max check attempts reached")
    }
    if let verification, verification.attempts.count >= 5 {
      return error(429, 60203, "Max send attempts reached")
    }
    if let refusal = countLimits(service, request["RateLimits"], at: now) { return refusal }
    if verification == nil {
      verification = Held(
        sid: sid("VE"), service: service.sid, to: to, code: code(service.codeLength), channel: channel,
        createdAt: now, updatedAt: now, expiresAt: now + settings.codeLife, amount: request["Amount"],
        payee: request["Payee"])
    }
    guard var verification else { return notFound("/Services") }
    let attempt = Attempt(
      sid: sid("VL"), verification: verification.sid, service: service.sid, to: to, channel: channel, at: now)
    verification.attempts.append(attempt)
    verification.channel = channel
    verification.updatedAt = now
    if settings.resendExtends { verification.expiresAt = now + settings.codeLife }
    held[verification.sid] = verification
    open[address] = verification.sid
    latest[to] = verification.sid
    keep(attempt)
    let message = FakeMessage(
      to: to, channel: channel, code: verification.code, verification: verification.sid, at: now)
    messages.append(message)
    return FakeAnswer(201, render(verification))
  }

  private mutating func keep(_ attempt: Attempt) {
    if attempts.count >= settings.history { attempts.removeFirst(attempts.count / 2 + 1) }
    if messages.count >= settings.history { messages.removeFirst(messages.count / 2 + 1) }
    attempts.append(attempt)
    if held.count / 2 >= settings.history {
      held = held.filter { attempt.at < $0.value.expiresAt && $0.value.status == "pending" }
      latest = latest.filter { held[$0.value] != nil }
    }
  }

  private func refusal(_ service: FakeVerifyService, _ request: FakeRequest, to: String, channel: String)
    -> FakeAnswer?
  {
    guard Self.channels.contains(channel) else { return invalid("Channel", channel) }
    let isAddress = to.contains("@") && !to.hasPrefix("+") && to.utf8.count >= 3
    guard channel == "email" ? isAddress : Self.isNumber(to) else { return invalid("To", to) }
    if let locale = request["Locale"], !Self.locales.contains(locale) { return invalid("Locale", locale) }
    if channel == "email", !service.hasEmail { return error(400, 60217, "Email integration required") }
    if channel == "whatsapp", !service.hasWhatsApp { return error(400, 68008, "WhatsApp not configured") }
    if service.disabledChannels.contains(channel) { return error(400, 60223, "Delivery channel disabled") }
    guard service.isPSD2 else { return nil }
    if channel == "call" { return error(400, 60214, "Call not supported for PSD2") }
    guard request["Amount"] != nil, request["Payee"] != nil else {
      return error(400, 60206, "Amount and Payee required")
    }
    return nil
  }

  /// Frees the address when its code has run out.
  mutating func dropExpired(_ address: Address, at now: Int64) {
    guard let sid = open[address], let verification = held[sid], now >= verification.expiresAt else { return }
    open[address] = nil
    held[sid] = nil
  }

  /// `auto` and `sna` are pilots: refused like any other value.
  static let channels: Set<String> = ["sms", "call", "email", "whatsapp"]

  static let locales: Set<String> = Set(
    """
    af ar ca zh zh-CN zh-HK hr cs da nl en en-GB et fi fr de el he hi hu id it ja kn ko lt ms mr nb pl pt pt-BR ro ru
    sk es sv tl te th tr uk vi
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// E.164 with its plus sign.
  static func isNumber(_ text: String) -> Bool {
    text.hasPrefix("+") && (8...16).contains(text.utf8.count)
      && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) } && !text.hasPrefix("+0")
  }
}
#endif
