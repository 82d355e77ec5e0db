#if Server
import PosternJSON

/// Writes a challenge as the JSON that its `Codable` conformance reads, without walking it: half a dozen times for each
/// login. What is sealed is left out, and what is false or empty, which `JSONBody` reads so.
///
/// A property that is added to `Challenge` is added here; a test compares the two.
struct ChallengeWriter: ~Copyable {
  private var output = JSONOutput(capacity: 2048)

  static func text(of challenge: Challenge) throws -> String {
    var writer = ChallengeWriter()
    try writer.write(challenge)
    return String(decoding: writer.output.bytes, as: UTF8.self)
  }

  private mutating func write(_ challenge: Challenge) throws {
    text(#"{"id":"#, challenge.id)
    number(#","version":"#, challenge.version)
    text(#","state":"#, challenge.state.rawValue)
    text(#","authRequestID":"#, challenge.authRequestID)
    text(#","meaning":"#, challenge.meaning)
    moment(#","createdAt":"#, challenge.createdAt)
    output.append(ascii: #","trigger":"#)
    write(challenge.trigger)
    text(#","tableDigest":"#, challenge.tableDigest)
    text(#","rule":"#, challenge.rule)
    text(#","country":"#, challenge.country)
    text(#","lineType":"#, challenge.lineType)
    list(#","plan":"#, challenge.plan) { $0.write($1) }
    try list(#","limits":"#, challenge.limits) { try $0.write($1) }
    number(#","codeLife":"#, challenge.codeLife)
    truth(#","requiresResult":"#, challenge.requiresResult)
    number(#","step":"#, Int64(challenge.step))
    texts(#","excludedChannels":"#, challenge.excludedChannels)
    texts(#","droppedParameters":"#, challenge.droppedParameters)
    list(#","sends":"#, challenge.sends) { $0.write($1) }
    list(#","verifications":"#, challenge.verifications) { $0.write($1) }
    number(#","checksUsed":"#, Int64(challenge.checksUsed))
    truth(#","hasLostCheck":"#, challenge.hasLostCheck)
    truth(#","hasStartedAnew":"#, challenge.hasStartedAnew)
    truth(#","isPageOpened":"#, challenge.isPageOpened)
    numbers(#","guardEvents":"#, challenge.guardEvents)
    moment(#","expiresAt":"#, challenge.expiresAt)
    moment(#","resendAfter":"#, challenge.resendAfter)
    moment(#","lastSeenAt":"#, challenge.lastSeenAt)
    if let lease = challenge.lease { write(lease) }
    moment(#","wakeAt":"#, challenge.wakeAt)
    if let outcome = challenge.outcome { write(outcome) }
    list(#","cancelsDue":"#, challenge.cancelsDue) { $0.write($1) }
    if let callback = challenge.callback { write(callback) }
    truth(#","isResultRedeemed":"#, challenge.isResultRedeemed)
    moment(#","deleteAt":"#, challenge.deleteAt)
    end()
  }

  private mutating func write(_ facts: TriggerFacts) {
    output.append(ascii: #"{"userKeys":"#)
    values(facts.userKeys) { $0.output.append(quoted: $1) }
    texts(#","phoneKeys":"#, facts.phoneKeys)
    texts(#","emailKeys":"#, facts.emailKeys)
    texts(#","clientKeys":"#, facts.clientKeys)
    optional(#","maskedPhone":"#, facts.maskedPhone)
    optional(#","maskedEmail":"#, facts.maskedEmail)
    optional(#","locale":"#, facts.locale)
    optional(#","application":"#, facts.application)
    optional(#","signInFrom":"#, facts.signInFrom)
    optional(#","returnURL":"#, facts.returnURL)
    optional(#","callbackURL":"#, facts.callbackURL)
    optional(#","traceparent":"#, facts.traceparent)
    end()
  }

  private mutating func write(_ step: PlanStep) {
    text(#"{"channel":"#, step.channel)
    number(#","wait":"#, step.wait)
    truth(#","isAutomatic":"#, step.isAutomatic)
    text(#","service":"#, step.service)
    text(#","serviceName":"#, step.serviceName)
    number(#","codeLength":"#, Int64(step.codeLength))
    truth(#","isPSD2":"#, step.isPSD2)
    optional(#","locale":"#, step.locale)
    optional(#","template":"#, step.template)
    truth(#","advancesAfterFraudBlock":"#, step.advancesAfterFraudBlock)
    end()
  }

  private mutating func write(_ limit: LimitSettings) throws {
    text(#"{"name":"#, limit.name)
    output.append(ascii: #","key":"#)
    output.append(text: try JSONBody.text(of: limit.key))
    list(#","buckets":"#, limit.buckets) { writer, bucket in
      writer.number(#"{"max":"#, Int64(bucket.max))
      writer.number(#","interval":"#, bucket.interval)
      writer.end()
    }
    truth(#","observesOnly":"#, limit.observesOnly)
    truth(#","isTwilio":"#, limit.isTwilio)
    end()
  }

  private mutating func write(_ send: Send) {
    number(#"{"step":"#, Int64(send.step))
    text(#","channel":"#, send.channel)
    moment(#","at":"#, send.at)
    truth(#","isAutomatic":"#, send.isAutomatic)
    text(#","fate":"#, send.fate.rawValue)
    optional(#","verification":"#, send.verification)
    numbers(#","events":"#, send.events)
    optional(#","requestID":"#, send.requestID)
    end()
  }

  private mutating func write(_ verification: Verification) {
    output.append(ascii: #"{"reference":"#)
    write(verification.reference)
    truth(#","isEmail":"#, verification.isEmail)
    number(#","codeLength":"#, Int64(verification.codeLength))
    moment(#","startedAt":"#, verification.startedAt)
    number(#","sends":"#, Int64(verification.sends))
    truth(#","isEnded":"#, verification.isEnded)
    end()
  }

  private mutating func write(_ reference: Verification.Reference) {
    text(#"{"service":"#, reference.service)
    text(#","sid":"#, reference.sid)
    end()
  }

  private mutating func write(_ lease: Lease) {
    text(#","lease":{"owner":"#, lease.owner)
    moment(#","until":"#, lease.until)
    text(#","effect":"#, lease.effect.rawValue)
    optional(#","code":"#, lease.code)
    end()
  }

  private mutating func write(_ outcome: Outcome) {
    text(#","outcome":{"status":"#, outcome.status.rawValue)
    moment(#","at":"#, outcome.at)
    optional(#","reason":"#, outcome.reason?.rawValue)
    optional(#","message":"#, outcome.message)
    texts(#","methods":"#, outcome.methods)
    optional(#","channel":"#, outcome.channel)
    moment(#","validUntil":"#, outcome.validUntil)
    end()
  }

  private mutating func write(_ callback: Callback) {
    text(#","callback":{"url":"#, callback.url)
    text(#","webhookID":"#, callback.webhookID)
    number(#","tries":"#, Int64(callback.tries))
    moment(#","nextAt":"#, callback.nextAt)
    end()
  }
}

// Members: each with its key, and what stands before it.
extension ChallengeWriter {
  private mutating func end() { output.append(byte: 0x7D) }

  private mutating func text(_ key: StaticString, _ value: String) {
    output.append(ascii: key)
    output.append(quoted: value)
  }

  private mutating func optional(_ key: StaticString, _ value: String?) {
    if let value { text(key, value) }
  }

  private mutating func number(_ key: StaticString, _ value: Int64) {
    output.append(ascii: key)
    output.append(integer: Int(value))
  }

  private mutating func moment(_ key: StaticString, _ value: Moment?) {
    if let value { number(key, value.milliseconds) }
  }

  /// False is left out.
  private mutating func truth(_ key: StaticString, _ value: Bool) {
    guard value else { return }
    output.append(ascii: key)
    output.append(ascii: "true")
  }

  private mutating func texts(_ key: StaticString, _ values: [String]) {
    list(key, values) { $0.output.append(quoted: $1) }
  }

  private mutating func numbers(_ key: StaticString, _ values: [Int64]) {
    list(key, values) { $0.output.append(integer: Int($1)) }
  }

  /// An empty one is left out.
  private mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ write: (inout ChallengeWriter, Element) throws -> Void
  ) rethrows {
    if elements.isEmpty { return }
    output.append(ascii: key)
    try values(elements, write)
  }

  private mutating func values<Element>(
    _ elements: [Element], _ write: (inout ChallengeWriter, Element) throws -> Void
  ) rethrows {
    output.append(byte: 0x5B)
    var isFirst = true
    for element in elements {
      if !isFirst { output.append(byte: 0x2C) }
      isFirst = false
      try write(&self, element)
    }
    output.append(byte: 0x5D)
  }
}
#endif
