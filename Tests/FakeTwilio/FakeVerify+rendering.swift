#if Server
import PosternJSON

extension FakeVerify {
  /// Never with the code.
  func render(_ verification: Held) -> JSONValue {
    let sends = verification.attempts.map { attempt -> JSONValue in
      // Upper case for two channels, as Twilio's examples have it.
      let isUpper = attempt.channel == "sms" || attempt.channel == "email"
      return .object([
        ("time", .string(FakeTime.text(attempt.at))),
        ("channel", .string(isUpper ? attempt.channel.uppercased() : attempt.channel)),
        ("attempt_sid", .string(attempt.sid)),
      ])
    }
    let path = "/v2/Services/\(verification.service)/Verifications/\(verification.sid)"
    return .object(
      beginning(verification) + [
        ("lookup", .object([])), ("send_code_attempts", .array(sends)), ("sna", .null),
        ("url", .string("https://verify.twilio.com" + path)),
      ])
  }

  /// What a check answers.
  func renderCheck(_ verification: Held) -> JSONValue {
    .object(beginning(verification) + [("sna_attempts_error_codes", .array([]))])
  }

  private func beginning(_ verification: Held) -> [(String, JSONValue)] {
    [
      ("sid", .string(verification.sid)), ("service_sid", .string(verification.service)),
      ("account_sid", .string(settings.account)), ("to", .string(verification.to)),
      ("channel", .string(verification.channel)), ("status", .string(verification.status)),
      ("valid", .bool(verification.status == "approved")), ("amount", .optional(verification.amount)),
      ("payee", .optional(verification.payee)),
      ("date_created", .string(FakeTime.text(verification.createdAt))),
      ("date_updated", .string(FakeTime.text(verification.updatedAt))),
    ]
  }

  func render(_ attempt: Attempt) -> JSONValue {
    .object([
      ("sid", .string(attempt.sid)), ("account_sid", .string(settings.account)),
      ("service_sid", .string(attempt.service)), ("verification_sid", .string(attempt.verification)),
      ("date_created", .string(FakeTime.text(attempt.at))),
      ("date_updated", .string(FakeTime.text(attempt.at))),
      ("conversion_status", .string(attempt.isConverted ? "converted" : "unconverted")),
      ("channel", .string(attempt.channel)), ("price", .object([("value", "0.05"), ("currency", "usd")])),
      (
        "channel_data",
        .object([
          ("verification_sid", .string(attempt.verification)), ("to", .string(attempt.to)),
          ("message_status", "sent"), ("error_code", .null),
        ])
      ),
      ("url", .string("https://verify.twilio.com/v2/Attempts/\(attempt.sid)")),
    ])
  }
}

/// Times as Twilio writes them.
enum FakeTime {
  /// `2015-07-30T20:00:00Z`, from milliseconds since 1970, not before.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1_000
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Days from 0000-03-01, in eras of 400 years.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let day = shifted - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let civilYear = year + era * 400 + (civilMonth <= 2 ? 1 : 0)
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date = "\(civilYear)-\(two(civilMonth))-\(two(dayOfMonth))"
    return "\(date)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
#endif
