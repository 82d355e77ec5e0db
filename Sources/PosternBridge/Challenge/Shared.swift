#if Server
/// A value behind one reference: a copy of what holds it counts one reference, and not one for each of its parts.
@propertyWrapper
public struct Shared<Value: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private var storage: Storage

  public init(wrappedValue: Value) {
    storage = Storage(wrappedValue)
  }

  public var wrappedValue: Value {
    get { storage.value }
    set { storage = Storage(newValue) }
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage || left.storage.value == right.storage.value
  }

  /// As the value itself.
  public init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try Value(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    try storage.value.encode(to: encoder)
  }
}
#endif
