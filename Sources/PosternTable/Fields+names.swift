/// An identity provider.
public enum ProviderField: Int, RecordField {
  case name, id

  public static let sections: [Section] = [.providers]

  public var kind: FieldKind { self == .name ? .text : .textOrNone }
}

/// An application or a group.
public enum EntryField: Int, RecordField {
  case name, id, displayName

  public static let sections: [Section] = [.applications, .groups]

  public var kind: FieldKind { self == .displayName ? .textOrNone : .text }
}

/// A network zone.
public enum ZoneField: Int, RecordField {
  case name, id, firstCIDR, cidrCount

  public static let sections: [Section] = [.zones]

  public var kind: FieldKind {
    switch self {
    case .name: .text
    case .id: .textOrNone
    case .firstCIDR: .first(.cidrs)
    case .cidrCount: .word
    }
  }
}

/// A network: those of the zones, then those that may call the webhook.
public enum CIDRField: Int, RecordField {
  /// 4 or 6.
  case family
  /// Bits of the prefix.
  case length
  /// The address as numbers of 32 bits, the first bits in the first; IPv4 has only the first. Bits behind the prefix
  /// are zero.
  case word0, word1, word2, word3

  public static let sections: [Section] = [.cidrs]

  public var kind: FieldKind {
    switch self {
    case .family: .number(below: 7)
    case .length: .number(below: 129)
    case .word0, .word1, .word2, .word3: .word
    }
  }
}

/// A region of the numbering plan; the first is `unknown`.
public enum RegionField: Int, RecordField {
  case code, settings

  public static let sections: [Section] = [.regions]

  public var kind: FieldKind { self == .code ? .text : .index(.settings) }
}

/// What holds for a country after the cascade, and which country rule said so.
public enum SettingsField: Int, RecordField {
  /// 0 allow, 1 observe, 2 block.
  case mode
  case modeRule, locale, localeRule
  /// Bit *i*: channel *i* is forbidden.
  case forbidden
  case forbiddenRule, messagingService, messagingServiceRule

  public static let sections: [Section] = [.settings]

  public var kind: FieldKind {
    switch self {
    case .mode: .number(below: 3)
    case .modeRule, .localeRule, .forbiddenRule, .messagingServiceRule: .indexOrNone(.countryRules)
    case .locale, .messagingService: .textOrNone
    case .forbidden: .number(below: 16)
    }
  }
}

/// A rule of `countries.rules`.
public enum CountryRuleField: Int, RecordField {
  case name, regions
  /// 0 allow, 1 observe, 2 block; none: not given.
  case mode
  case locale, forbidden, messagingService, because, owner, until, file, line, column

  public static let sections: [Section] = [.countryRules]

  public var kind: FieldKind {
    switch self {
    case .name, .locale, .messagingService, .because, .owner, .until, .file: .textOrNone
    case .regions: .index(.regionSets)
    case .mode: .numberOrNone(below: 3)
    case .forbidden: .numberOrNone(below: 16)
    case .line, .column: .word
    }
  }
}

/// What the phone automaton says of a number.
public enum LabelField: Int, RecordField {
  case region
  /// 0 mobile … 11 unknown, in the order of the language page.
  case lineType
  case valid
  /// Which of the policy's prefixes the number begins with.
  case prefixes
  /// The value of the number in the decision structure.
  case phoneValue

  public static let sections: [Section] = [.labels]

  public var kind: FieldKind {
    switch self {
    case .region: .index(.regions)
    case .lineType: .number(below: 12)
    case .valid: .number(below: 2)
    case .prefixes: .list(.index(.prefixes))
    case .phoneValue: .number(below: 1 << 24)
    }
  }
}
