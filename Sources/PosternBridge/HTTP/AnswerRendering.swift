#if Server
import HTTPTypes
import PosternJSON

/// Bodies of answers, as documented: key by key, in this order.
enum AnswerRendering {
  /// Whether `approved_at` and `channel` are told: by status and callbacks.
  enum Detail: Sendable { case brief, full }

  /// 202 while it is pending, 200 for every outcome.
  static func status(_ answer: Answer) -> HTTPResponse.Status {
    answer.isPending ? .accepted : .ok
  }

  static func body(_ answer: Answer, _ detail: Detail) -> JSONValue {
    switch answer {
    case .success(let id, let approvedAt, let channel):
      let more: [(String, JSONValue)] =
        detail == .brief
        ? [] : [("approved_at", .optional(approvedAt?.text)), ("channel", .optional(channel))]
      return outcome("success", id, more)
    case .denied(let id, let reason, let message):
      let text: [(String, JSONValue)] =
        reason == .rule ? [("message", .optional(message))] : []
      return outcome("denied", id, [("reason", .string(reason.rawValue))] + text)
    case .native(let id, let methods):
      return outcome("native", id, [("methods", .strings(methods))])
    case .pending(let pending):
      return outcome(
        "pending", pending.authRequestID,
        [
          ("attempts_left", .integer(pending.attemptsLeft)), ("sends_left", .integer(pending.sendsLeft)),
          ("challenge", challenge(pending)),
        ])
    }
  }

  /// The body of a callback.
  static func callback(_ answer: Answer, policy: String, environment: String, validUntil: Moment) -> JSONValue
  {
    guard case .object(var object) = body(answer, .full) else { return .null }
    object["type"] = .string("2fa.\(object["status"]?.string ?? "")")
    object["policy"] = .string(policy)
    object["environment"] = .string(environment)
    object["valid_until"] = .string(validUntil.text)
    return .object(object)
  }

  private static func outcome(_ status: String, _ id: String, _ more: [(String, JSONValue)]) -> JSONValue {
    .object([("status", .string(status)), ("auth_request_id", .string(id))] + more)
  }

  private static func challenge(_ pending: PendingAnswer) -> JSONValue {
    .object([
      ("url", .optional(pending.url)), ("state", .string(pending.isSending ? "sending" : "sent")),
      ("channel", .string(pending.channel)), ("next_channel", .optional(pending.nextChannel)),
      ("destination", .string(pending.destination)), ("expires_at", .optional(pending.expiresAt?.text)),
      ("resend_after", .optional(pending.resendAfter?.textRoundedUp)),
    ])
  }
}
#endif
