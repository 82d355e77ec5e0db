internal import PosternJSON

extension TwilioDescription {
  /// The bytes of `twilio-verify.json`.
  package func render() -> [UInt8] {
    JSONWriter().bytes(
      .object([
        ("format", .string("postern.twilio/1")), ("policy", .string(policy)),
        ("environment", .string(environment)), ("account", .optional(account)),
        ("resources", .array(resources.map(\.json))), ("manualSteps", .array(manualSteps.map(\.json))),
      ]))
  }
}

extension TwilioResource {
  fileprivate var json: JSONValue {
    .object([
      ("key", .string(key)), ("method", .string(method)), ("path", .string(path)),
      ("pathParams", pathParameters.json), ("params", parameters.json), ("source", .string(source)),
    ])
  }
}
