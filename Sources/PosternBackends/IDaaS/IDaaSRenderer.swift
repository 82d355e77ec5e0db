internal import PosternJSON

extension IDaaSDescription {
  /// The `format` of the artefact.
  static let format = "postern.idaas/1"

  /// The bytes of `idaas-policy.json`.
  package func render() -> [UInt8] {
    let extensions: [(String, JSONValue)] = webhook.map { [("webhook", $0.contents.json)] } ?? []
    return JSONWriter().bytes(
      .object([
        ("format", .string(Self.format)), ("policy", .string(policy)), ("environment", .string(environment)),
        ("requests", .array(requests.map(\.json))), ("manualSteps", .array(manualSteps.map(\.json))),
        ("extensions", .object(extensions)),
      ]))
  }
}

extension EIAMRequest {
  fileprivate var json: JSONValue {
    .object([
      ("key", .string(key)), ("action", .string(action.rawValue)), ("request", request.json),
      ("source", .string(source)),
    ])
  }
}
