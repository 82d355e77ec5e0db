/// What a trigger asks, after its signature, its JSON and its types were checked. An absent list is not an empty one.
public struct Trigger: Sendable, Equatable {
  public var authRequestID: String
  public var userID: String?
  public var phoneNumber: String?
  public var email: String?
  public var groups: [String]?
  public var identityProvider: String?
  public var application: String?
  public var networkZones: [String]?
  public var clientIP: String?
  public var risk: String?
  public var locale: String?
  /// At least 22 base64url characters.
  public var browserToken: String?
  public var returnURL: String?
  public var callbackURL: String?
  public var amount: String?
  public var payee: String?
  /// W3C `traceparent` of the request, for the log.
  public var traceparent: String?

  public init(authRequestID: String) {
    self.authRequestID = authRequestID
  }
}
