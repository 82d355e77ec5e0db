#if Server
/// A Verify service that exists.
public struct FakeVerifyService: Sendable {
  /// A rate limit's bucket.
  public struct Bucket: Sendable {
    public var max: Int
    /// Seconds.
    public var interval: Int

    public init(max: Int, interval: Int) {
      self.max = max
      self.interval = interval
    }
  }

  /// `VA…`
  public var sid: String
  public var friendlyName: String
  public var codeLength: Int
  public var isPSD2: Bool
  /// Whether e-mail is integrated, and a WhatsApp sender set.
  public var hasEmail = true
  public var hasWhatsApp = true
  /// Channels switched off in the Console.
  public var disabledChannels: Set<String> = []
  /// By unique name.
  public var rateLimits: [String: [Bucket]] = [:]

  public init(sid: String, friendlyName: String = "Acme", codeLength: Int = 6, isPSD2: Bool = false) {
    self.sid = sid
    self.friendlyName = friendlyName
    self.codeLength = codeLength
    self.isPSD2 = isPSD2
  }

  /// A SID made of one digit: `VA` and 32 times that.
  public static func sid(_ digit: Int) -> String {
    "VA" + String(repeating: String(digit % 10), count: 32)
  }
}

/// How the fake behaves. What Twilio has not published is a switch here; the first value is what is assumed.
public struct FakeSettings: Sendable {
  public enum ErrorBody: Sendable, CaseIterable { case classic, problem }
  public enum Window: Sendable, CaseIterable { case sliding, fixed }
  /// An answer that is documented in two ways.
  public enum UsedUp: Sendable, CaseIterable { case limit, notFound }

  public var services: [FakeVerifyService]
  public var account = "AC" + String(repeating: "0", count: 32)
  public var apiKey = "SK" + String(repeating: "0", count: 32)
  /// Any of these opens.
  public var secrets: Set<String> = ["fake-secret"]
  /// Milliseconds.
  public var codeLife: Int64 = 600_000
  /// Milliseconds until an attempt is listed.
  public var attemptsDelay: Int64 = 0
  public var errorBody = ErrorBody.classic
  /// Rate limits: the kind of window; whether refused starts count; whether an unknown key is refused.
  public var window = Window.sliding
  public var countsRefused = false
  public var refusesUnknownLimits = false
  /// Whether a resend lets the code live longer.
  public var resendExtends = false
  /// What a check is told after five.
  public var afterLastCheck = UsedUp.limit
  /// Whether a start is refused while five checks are used up.
  public var blocksAfterLastCheck = true
  /// A check by an address that was never started: 400/60200 rather than 404/20404.
  public var refusesUnknownAddress = false
  /// How many requests and listed attempts are kept, at most.
  public var history = Int.max
  /// Of codes and SIDs.
  public var seed: UInt64 = 1

  public init(services: [FakeVerifyService] = [FakeVerifyService(sid: FakeVerifyService.sid(1))]) {
    self.services = services
  }
}
#endif
