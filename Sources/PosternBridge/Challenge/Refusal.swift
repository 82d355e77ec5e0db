/// Why a request is refused without changing anything, or (conflict) with the challenge denied.
public enum Refusal: Error, Sendable, Equatable {
  /// 400
  case malformed(String)
  /// 404
  case unknown
  /// 409: the same id with another meaning.
  case conflict
  /// 422: what is missing or may not be; the text names keys, never values.
  case unprocessable(String)
  /// 409: all sends, or all steps of the plan, are used up.
  case usedUp
  /// 429 with Retry-After in seconds; nothing changed.
  case tooEarly(retryAfter: Int64)
  /// 429 with Retry-After: a limit refuses the send; the running code stays valid.
  case limited(retryAfter: Int64)
  /// 503 with Retry-After.
  case unavailable(retryAfter: Int64)
}
