#if Server
import PosternJSON

/// A request as the fake reads it.
public struct FakeRequest: Sendable {
  public var method: String
  /// Without the query.
  public var path: String
  /// Of the form, or of the query; in order.
  public var fields: [(name: String, value: String)]
  /// HTTP Basic.
  public var user: String?
  public var password: String?

  public init(
    method: String, path: String, fields: [(name: String, value: String)], user: String? = nil,
    password: String? = nil
  ) {
    self.method = method
    self.path = path
    self.fields = fields
    self.user = user
    self.password = password
  }

  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// An answer of the fake.
public struct FakeAnswer: Sendable, Hashable {
  public var status: Int
  public var body: JSONValue

  public init(_ status: Int, _ body: JSONValue) {
    self.status = status
    self.body = body
  }
}

/// What the fake was asked, for tests to read.
public struct RecordedRequest: Sendable {
  public var request: FakeRequest
  /// nil: none that is known.
  public var operation: FakeOperation?
  /// Milliseconds since 1970.
  public var at: Int64
  /// `RQ…`
  public var id: String
  public var isExecuted: Bool
  /// What would be answered, whatever a fault made of it; nil when it was not executed.
  public var status: Int?
  /// Faults against Twilio's description.
  public var violations: [String]
}

/// A code on its way to a person.
public struct FakeMessage: Sendable, Hashable {
  public var to: String
  public var channel: String
  public var code: String
  /// `VE…`
  public var verification: String
  /// Milliseconds since 1970.
  public var at: Int64
}
#endif
