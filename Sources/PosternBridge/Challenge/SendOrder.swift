#if Server
/// Why a send is to be made.
enum SendCause: Sendable, Equatable {
  case first, resend, next
  /// By a timer.
  case automatic
  /// Within the same claim, after Twilio has refused: the step to go on with, and whether a timer began it.
  case again(step: Int, isAutomatic: Bool)
}

/// What a claim allows.
enum SendClaim: Sendable {
  /// Make this request: its place in `sends` is reserved.
  case order(SendOrder)
  /// There is nothing to send any more; the challenge as it stands.
  case settled(Challenge)

  /// The same, with the challenge as it was stored.
  func of(_ stored: Challenge) -> SendClaim {
    switch self {
    case .settled: return .settled(stored)
    case .order(var order):
      order.challenge = stored
      return .order(order)
    }
  }
}

/// A send that was claimed, counted and stored, and is to be made now.
struct SendOrder: Sendable {
  var challenge: Challenge
  /// Its place in `challenge.sends`.
  var place: Int
  var step: PlanStep
  var request: StartVerification
  /// Verifications to cancel first, by the challenge that they belong to.
  var cancelsFirst: [(challenge: String, reference: Verification.Reference)]
  /// Whether the code's life begins anew: the running code was about to end.
  var renews: Bool
  /// Challenges that this one has superseded.
  var superseded: [Challenge]
  /// Challenges that have ended, of which a send to this address runs still.
  var waitsFor: [String]

  /// Whether other calls come before this one, so that it may be unwanted when its turn comes.
  var hasToWait: Bool { !cancelsFirst.isEmpty || !waitsFor.isEmpty }
  var isAutomatic: Bool { challenge.sends[place].isAutomatic }
}

/// What is to be done after Twilio's answer to a send was stored.
enum SendSettlement: Sendable {
  case settled(Challenge)
  /// Send again under the same claim.
  case again(step: Int)
  /// Nobody knows whether it was sent: ask the Attempts resource.
  case lookUp
  /// Nothing final: try later.
  case unavailable(Challenge)
}
#endif
