/// The one record about the policy as a whole.
public enum PolicyField: Int, RecordField {
  /// `countries.otherwise`: 0 allow, 1 observe, 2 block.
  case otherwiseMode
  /// Bit *i*: rules read the attribute of number *i* of `Attribute`.
  case attributes
  /// 1: the first rule is break-glass.
  case breakGlass
  /// How many values phone numbers have in the decision structure.
  case phoneValues
  /// Seeds of the name tables.
  case providerSeed, applicationSeed, groupSeed, zoneSeed
  /// The version of the numbering plan.
  case plan

  public static let sections: [Section] = [.policy]

  public var kind: FieldKind {
    switch self {
    case .otherwiseMode: .number(below: 3)
    case .attributes: .number(below: 1 << 10)
    case .breakGlass: .number(below: 2)
    case .phoneValues: .number(below: 1 << 24)
    case .providerSeed, .applicationSeed, .groupSeed, .zoneSeed: .word
    case .plan: .text
    }
  }
}

/// The Twilio account: one record, or none where nothing is sent.
public enum TwilioField: Int, RecordField {
  case account, apiKey
  /// The secret's name.
  case apiSecret
  /// Seconds.
  case codeTTL

  public static let sections: [Section] = [.twilio]

  public var kind: FieldKind { self == .codeTTL ? .word : .text }
}

/// A Verify service.
public enum ServiceField: Int, RecordField {
  case name, friendlyName, sid, codeLength, psd2, file, line, column

  public static let sections: [Section] = [.services]

  public var kind: FieldKind {
    switch self {
    case .name, .friendlyName: .text
    case .sid, .file: .textOrNone
    case .codeLength: .number(below: 256)
    case .psd2: .number(below: 2)
    case .line, .column: .word
    }
  }
}

/// An enabled channel.
public enum ChannelField: Int, RecordField {
  /// 0 sms, 1 whatsapp, 2 call, 3 email.
  case channel
  case service
  /// Seconds.
  case wait
  case locale, template
  /// Bit *i*: line type *i* can be reached; none: no exclusion.
  case lineTypes
  case from, messagingService, file, line, column

  public static let sections: [Section] = [.channels]

  public var kind: FieldKind {
    switch self {
    case .channel: .number(below: 4)
    case .service: .index(.services)
    case .wait, .line, .column: .word
    case .locale, .template, .from, .messagingService, .file: .textOrNone
    case .lineTypes: .numberOrNone(below: 1 << 12)
    }
  }
}

/// A limit.
public enum LimitField: Int, RecordField {
  case name
  /// 0 number, 1 prefix, 2 ip, 3 country, 4 user, 5 all.
  case key
  /// Only for `prefix`.
  case dropDigits
  case observesOnly, twilio
  case firstBucket, bucketCount
  case file, line, column

  public static let sections: [Section] = [.limits]

  public var kind: FieldKind {
    switch self {
    case .name: .text
    case .key: .number(below: 6)
    case .dropDigits: .numberOrNone(below: 256)
    case .observesOnly, .twilio: .number(below: 2)
    case .firstBucket: .first(.buckets)
    case .bucketCount, .line, .column: .word
    case .file: .textOrNone
    }
  }
}

/// A bucket of a limit.
public enum BucketField: Int, RecordField {
  case max
  /// Seconds.
  case interval

  public static let sections: [Section] = [.buckets]

  public var kind: FieldKind { .word }
}

/// The webhook: one record, or none.
public enum WebhookField: Int, RecordField {
  case url
  /// 0 standard-webhooks, 1 jwks, 2 token.
  case scheme
  /// Names of secrets.
  case secrets, verifySecrets, callbackSecrets
  /// Seconds.
  case tolerance
  case issuer, audience, jwksURL
  case firstAllowed, allowedCount
  /// 0 response, 1 callback, 2 poll.
  case resume
  /// Seconds; none unless `resume` is `response`.
  case hold
  case callbackURLs, privateCallbacks, returnURLs, requireResult, mayOmit
  /// 0 totp, 1 webauthn, 2 idaas-sms, 3 idaas-email.
  case fallbackMethods
  /// Seconds.
  case codeLife
  case file, line, column

  public static let sections: [Section] = [.webhook]

  public var kind: FieldKind {
    switch self {
    case .url: .text
    case .scheme, .resume: .number(below: 3)
    case .secrets, .verifySecrets, .callbackSecrets, .callbackURLs, .privateCallbacks, .returnURLs, .mayOmit:
      .list(.text)
    case .tolerance, .codeLife, .allowedCount, .line, .column: .word
    case .issuer, .audience, .jwksURL, .file: .textOrNone
    case .firstAllowed: .first(.cidrs)
    case .hold: .numberOrNone(below: .max)
    case .requireResult: .number(below: 2)
    case .fallbackMethods: .list(.number(below: 4))
    }
  }
}

/// The page: one record.
public enum PageField: Int, RecordField {
  case brand, support, privacy, accent, defaultLocale

  public static let sections: [Section] = [.page]

  public var kind: FieldKind { self == .defaultLocale ? .text : .textOrNone }
}
