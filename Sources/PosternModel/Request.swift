/// What is known of a sign-in. All of it may be missing; an empty text counts as missing.
public struct Request: Sendable, Hashable {
  public var userID: String?
  /// E.164.
  public var phoneNumber: String?
  public var email: String?
  /// By the policy's name or by IDaaS id.
  public var identityProvider: String?
  /// By the policy's name or by IDaaS id.
  public var application: String?
  /// By the policy's names or by IDaaS ids; undeclared ones are ignored.
  public var groups: [String]
  /// By the policy's names or by IDaaS ids; nil: not given, then `clientIP` tells the zones.
  public var networkZones: [String]?
  /// IPv4 or IPv6.
  public var clientIP: String?
  /// `low`, `medium`, `high`; all else is unknown.
  public var risk: String?

  public init(
    userID: String? = nil, phoneNumber: String? = nil, email: String? = nil, identityProvider: String? = nil,
    application: String? = nil, groups: [String] = [], networkZones: [String]? = nil, clientIP: String? = nil,
    risk: String? = nil
  ) {
    self.userID = userID
    self.phoneNumber = phoneNumber
    self.email = email
    self.identityProvider = identityProvider
    self.application = application
    self.groups = groups
    self.networkZones = networkZones
    self.clientIP = clientIP
    self.risk = risk
  }
}
