#if Server
import Foundation

/// The limits that one send is counted by: those in force when the challenge began, and those of the table of now.
struct SendLimits {
  var limits: [LimitSettings] = []
  /// For each limit, the keyed hashes of what it counts by, the current key's first.
  var values: [[String]] = []

  init(
    _ challenge: Challenge, _ step: PlanStep, address: String, _ current: [LimitSettings], _ keys: StoreKeys
  ) {
    for var limit in current {
      // The stricter of two of one name: both's windows, as far as they count by the same.
      if let earlier = challenge.limits.first(where: { $0.name == limit.name }), earlier.key == limit.key {
        limit.buckets += earlier.buckets.filter { !limit.buckets.contains($0) }
        limit.observesOnly = limit.observesOnly && earlier.observesOnly
      }
      add(limit, challenge, step, address, keys)
    }
    // Gone from the table, or counted by something else there.
    for limit in challenge.limits
    where !current.contains(where: { $0.name == limit.name && $0.key == limit.key }) {
      add(limit, challenge, step, address, keys)
    }
  }

  private mutating func add(
    _ limit: LimitSettings, _ challenge: Challenge, _ step: PlanStep, _ address: String, _ keys: StoreKeys
  ) {
    let values = Self.values(limit, challenge, step, address, keys)
    guard !values.isEmpty else { return }
    limits.append(limit)
    self.values.append(values)
  }

  /// What a limit counts by: nothing that tells a number or an address.
  private static func values(
    _ limit: LimitSettings, _ challenge: Challenge, _ step: PlanStep, _ address: String, _ keys: StoreKeys
  ) -> [String] {
    let facts = challenge.trigger
    switch limit.key {
    case .number: return step.isEmail ? facts.emailKeys : facts.phoneKeys
    case .prefix(let dropDigits):
      if step.isEmail { return [] }
      let kept = address.dropLast(max(0, min(dropDigits, address.count - 2)))
      return keys.candidates(String(kept), for: .limit(limit.name))
    case .ip: return facts.clientKeys
    case .country: return step.isEmail ? [] : [challenge.country]
    case .user: return facts.userKeys
    case .all: return ["all"]
    }
  }

  /// `RateLimits` of the request to Twilio: of two limits of one name the table's, which stands first.
  var twilioValues: [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for (limit, values) in zip(limits, values) where limit.isTwilio {
      guard let value = values.first, !found.contains(where: { $0.name == limit.name }) else { continue }
      found.append((name: limit.name, value: value))
    }
    return found
  }
}

extension Challenge {
  /// Whose wrong codes are counted.
  var person: WrongCodeGuard.Person {
    WrongCodeGuard.Person(
      userKeys: trigger.userKeys, phoneKeys: trigger.phoneKeys.isEmpty ? trigger.emailKeys : trigger.phoneKeys
    )
  }
}

extension HashPurpose {
  /// A code that was posted under a `webhook-id`.
  static let verify = HashPurpose("verify")
  /// A client's address.
  static let client = HashPurpose("client")
}

extension ChallengeEngine {
  /// What a step sends to; nil when it was erased, or no key opens it.
  func address(of step: PlanStep, _ challenge: Challenge) -> String? {
    step.isEmail
      ? open(challenge.trigger.sealedEmail, .email, challenge.id)
      : open(challenge.trigger.sealedPhone, .phone, challenge.id)
  }

  /// What was sealed; nil when there is nothing, or no key opens it.
  func open(_ sealed: Data?, _ field: SealedField, _ challenge: String) -> String? {
    sealed.flatMap { try? parts.keys.open($0, as: field, challenge: challenge) }
  }
}
#endif
