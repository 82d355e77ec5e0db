#if Server
/// A metric that the bridge has, and what a reader of it is told. The list is closed: a label of swift-metrics that is
/// not here is exposed too, without help.
struct MetricFamily: Sendable, Hashable {
  enum Kind: String, Sendable { case counter, gauge, histogram }

  var name: String
  var kind: Kind
  var help: String

  init(_ kind: Kind, _ name: String, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  static let decisions = MetricFamily(
    .counter, "postern_decisions_total", "Triggers decided, by outcome and rule.")
  static let sends = MetricFamily(
    .counter, "postern_sends_total", "Codes asked of Twilio, by country, channel and outcome.")
  static let checks = MetricFamily(.counter, "postern_checks_total", "Codes checked, by outcome.")
  static let outcomes = MetricFamily(
    .counter, "postern_outcomes_total", "Challenges ended, by country, channel, status and reason.")
  static let conversions = MetricFamily(
    .counter, "postern_conversions_total", "Challenges approved, by country and channel of the code.")
  static let timeToApproval = MetricFamily(
    .histogram, "postern_time_to_approval_seconds", "From the trigger to the approval, by channel.")
  static let requests = MetricFamily(
    .counter, "postern_http_requests_total", "Requests answered, by endpoint and status.")
  static let requestTime = MetricFamily(
    .histogram, "postern_http_request_seconds", "Time to an answer without what was held, by endpoint.")
  static let unauthorized = MetricFamily(
    .counter, "postern_unauthorized_total", "Requests whose sender was not proved, by cause.")
  static let conflicts = MetricFamily(
    .counter, "postern_conflicts_total", "The same id used with another meaning.")
  static let holds = MetricFamily(.gauge, "postern_holds", "Callers held now.")
  static let twilioTime = MetricFamily(
    .histogram, "postern_twilio_request_seconds", "Time of a request to Twilio, by operation and outcome.")
  static let twilioErrors = MetricFamily(
    .counter, "postern_twilio_errors_total", "Errors of Twilio, by code.")
  static let circuit = MetricFamily(
    .gauge, "postern_twilio_circuit_open", "1 while nothing is sent to Twilio, else 0.")
  static let limited = MetricFamily(
    .counter, "postern_limited_total", "Sends that a limit refused or would have refused, by limit.")
  static let callbacks = MetricFamily(
    .counter, "postern_callbacks_total", "Tries of callbacks, by result.")
  static let reloads = MetricFamily(
    .counter, "postern_reloads_total", "Reloads of table, block file and secrets, by result.")
  static let clockSteps = MetricFamily(
    .counter, "postern_clock_steps_total", "Steps of the clock over 60 seconds.")
  static let storeTime = MetricFamily(
    .histogram, "postern_store_write_seconds", "Time of a transaction that writes.")

  /// In the order of the exposition.
  static let all = [
    callbacks, checks, circuit, clockSteps, conflicts, conversions, decisions, holds, limited, outcomes,
    reloads,
    requestTime, requests, sends, storeTime, timeToApproval, twilioErrors, twilioTime, unauthorized,
  ]

  /// Upper bounds of the buckets of a histogram, in seconds.
  static func bounds(_ name: String) -> [Double] {
    name == timeToApproval.name
      ? [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600]
      : [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  }
}
#endif
