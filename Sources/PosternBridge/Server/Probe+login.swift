#if Server
import PosternJSON

extension Probe {
  /// Who signs in where, for the literal flow: what a policy's rules read decides whether a code is sent.
  public struct Login: Sendable {
    /// E.164.
    public var phone: String
    public var user = "probe"
    public var identityProvider = "probe"
    public var application = "probe"
    public var groups: [String] = []
    public var networkZones: [String] = []
    /// Limits may count by it; by default an address of the documentation's (RFC 5737).
    public var clientIP = "198.51.100.7"
    public var email: String?
    public var returnURL: String?

    public init(phone: String) {
      self.phone = phone
    }

    /// The trigger's body.
    func trigger(_ id: String) -> String {
      var user: [(String, JSONValue)] = [
        ("id", .string(self.user)), ("phone_number", .string(phone)), ("groups", .strings(groups)),
      ]
      if let email { user.append(("email", .string(email))) }
      var members: [(String, JSONValue)] = [
        ("auth_request_id", .string(id)), ("user", .object(user)),
        ("identity_provider", .string(identityProvider)), ("application", .string(application)),
        ("network_zones", .strings(networkZones)), ("client_ip", .string(clientIP)),
      ]
      if let returnURL { members.append(("return_url", .string(returnURL))) }
      return JSONValue.object(members).serialized(indent: nil, finalNewline: false)
    }
  }
}
#endif
