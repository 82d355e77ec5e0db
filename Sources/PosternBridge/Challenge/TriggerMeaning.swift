#if Server
import PosternJSON

/// What makes two triggers the same: all but what only dresses the page.
enum TriggerMeaning {
  /// One text for one meaning; sets in one order.
  static func text(_ trigger: Trigger) -> String {
    func set(_ names: [String]?) -> JSONValue {
      guard let names else { return .null }
      return .strings(Set(names).sorted())
    }
    let members: [(String, JSONValue)] = [
      ("auth_request_id", .string(trigger.authRequestID)),
      ("user", .optional(trigger.userID)),
      ("phone_number", .optional(trigger.phoneNumber)),
      ("email", .optional(trigger.email)),
      ("groups", set(trigger.groups)),
      ("identity_provider", .optional(trigger.identityProvider)),
      ("application", .optional(trigger.application)),
      ("network_zones", set(trigger.networkZones)),
      ("client_ip", .optional(trigger.clientIP)),
      ("risk", .optional(trigger.risk)),
      ("browser_token", .optional(trigger.browserToken)),
      ("return_url", .optional(trigger.returnURL)),
      ("callback_url", .optional(trigger.callbackURL)),
      ("amount", .optional(trigger.amount)),
      ("payee", .optional(trigger.payee)),
    ]
    return JSONValue.object(members).serialized(indent: nil, finalNewline: false)
  }
}
#endif
