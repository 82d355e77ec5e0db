public import PosternDiagnostics

/// One entry of `verifyServices`.
public struct VerifyServiceDeclaration: Sendable {
  public var name: Located<String>
  public var friendlyName: Given<String> = .absent
  public var codeLength: Given<Int> = .absent
  public var mailer: Given<String> = .absent
  public var psd2: Given<Bool> = .absent
  /// The resource's other parameters that are given, under the API's names, in the order of the fact sheet.
  public var fields: [FieldDeclaration] = []
  /// API names of those that stand there and were refused.
  public var refusedFields: Set<String> = []

  public init(name: Located<String>) {
    self.name = name
  }

  /// The boolean parameter of an API name, such as `LookupEnabled`; nil when not given.
  public func flag(_ path: String) -> Located<Bool>? {
    for field in fields where field.path == path {
      if case .boolean(let value) = field.value.value { return Located(value, field.value.range) }
    }
    return nil
  }
}

/// One entry of `channels`.
public struct ChannelDeclaration: Sendable {
  /// `sms`, `whatsapp`, `call`, `email`, with the place of the key.
  public var name: Located<String>
  /// Name of a service.
  public var service: Given<String> = .absent
  /// Seconds.
  public var wait: Given<UInt32> = .absent
  public var locale: Given<String> = .absent
  public var template: Given<String> = .absent
  /// Names of line types, `unknown` included; nil when not given.
  public var lineTypes: Texts?
  /// The sender, `whatsapp:+…`.
  public var from: Given<String> = .absent
  public var messagingService: Given<String> = .absent

  public init(name: Located<String>) {
    self.name = name
  }
}

/// One bucket of a limit: `5 per 10m`.
public struct BucketDeclaration: Sendable, Hashable {
  /// Sends, > 0.
  public var max: Int
  /// Seconds as written; its range is checked by the semantic phase.
  public var interval: UInt32

  public init(max: Int, interval: UInt32) {
    self.max = max
    self.interval = interval
  }
}

/// One entry of `limits`.
public struct LimitDeclaration: Sendable {
  public var name: Located<String>
  /// `number`, `prefix`, `ip`, `country`, `user`, `all`.
  public var key: Given<String> = .absent
  public var dropDigits: Given<Int> = .absent
  public var buckets = Declared<Located<BucketDeclaration>>()
  /// `deny` or `observe`.
  public var onExceed: Given<String> = .absent
  public var twilio: Given<Bool> = .absent

  public init(name: Located<String>) {
    self.name = name
  }
}
