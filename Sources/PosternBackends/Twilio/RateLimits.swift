internal import PosternModel

extension TwilioTranslator {
  /// Limits with `twilio: true`, on every service that a step uses, each with its buckets.
  func rateLimits() -> [TwilioResource] {
    uses.services.flatMap { index in
      model.limits.filter(\.twilio).flatMap { rateLimit($0, on: model.services[index]) }
    }
  }

  private func rateLimit(_ limit: Limit, on service: VerifyService) -> [TwilioResource] {
    let key = "rate-limit/\(service.name)/\(limit.name)"
    let create = TwilioResource(
      key: key, path: "/v2/Services/{ServiceSid}/RateLimits",
      pathParameters: ["ServiceSid": serviceSid(service)],
      parameters: [
        "UniqueName": .text(limit.name),
        "Description": .text("Postern: \(model.name), \(model.environment), by \(limit.key.words)"),
      ],
      source: place(limit.source))
    let buckets = limit.buckets.map { bucket in
      TwilioResource(
        key: "bucket/\(service.name)/\(limit.name)/\(bucket.interval)",
        path: "/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets",
        pathParameters: ["ServiceSid": serviceSid(service), "RateLimitSid": .reference(key)],
        parameters: ["Max": .integer(bucket.max), "Interval": .integer(Int(bucket.interval))],
        source: place(limit.source))
    }
    return [create] + buckets
  }
}

extension LimitKey {
  /// What a limit counts by, in words.
  var words: String {
    switch self {
    case .number: "number"
    case .prefix(let dropDigits): "number less its last \(dropDigits) digits"
    case .ip: "client address"
    case .country: "country"
    case .user: "user"
    case .all: "everything together"
    }
  }
}
