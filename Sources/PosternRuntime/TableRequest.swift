/// What is known of a sign-in. All of it may be missing; an empty text counts as missing.
public struct TableRequest: Sendable, Hashable {
  /// IDaaS's user id.
  public var userID: String?
  /// E.164.
  public var phoneNumber: String?
  /// Any text that is not empty counts as an address.
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

/// The same as UTF-8 that somebody else owns: what a scanner finds in a line, or a C caller hands over. An empty
/// buffer is a missing value. The buffers must stay as they are while `RoutingTable.decide` runs, no longer.
@unsafe public struct LentRequest {
  public typealias Text = UnsafeBufferPointer<UInt8>

  public var userID = unsafe Text(start: nil, count: 0)
  public var phoneNumber = unsafe Text(start: nil, count: 0)
  public var email = unsafe Text(start: nil, count: 0)
  public var identityProvider = unsafe Text(start: nil, count: 0)
  public var application = unsafe Text(start: nil, count: 0)
  /// Keep the array from one request to the next, and nothing is allocated.
  public var groups: [Text] = unsafe []
  /// Counts only where `hasNetworkZones`.
  public var networkZones: [Text] = unsafe []
  /// Whether zones were given, be it none.
  public var hasNetworkZones = false
  public var clientIP = unsafe Text(start: nil, count: 0)
  public var risk = unsafe Text(start: nil, count: 0)

  public init() {}

  /// Makes everything missing; arrays keep their memory.
  public mutating func removeAll() {
    let empty = unsafe Text(start: nil, count: 0)
    unsafe userID = empty
    unsafe phoneNumber = empty
    unsafe email = empty
    unsafe identityProvider = empty
    unsafe application = empty
    unsafe clientIP = empty
    unsafe risk = empty
    unsafe groups.removeAll(keepingCapacity: true)
    unsafe networkZones.removeAll(keepingCapacity: true)
    unsafe hasNetworkZones = false
  }
}
