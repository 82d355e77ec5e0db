/// The four things that can happen to a sign-in.
public enum TableOutcome: UInt8, Sendable, Hashable, CaseIterable {
  case deny = 0
  case skip, use, send

  /// As `postern decide` writes it.
  public var name: String { "\(staticName)" }

  /// The same as a constant.
  package var staticName: StaticString {
    switch self {
    case .deny: "deny"
    case .skip: "skip"
    case .use: "use"
    case .send: "send"
    }
  }
}

/// Why a decision is deny.
public enum TableDenyReason: UInt8, Sendable, Hashable, CaseIterable {
  case rule = 0
  case countryBlocked, noChannel

  /// As `postern decide` writes it.
  public var name: String { "\(staticName)" }

  /// The same as a constant.
  package var staticName: StaticString {
    switch self {
    case .rule: "rule"
    case .countryBlocked: "country-blocked"
    case .noChannel: "no-channel"
    }
  }
}

/// What a country says of whether codes may be sent.
public enum TableMode: UInt8, Sendable, Hashable, CaseIterable {
  case allow = 0
  case observe, block

  /// As `postern decide` writes it.
  public var name: String { "\(staticName)" }

  /// The same as a constant.
  package var staticName: StaticString {
    switch self {
    case .allow: "allow"
    case .observe: "observe"
    case .block: "block"
    }
  }
}

/// A channel of Twilio Verify.
public enum TableChannel: UInt8, Sendable, Hashable, CaseIterable {
  case sms = 0
  case whatsapp, call, email

  /// Twilio's and the policy's name.
  public var name: String { "\(staticName)" }

  /// The same as a constant.
  package var staticName: StaticString {
    switch self {
    case .sms: "sms"
    case .whatsapp: "whatsapp"
    case .call: "call"
    case .email: "email"
    }
  }
}

/// A factor that IDaaS runs itself.
public enum TableMethod: UInt8, Sendable, Hashable, CaseIterable {
  case totp = 0
  case webauthn, idaasSMS, idaasEmail

  /// The policy's name.
  public var name: String { "\(staticName)" }

  /// The same as a constant.
  package var staticName: StaticString {
    switch self {
    case .totp: "totp"
    case .webauthn: "webauthn"
    case .idaasSMS: "idaas-sms"
    case .idaasEmail: "idaas-email"
    }
  }

  /// EIAM's name.
  public var eiamName: String {
    switch self {
    case .totp: "ia_totp"
    case .webauthn: "ia_webauthn"
    case .idaasSMS: "ia_otp_sms"
    case .idaasEmail: "ia_otp_email"
    }
  }
}

/// What is decided for one request: numbers that mean something to the table that decided. A table's accessors give
/// the texts; `RoutingTable.resolve(_:)` gives all of them at once.
public struct TableDecision: Sendable, Hashable {
  public internal(set) var outcome: TableOutcome
  /// Only with deny.
  public internal(set) var reason: TableDenyReason?
  /// Which rule matched: break-glass, one of the policy's, or the last one for `otherwise`. It is also there when
  /// the country's mode decided instead.
  public internal(set) var rule: Int
  /// What the phone automaton says of the number: 0 for none, or one that is not valid.
  public internal(set) var label: Int
  /// The country: 0 unknown.
  public internal(set) var region: Int
  /// 0 mobile … 11 unknown.
  public internal(set) var lineType: Int
  /// The country's after the cascade, whatever the outcome.
  public internal(set) var mode: TableMode
  /// Only with send: bit *i*, step *i* of the rule is in the plan. Never 0 then.
  public internal(set) var steps: UInt8

  /// A decision to send, as far as its plan depends on it.
  package init(sending steps: UInt8, rule: Int, region: Int) {
    self.init(
      outcome: .send, reason: nil, rule: rule, label: 0, region: region, lineType: 11, mode: .allow,
      steps: steps)
  }

  init(
    outcome: TableOutcome, reason: TableDenyReason?, rule: Int, label: Int, region: Int, lineType: Int,
    mode: TableMode, steps: UInt8
  ) {
    self.outcome = outcome
    self.reason = reason
    self.rule = rule
    self.label = label
    self.region = region
    self.lineType = lineType
    self.mode = mode
    self.steps = steps
  }

  /// Whether the country's mode decided, and not the rule that matched.
  public var isByCountry: Bool { reason == .countryBlocked }
}
