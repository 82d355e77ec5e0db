#if Server
import PosternJSON

extension FakeVerify {
  /// Counts a start in the service's rate limits, by the values that the request gives.
  /// - Returns: a refusal when one of them has no room.
  mutating func countLimits(_ service: FakeVerifyService, _ text: String?, at now: Int64) -> FakeAnswer? {
    guard let text else { return nil }
    guard let members = (try? JSONValue(parsing: text))?.object?.members else {
      return invalid("RateLimits", "…")
    }
    var counted: [String] = []
    var isFull = false
    for member in members {
      guard let value = member.value.string else { return invalid("RateLimits", "…") }
      guard let buckets = service.rateLimits[member.key] else {
        if settings.refusesUnknownLimits { return invalid("RateLimits", member.key) }
        continue
      }
      for bucket in buckets {
        let key = "\(service.sid) \(member.key) \(bucket.interval) \(value)"
        let width = Int64(bucket.interval) * 1_000
        let from = settings.window == .sliding ? now - width : now - now % width - 1
        let recent = (used[key] ?? []).filter { $0 > from }
        used[key] = recent
        isFull = isFull || recent.count >= bucket.max
        counted.append(key)
      }
    }
    if !isFull || settings.countsRefused {
      for key in counted { used[key, default: []].append(now) }
    }
    return isFull ? error(429, 20429, "Too many requests") : nil
  }
}
#endif
