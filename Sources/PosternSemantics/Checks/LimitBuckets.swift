internal import PosternDiagnostics
internal import PosternSchema

/// Limits: intervals out of range or too long for Twilio, two buckets of one interval, `dropDigits` without a prefix,
/// Twilio refusing what is only to be observed.
struct LimitBuckets: Check {
  let codes = ["PST0720", "PST0721", "PST0722", "PST0723", "PST0724"]

  /// Seconds: 24 hours.
  private static let longest: UInt32 = 86_400
  /// Seconds: what Twilio surely takes.
  private static let longestAtTwilio: UInt32 = 600

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    for limit in policy.declaration.limits.items {
      let name = limit.name.value
      if limit.onExceed.value == "observe", let twilio = limit.twilio.located, twilio.value {
        findings.append(.observedAtTwilio(limit: name, at: twilio.range))
      }
      var first: [UInt32: SourceRange] = [:]
      for bucket in limit.buckets.items {
        let interval = bucket.value.interval
        if interval < 1 || interval > Self.longest {
          findings.append(.badInterval(at: bucket.range))
        } else if limit.twilio.value == true, interval > Self.longestAtTwilio {
          findings.append(.longIntervalAtTwilio(limit: name, at: bucket.range))
        }
        if let before = first[interval] {
          findings.append(.intervalTwice(limit: name, at: bucket.range, first: before))
        } else {
          first[interval] = bucket.range
        }
      }
      if let range = limit.dropDigits.range, let key = limit.key.value, key != "prefix" {
        findings.append(.dropDigitsWithoutPrefix(key: key, at: range))
      }
    }
  }
}
