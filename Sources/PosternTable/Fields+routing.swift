/// A rule: break-glass if there is one, those of `routing.rules`, and last `otherwise`.
public enum RuleField: Int, RecordField {
  case name
  /// 0 deny, 1 skip, 2 use, 3 send.
  case outcome
  /// Only with deny.
  case message
  /// Only with use: 0 totp, 1 webauthn, 2 idaas-sms, 3 idaas-email.
  case methods
  case firstStep, stepCount
  case firstRow, rowCount
  case because, owner, until
  case file, line, column
  case actionFile, actionLine, actionColumn

  public static let sections: [Section] = [.rules]

  public var kind: FieldKind {
    switch self {
    case .name: .text
    case .outcome: .number(below: 4)
    case .message, .because, .owner, .until, .file, .actionFile: .textOrNone
    case .methods: .list(.number(below: 4))
    case .firstStep: .first(.steps)
    case .firstRow: .first(.rows)
    case .stepCount, .rowCount, .line, .column, .actionLine, .actionColumn: .word
    }
  }
}

/// A step of a `send`.
public enum StepField: Int, RecordField {
  /// 0 sms, 1 whatsapp, 2 call, 3 email.
  case channel
  /// Seconds.
  case wait
  /// 0 ask, 1 auto.
  case advance
  case service, locale, template
  /// 0 stop, 1 advance.
  case afterFraudBlock
  case file, line, column

  public static let sections: [Section] = [.steps]

  public var kind: FieldKind {
    switch self {
    case .channel: .number(below: 4)
    case .wait, .line, .column: .word
    case .advance, .afterFraudBlock: .number(below: 2)
    case .service: .index(.services)
    case .locale, .template, .file: .textOrNone
    }
  }
}

/// A row: a conjunction of tests. A rule matches when one of its rows does. Lists that are none ask nothing.
public enum RowField: Int, RecordField {
  case rule
  /// Bit *i*: the row has a test of number *i* of `Residual`, which the bitmaps do not hold.
  case residuals
  /// Bit *i*: line type *i* is admitted.
  case lineTypes
  /// Bit *i*: risk *i* is admitted: low, medium, high, unknown.
  case risks
  /// Bit 0: admitted without an e-mail address; bit 1: with one.
  case email
  case regions
  /// The number is valid and begins with one of these.
  case prefixes
  /// The number is invalid or begins with none of these.
  case excludedPrefixes
  /// One of these.
  case providers, applications
  /// Of each list at least one is there.
  case groupsAny
  /// Each is there.
  case groupsAll
  /// None is there.
  case groupsNone
  /// Of each list at least one is absent.
  case groupsNotAll
  case zonesAny, zonesAll, zonesNone, zonesNotAll
  /// The user's bucket is in each of these ranges.
  case rollouts

  public static let sections: [Section] = [.rows]

  public var kind: FieldKind {
    switch self {
    case .rule: .index(.rules)
    case .residuals: .number(below: 8)
    case .lineTypes: .number(below: 1 << 12)
    case .risks: .number(below: 16)
    case .email: .number(below: 4)
    case .regions: .index(.regionSets)
    case .prefixes, .excludedPrefixes: .list(.index(.prefixes))
    case .providers: .list(.indexOrUnknown(.providers))
    case .applications: .list(.indexOrUnknown(.applications))
    case .groupsAny, .groupsNotAll: .list(.lists(of: .groups))
    case .groupsAll, .groupsNone: .list(.index(.groups))
    case .zonesAny, .zonesNotAll: .list(.lists(of: .zones))
    case .zonesAll, .zonesNone: .list(.index(.zones))
    case .rollouts: .list(.index(.rolloutRanges))
    }
  }
}

/// A set of regions: bit *i* of field *i / 32* stands for region *i*.
public enum RegionSetField: Int, RecordField {
  case word0, word1, word2, word3, word4, word5, word6, word7

  public static let sections: [Section] = [.regionSets]

  public var kind: FieldKind { .word }
}

/// A prefix that the policy names, sorted by its text, which begins with a plus sign.
public enum PrefixField: Int, RecordField {
  case text

  public static let sections: [Section] = [.prefixes]

  public var kind: FieldKind { .text }
}

/// A rule name that enters a rollout's hash, sorted by its text.
public enum RolloutField: Int, RecordField {
  case rule
  /// FNV-1a, 64 bits, of the name and a zero byte: the hash goes on from here with the user id.
  case stateLow, stateHigh

  public static let sections: [Section] = [.rollouts]

  public var kind: FieldKind { self == .rule ? .text : .word }
}

/// Buckets of a rollout: `lower` to `upper`, that one not included. A user without an id is in bucket 10 000.
public enum RolloutRangeField: Int, RecordField {
  case rollout, lower, upper

  public static let sections: [Section] = [.rolloutRanges]

  public var kind: FieldKind { self == .rollout ? .index(.rollouts) : .number(below: 10_002) }
}

/// Attributes of a request, by number.
public enum Attribute: Int, Sendable, CaseIterable {
  case country, lineType, prefix, identityProvider, application, group, networkZone, risk, email, rollout

  /// Its bit in `PolicyField.attributes`.
  public var bit: UInt32 { 1 << UInt32(rawValue) }
}

/// Tests of a row that its bitmaps do not hold, by number.
public enum Residual: Int, Sendable, CaseIterable {
  /// More than one list or name that must be there, or lists of which one must be absent: groups.
  case groups
  /// The same for zones.
  case zones
  /// Rollouts.
  case rollouts

  /// Its bit in `RowField.residuals`.
  public var bit: UInt32 { 1 << UInt32(rawValue) }
}
