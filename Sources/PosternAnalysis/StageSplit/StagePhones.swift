public import PosternNumbering

/// The kinds of phone numbers that a policy's rules can tell apart: what the split counts over.
public struct StagePhones: Sendable {
  /// Numbers with everything in common that a condition can ask.
  public struct Kind: Sendable, Hashable {
    /// Region, line type, validity.
    public var phone: PhoneClass
    /// Exactly those of the policy's prefixes that its numbers begin with.
    public var prefixes: [DigitPrefix]

    public init(phone: PhoneClass, prefixes: [DigitPrefix] = []) {
      self.phone = phone
      self.prefixes = prefixes
    }
  }

  /// Every kind that some number, or no number, has; each once. The first is that of no valid number.
  public var kinds: [Kind]
  /// A number of a kind, `+` and digits; nil where there is none, as for the first kind.
  public var witness: @Sendable (Int) -> String?

  public init(kinds: [Kind], witness: @escaping @Sendable (Int) -> String?) {
    self.kinds = kinds
    self.witness = witness
  }
}

extension StagePhones {
  /// The kinds that a plan refined by the policy's prefixes tells apart.
  public init(_ automaton: PhoneAutomaton) {
    let kinds = automaton.classes.map { found in
      Kind(phone: found.phoneClass, prefixes: found.prefixes.map { automaton.prefixes[$0] })
    }
    self.init(kinds: kinds) { automaton.witness(of: $0) }
  }

  /// The kinds that the plan refined by prefixes tells apart; the automaton is made when a number is asked for.
  public init(_ found: RefinedClasses) {
    let kinds = found.classes.map { entry in
      Kind(phone: entry.phoneClass, prefixes: entry.prefixes.map { found.prefixes[$0] })
    }
    self.init(kinds: kinds) { kind in
      (try? PhoneAutomaton(by: found.prefixes))?.witness(of: kind)
    }
  }

  /// The kinds that a policy's rules tell apart; nil when they name more prefixes than an automaton can hold.
  public init?(prefixes: [DigitPrefix]) {
    if prefixes.isEmpty {
      self.init(kinds: NumberingPlan.shared.classes.map { Kind(phone: $0) }) { kind in
        (try? PhoneAutomaton(by: []))?.witness(of: kind)
      }
    } else if let found = RefinedClasses(by: prefixes) {
      self.init(found)
    } else if let automaton = try? PhoneAutomaton(by: prefixes) {
      self.init(automaton)
    } else {
      return nil
    }
  }
}
