public import PosternDiagnostics

/// A section that declares several things, in source order.
///
/// What could not be read leaves a mark, and the mark keeps later phases quiet about the same fault: where
/// `isComplete` is false something was skipped, so that a name that is not found there is no finding.
public struct Declared<Item: Sendable>: Sendable {
  /// What was read, in source order, each name once.
  public var items: [Item]
  /// Whether everything that stands there was read.
  public var isComplete: Bool
  /// The section's key, else its value; nil when the section is absent.
  public var range: SourceRange?

  public init(_ items: [Item] = [], isComplete: Bool = true, range: SourceRange? = nil) {
    self.items = items
    self.isComplete = isComplete
    self.range = range
  }
}

/// A value that a key was given for: absent, faulty (a finding was made, be quiet), or read.
public enum Given<Value: Sendable>: Sendable {
  /// The key does not stand there.
  case absent
  /// It does, with a value that was refused; or its variable is not known.
  case faulty(SourceRange)
  /// It does.
  case value(Located<Value>)

  /// The value, if there is one.
  public var value: Value? {
    if case .value(let located) = self { located.value } else { nil }
  }

  /// The value with its place, if there is one.
  public var located: Located<Value>? {
    if case .value(let located) = self { located } else { nil }
  }

  /// Where it stands, read or not.
  public var range: SourceRange? {
    switch self {
    case .absent: nil
    case .faulty(let range): range
    case .value(let located): located.range
    }
  }

  /// Whether the key does not stand there.
  public var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// Whether a finding was made of it already.
  public var isFaulty: Bool {
    if case .faulty = self { true } else { false }
  }
}

/// A list of texts with a place each. `isComplete` as in `Declared`.
public typealias Texts = Declared<Located<String>>
