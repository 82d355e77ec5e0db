#if Server
import Metrics

/// What the bridge counts. Labels are bounded: rules, countries, channels and reasons come from the table or a closed
/// list, never from a request.
enum BridgeMetrics {
  private static func count(_ family: MetricFamily, _ labels: [(String, String)] = []) {
    Counter(label: family.name, dimensions: labels).increment()
  }

  private static func time(_ family: MetricFamily, _ labels: [(String, String)], milliseconds: Int64) {
    let bounded = min(max(milliseconds, 0), 1_000_000_000)
    Metrics.Timer(label: family.name, dimensions: labels).recordNanoseconds(bounded * 1_000_000)
  }

  /// A trigger was decided: `send`, `deny`, `skip`, `use`.
  static func decision(outcome: String, rule: String) {
    count(.decisions, [("outcome", outcome), ("rule", rule)])
  }

  /// A send: `sent`, `failed`, `unknown`.
  static func send(country: String, channel: String, outcome: String) {
    count(.sends, [("country", country), ("channel", channel), ("outcome", outcome)])
  }

  /// A check: `approved`, `wrong`, `unknown`, `refused`.
  static func check(outcome: String) { count(.checks, [("outcome", outcome)]) }

  /// A challenge ended; an approval counts as a conversion too.
  static func ended(country: String, channel: String, status: String, reason: String?, milliseconds: Int64) {
    count(
      .outcomes,
      [("country", country), ("channel", channel), ("status", status), ("reason", reason ?? "")])
    guard status == "success" else { return }
    count(.conversions, [("country", country), ("channel", channel)])
    time(.timeToApproval, [("channel", channel)], milliseconds: milliseconds)
  }

  static func request(endpoint: String, status: Int, milliseconds: Int64) {
    count(.requests, [("endpoint", endpoint), ("status", String(status))])
    time(.requestTime, [("endpoint", endpoint)], milliseconds: milliseconds)
  }

  static func unauthorized(_ cause: Unauthorized.Cause) { count(.unauthorized, [("cause", cause.rawValue)]) }

  static func conflict() { count(.conflicts) }

  static func holds(_ current: Int) { Gauge(label: MetricFamily.holds.name).record(current) }

  /// A request to Twilio: `start`, `check`, `cancel`, `attempts`; `ok`, `refused`, `unknown`, `local`.
  static func twilio(operation: String, outcome: String, milliseconds: Int64) {
    time(.twilioTime, [("operation", operation), ("outcome", outcome)], milliseconds: milliseconds)
  }

  static func twilioError(code: Int) { count(.twilioErrors, [("code", String(code))]) }

  static func circuit(isOpen: Bool) { Gauge(label: MetricFamily.circuit.name).record(isOpen ? 1 : 0) }

  /// A limit by its name, or a built-in guard; whether it only observes.
  static func limited(_ limit: String, observed: Bool) {
    count(.limited, [("limit", limit), ("observed", observed ? "true" : "false")])
  }

  static func callback(_ result: String) { count(.callbacks, [("result", result)]) }

  /// `table`, `block-file`, `secrets`; `ok`, `refused`.
  static func reload(_ what: String, result: String) {
    count(.reloads, [("what", what), ("result", result)])
  }

  static func clockStep() { count(.clockSteps) }

  static func storeWrite(milliseconds: Int64) { time(.storeTime, [], milliseconds: milliseconds) }
}
#endif
