#if Server
/// What the bridge calls.
public enum FakeOperation: String, Sendable, CaseIterable {
  case start = "CreateVerification"
  case fetch = "FetchVerification"
  case update = "UpdateVerification"
  case check = "CreateVerificationCheck"
  case attempts = "ListVerificationAttempt"
}

/// A fault on command: for requests that fit, a number of times.
public struct FakeFault: Sendable {
  public enum Effect: Sendable, Hashable {
    /// Not executed: answered with that code.
    case refuse(status: Int, code: Int?, message: String = "Refused")
    /// Not executed: the page of a gateway.
    case page(status: Int)
    /// Not executed: sent elsewhere.
    case redirect(to: String)
    /// Not executed: the connection is reset.
    case resetBefore
    /// Executed: the connection is reset.
    case resetAfter
    /// Not executed, no answer until `FakeTwilio.release`.
    case stallBefore
    /// Executed, no answer until `FakeTwilio.release`.
    case stallAfter
    /// Executed, answered late; milliseconds of real time.
    case slow(milliseconds: Int)
    /// Executed: this text is the body.
    case garble(String)
    /// Executed: answered with that status and the right body.
    case status(Int)
  }

  public var effect: Effect
  /// nil: any.
  public var operation: FakeOperation?
  public var channel: String?
  /// How the address begins.
  public var to: String?
  /// Requests that still fit before it begins.
  public var after: Int
  /// nil: always.
  public var times: Int?

  public init(
    _ effect: Effect, on operation: FakeOperation? = nil, channel: String? = nil, to: String? = nil,
    after: Int = 0, times: Int? = 1
  ) {
    self.effect = effect
    self.operation = operation
    self.channel = channel
    self.to = to
    self.after = after
    self.times = times
  }

  var isExecuted: Bool {
    switch effect {
    case .refuse, .page, .redirect, .resetBefore, .stallBefore: false
    case .resetAfter, .stallAfter, .slow, .garble, .status: true
    }
  }

  func fits(_ operation: FakeOperation, channel: String?, to: String?) -> Bool {
    (self.operation == nil || self.operation == operation) && (self.channel == nil || self.channel == channel)
      && (self.to.map { to?.hasPrefix($0) == true } ?? true)
  }
}
#endif
