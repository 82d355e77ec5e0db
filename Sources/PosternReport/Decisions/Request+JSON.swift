public import PosternJSON
public import PosternModel

extension Request {
  /// The request as `decide` takes it: all keys, null where it says nothing.
  public var json: JSONValue {
    .object([
      ("user_id", .optional(userID)), ("phone_number", .optional(phoneNumber)), ("email", .optional(email)),
      ("identity_provider", .optional(identityProvider)), ("application", .optional(application)),
      ("groups", .strings(groups)), ("network_zones", .strings(networkZones ?? [])),
      ("risk", .optional(risk)),
    ])
  }

  /// What is assumed of the buckets of rules with a rollout, for a request without a user who draws them.
  public static func json(ofBuckets buckets: [String: Int]) -> JSONValue {
    .object(
      buckets.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
        ($0.key, .integer($0.value))
      })
  }
}
