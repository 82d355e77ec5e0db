#if Server
import PosternJSON

extension FakeVerify {
  /// `POST …/VerificationCheck`
  mutating func check(_ service: FakeVerifyService, _ request: FakeRequest, at now: Int64) -> FakeAnswer {
    let path = "/Services/\(service.sid)/VerificationCheck"
    guard request["To"] != nil || request["VerificationSid"] != nil else {
      return error(400, 60221, "Either To or VerificationSid is required")
    }
    guard let code = request["Code"], (4...10).contains(code.count) else { return invalid("Code", "…") }
    let address = request["To"].map { Address(service: service.sid, to: $0) }
    if let address, request["VerificationSid"] == nil, open[address] == nil, settings.refusesUnknownAddress {
      return invalid("To", "…")
    }
    let named = request["VerificationSid"] ?? address.flatMap { open[$0] } ?? ""
    guard var verification = live(service, named, at: now), verification.status == "pending" else {
      return notFound(path)
    }
    guard verification.checks < 5 else {
      return settings.afterLastCheck == .limit
        ? error(429, 60202, "Max check attempts reached") : notFound(path)
    }
    verification.checks += 1
    verification.updatedAt = now
    let isSame = verification.amount == request["Amount"] && verification.payee == request["Payee"]
    if code == verification.code, isSame || !service.isPSD2 {
      end(&verification, as: "approved", converted: true)
    } else {
      held[verification.sid] = verification
    }
    return FakeAnswer(200, renderCheck(verification))
  }

  /// `GET …/Verifications/{Sid}`: 60 times a minute, 180 an hour, 250 a day.
  mutating func fetch(_ service: FakeVerifyService, _ sid: String, at now: Int64) -> FakeAnswer {
    guard var verification = live(service, sid, at: now) else {
      return notFound("/Services/\(service.sid)/Verifications/\(sid)")
    }
    let limits: [(Int, Int64)] = [(60, 60_000), (180, 3_600_000), (250, 86_400_000)]
    for (most, width) in limits where verification.fetches.count(where: { $0 > now - width }) >= most {
      return error(429, 20429, "Too many requests")
    }
    verification.fetches.append(now)
    held[sid] = verification
    return FakeAnswer(200, render(verification))
  }

  /// `POST …/Verifications/{Sid}`
  mutating func update(_ service: FakeVerifyService, _ sid: String, _ status: String, at now: Int64)
    -> FakeAnswer
  {
    guard var verification = live(service, sid, at: now), verification.status == "pending" else {
      return notFound("/Services/\(service.sid)/Verifications/\(sid)")
    }
    verification.updatedAt = now
    end(&verification, as: status, converted: status == "approved")
    return FakeAnswer(200, render(verification))
  }

  /// The verification, unless its time is over or it was approved: those are no longer there.
  private mutating func live(_ service: FakeVerifyService, _ sid: String, at now: Int64) -> Held? {
    guard let verification = held[sid], verification.service == service.sid else { return nil }
    dropExpired(Address(service: service.sid, to: verification.to), at: now)
    guard now < verification.expiresAt, verification.status != "approved" else { return nil }
    return verification
  }

  /// An approved one goes; a canceled one can still be read. Both free the address.
  private mutating func end(_ verification: inout Held, as status: String, converted: Bool) {
    verification.status = status
    let address = Address(service: verification.service, to: verification.to)
    if open[address] == verification.sid { open[address] = nil }
    held[verification.sid] = status == "approved" ? nil : verification
    guard converted else { return }
    for index in attempts.indices where attempts[index].verification == verification.sid {
      attempts[index].isConverted = true
    }
  }
}
#endif
