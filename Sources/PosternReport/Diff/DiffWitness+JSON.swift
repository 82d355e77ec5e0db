import PosternAnalysis
import PosternJSON
import PosternModel
import PosternNumbering

extension DiffWitness {
  /// The request as `decide` takes it, with what is decided as `decide` says it.
  var json: JSONValue {
    .object([
      ("words", .string(request.inWords(statedBuckets: statedBuckets))),
      (
        "request",
        .object([
          ("user_id", .optional(request.userID)), ("phone_number", .optional(request.phoneNumber)),
          ("email", .optional(request.email)), ("identity_provider", .optional(request.identityProvider)),
          ("application", .optional(request.application)), ("groups", .strings(request.groups)),
          ("network_zones", .strings(request.networkZones ?? [])), ("risk", .optional(request.risk)),
        ])
      ),
      (
        "statedBuckets",
        .object(
          statedBuckets.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
            ($0.key, .integer($0.value))
          })
      ),
      ("old", old.json), ("new", new.json),
    ])
  }
}

extension Decision {
  fileprivate var json: JSONValue {
    .object([
      ("outcome", .string(outcome.rawValue)), ("rule", .string(rule)),
      ("reason", .optional(reason?.rawValue)),
      ("message", .optional(message)), ("methods", .strings(methods.map(\.name))),
      ("country", .string(countryCode)), ("line_type", .string(lineTypeName)), ("mode", .string(mode.name)),
      (
        "plan",
        .array(
          plan.map { step in
            .object([
              ("channel", .string(step.channel.name)), ("wait_seconds", .integer(Int(step.wait))),
              ("advance", .string(step.advance.name)), ("service", .string(step.service)),
              ("locale", .optional(step.locale)), ("template", .optional(step.template)),
              ("messaging_service", .optional(step.messagingService)),
              ("after_fraud_block", .string(step.afterFraudBlock.name)),
            ])
          })
      ),
    ])
  }
}
