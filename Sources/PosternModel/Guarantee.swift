public import PosternDiagnostics

/// What a guarantee says of the outcome of a request.
public enum Claim: Sendable, Hashable {
  case send, skip, deny, use
  /// The plan that is left has the channel.
  case sendChannel(Channel)
  /// The plan that is left has the first channel and not the second.
  case sendWithout(Channel, without: Channel)
  /// The plan that is left begins with the channel.
  case first(Channel)
  /// `use` with the method among its own.
  case useMethod(Method)
  /// The plan or the methods hold nothing else; holds on deny, fails on skip.
  case only(channels: [Channel], methods: [Method])
}

/// One of `guarantees:`.
public struct Guarantee: Sendable, Equatable {
  /// Free text, one line, unique.
  public var name: String
  /// Whom it is about; nil: every request.
  public var condition: Condition?
  /// Must not hold.
  public var never: Claim?
  /// Must hold.
  public var always: Claim?
  /// Where its name stands.
  public var source: SourceRange

  public init(
    name: String, condition: Condition?, never: Claim? = nil, always: Claim? = nil, source: SourceRange
  ) {
    self.name = name
    self.condition = condition
    self.never = never
    self.always = always
    self.source = source
  }
}
