#if Server
import Logging

/// Writes one record per decision, send, check and end, and counts them. Nothing in a record is a code, a token, a
/// secret or a full number: a number is its region, its last two digits and its keyed hash.
struct ChallengeRecords: ChallengeObserver {
  var logger: Logger
  var clock: any BridgeClock

  func decided(_ challenge: Challenge, outcome: String) {
    BridgeMetrics.decision(outcome: outcome, rule: challenge.rule)
    var record = facts(challenge)
    record["outcome"] = .string(outcome)
    record["rule"] = .string(challenge.rule)
    record["line_type"] = .string(challenge.lineType)
    record["plan"] = .array(challenge.plan.map { .string($0.channel) })
    if let reason = challenge.outcome?.reason { record["reason"] = .string(reason.rawValue) }
    logger.info("decision", metadata: record)
  }

  func sent(_ challenge: Challenge, _ send: Send, fault: TwilioFault?, action: ErrorClass.Action?) {
    BridgeMetrics.send(country: challenge.country, channel: send.channel, outcome: send.fate.rawValue)
    var record = facts(challenge)
    record["channel"] = .string(send.channel)
    record["step"] = "\(send.step)"
    record["automatic"] = "\(send.isAutomatic)"
    record["outcome"] = .string(send.fate.rawValue)
    if let request = send.requestID ?? fault?.requestID { record["provider_request"] = .string(request) }
    if let verification = send.verification { record["verification"] = .string(verification) }
    if let code = fault?.code { record["provider_code"] = "\(code)" }
    if let status = fault?.status { record["provider_status"] = "\(status)" }
    if let action { record["action"] = .string(action.rawValue) }
    logger.log(level: fault == nil ? .info : .warning, "send", metadata: record)
  }

  func checked(_ challenge: Challenge, result: String) {
    BridgeMetrics.check(outcome: result)
    var record = facts(challenge)
    record["outcome"] = .string(result)
    record["checks_used"] = "\(challenge.checksUsed)"
    logger.info("check", metadata: record)
  }

  func ended(_ challenge: Challenge) {
    let outcome = challenge.outcome
    let status = outcome?.status.rawValue ?? challenge.state.rawValue
    let channel = outcome?.channel ?? challenge.sends.last?.channel ?? ""
    BridgeMetrics.ended(
      country: challenge.country, channel: channel, status: status, reason: outcome?.reason?.rawValue,
      milliseconds: clock.now.since(challenge.createdAt))
    var record = facts(challenge)
    record["outcome"] = .string(status)
    if let reason = outcome?.reason { record["reason"] = .string(reason.rawValue) }
    if !channel.isEmpty { record["channel"] = .string(channel) }
    record["milliseconds"] = "\(clock.now.since(challenge.createdAt))"
    logger.info("end", metadata: record)
  }

  func alert(_ kind: String, challenge: Challenge, detail: String) {
    switch kind {
    case "conflict": BridgeMetrics.conflict()
    case "callback-dropped": BridgeMetrics.callback("dropped")
    case "limit": BridgeMetrics.limited(detail, observed: false)
    case "observed-limit": BridgeMetrics.limited(detail, observed: true)
    default: break
    }
    var record = facts(challenge)
    record["alert"] = .string(kind)
    record["detail"] = .string(detail)
    let isUsual = kind == "limit" || kind == "observed-limit"
    logger.log(level: isUsual ? .notice : .error, "alert", metadata: record)
  }

  /// What every record has.
  private func facts(_ challenge: Challenge) -> Logger.Metadata {
    var facts: Logger.Metadata = [
      "auth_request_id": .string(challenge.authRequestID), "challenge": .string(challenge.id),
      "digest": .string(challenge.tableDigest), "country": .string(challenge.country),
    ]
    if let masked = challenge.trigger.maskedPhone {
      facts["number"] = "\(challenge.country)…\(masked.suffix(2).filter(\.isNumber))"
    }
    if let key = challenge.trigger.phoneKey { facts["number_key"] = .string(key) }
    if let key = challenge.trigger.userKey { facts["user_key"] = .string(key) }
    if let traceparent = challenge.trigger.traceparent { facts["traceparent"] = .string(traceparent) }
    return facts
  }
}

extension BlockList {
  /// What a block file stops.
  init(_ file: BlockFile) {
    self.init(countries: file.countries, channels: file.channels, isEverything: file.isEverything)
  }
}
#endif
