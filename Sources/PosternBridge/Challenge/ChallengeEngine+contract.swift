#if Server
/// What a caller is told: rendered by `AnswerRendering`.
public enum Answer: Sendable, Equatable {
  case success(authRequestID: String, approvedAt: Moment?, channel: String?)
  case denied(authRequestID: String, reason: DeniedReason, message: String?)
  case native(authRequestID: String, methods: [String])
  case pending(PendingAnswer)

  /// Whether waiting longer could change it.
  public var isPending: Bool { if case .pending = self { true } else { false } }
}

/// The pending answer, the same everywhere.
public struct PendingAnswer: Sendable, Equatable {
  public var authRequestID: String
  public var attemptsLeft: Int
  public var sendsLeft: Int
  /// The page's address; nil while nobody may know it.
  public var url: String?
  /// `sending` or `sent`.
  public var isSending: Bool
  public var channel: String
  public var nextChannel: String?
  public var destination: String
  public var expiresAt: Moment?
  public var resendAfter: Moment?
}

/// What the page shows of a challenge: neutral about every reason but `rule`, `expired`, `exhausted`.
public struct PageView: Sendable, Equatable {
  public enum Phase: Sendable, Equatable {
    case sending
    case enterCode
    case approved
    case denied(DeniedReason, message: String?)
  }

  public var phase: Phase
  public var channel: String
  public var nextChannel: String?
  /// Whether the step can be sent again at all: sends are left and a code still lives. When it opens is `resendAfter`.
  public var canResend: Bool
  public var destination: String
  /// Digits of the newest code.
  public var codeLength: Int
  /// Digits of older codes that count still: those of another service or address.
  public var otherLengths: [Int] = []
  public var attemptsLeft: Int
  public var sendsLeft: Int
  public var expiresAt: Moment?
  public var resendAfter: Moment?
  public var startedAt: Moment
  /// BCP 47, from the trigger.
  public var locale: String?
  public var application: String?
  public var signInFrom: String?
  public var returnURL: String?
  /// Whether success waits until the browser has come back with its result.
  public var requiresResult: Bool
  /// Name of the step's Verify service: its friendly name stands in for a missing brand.
  public var serviceName: String?
}

/// What came of a code that was typed.
public enum CodeResult: Sendable, Equatable {
  /// Checked, or ended: the state tells.
  case checked(Answer)
  /// Not of any code's length: no try was spent.
  case wrongLength(Answer)
}

/// The challenge machine, as HTTP sees it. Implemented by `ChallengeEngine`.
public protocol ChallengeService: Sendable {
  /// Decides a trigger, or joins the one that is there. Returns after the first send was made or `answerWithin` ran out;
  /// holding is `wait`.
  /// - Throws: `Refusal`.
  func trigger(_ trigger: Trigger, webhookID: String?) async throws -> Answer
  /// - Throws: `Refusal`.
  func verify(authRequestID: String, code: String, webhookID: String?) async throws -> CodeResult
  /// Redeems a result when one is given.
  /// - Throws: `Refusal`.
  func status(authRequestID: String, result: String?) async throws -> Answer
  /// - Throws: `Refusal`.
  func cancel(authRequestID: String) async throws -> Answer
  /// Waits until the challenge is no longer pending, or the time is up; a sign of life while it lasts.
  func wait(authRequestID: String, seconds: Int64) async throws -> Answer

  // The page; ids are challenge ids, which never leave the process.
  /// The challenge that a link's token opens: by `HMAC(page key, row id)` or a `browser_token`.
  func challengeID(pageToken: String) async throws -> String?
  /// Binds the first browser: a cookie's value, once; nil for every other browser.
  func openCookie(challenge: String) async throws -> String?
  func challengeID(cookie: String) async throws -> String?
  func page(challenge: String) async throws -> PageView
  func submit(challenge: String, code: String) async throws -> CodeResult
  /// Sends the same step again.
  func resend(challenge: String) async throws -> Answer
  /// Moves one step on.
  func next(challenge: String) async throws -> Answer
  func notMe(challenge: String) async throws -> Answer
  /// A one-time result for `return_url`, good for 60 s; nil without a `return_url`.
  func takeResult(challenge: String) async throws -> String?
}
#endif
