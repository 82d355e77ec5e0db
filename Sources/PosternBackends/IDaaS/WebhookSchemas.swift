internal import PosternModel

/// JSON Schema (2020-12) of what the caller posts, and of what it is answered.
extension IDaaSTranslator {
  /// The trigger's body. An attribute that a rule reads is required unless `mayOmit` names it; so are the values
  /// that limits count by, and the payment's amount and payee where a service binds codes to them.
  func triggerSchema(_ webhook: Webhook) -> VendorObject {
    let read = model.attributesRead
    let required = { (attributes: [RequestAttribute]) in
      attributes.map(\.rawValue).filter { name in
        read.contains { $0.rawValue == name } && !webhook.mayOmit.contains(name)
      }
    }
    let string: VendorValue = .object(["type": .text("string")])
    let strings: VendorValue = .object(["type": .text("array"), "items": string])
    let identifier: VendorValue = .object([
      "type": .text("string"), "pattern": .text("^[A-Za-z0-9._~:-]{1,256}$"),
    ])
    let user: VendorObject = [
      "type": .text("object"),
      "properties": .object([
        "id": string, "phone_number": string, "email": string, "groups": strings,
      ]),
      "required": .texts(["id"] + required([.groups])),
    ]
    let zones = required([.networkZones])
    let payment = StepUses(model).services.contains { model.services[$0].psd2 } ? ["amount", "payee"] : []
    let address = model.limits.contains { $0.key == .ip } ? ["client_ip"] : []
    var schema: VendorObject = [
      "type": .text("object"),
      "properties": .object([
        "auth_request_id": identifier, "user": .object(user), "identity_provider": string,
        "application": string, "network_zones": strings, "client_ip": string,
        "risk": .object(["enum": .texts(["low", "medium", "high"])]), "locale": string,
        "browser_token": .object(["type": .text("string"), "pattern": .text("^[A-Za-z0-9_-]{22,}$")]),
        "return_url": string, "callback_url": string, "amount": string, "payee": string,
      ]),
      "required": .texts(
        ["auth_request_id", "user"] + required([.identityProvider, .application]) + address + payment
      ),
    ]
    if !zones.isEmpty {
      schema.set(
        "anyOf",
        .list(["network_zones", "client_ip"].map { .object(["required": .texts([$0])]) }))
    }
    return schema
  }

  /// The trigger's answers: 200 with the outcome, 202 while a code is awaited.
  var answerSchema: VendorObject {
    let string: VendorValue = .object(["type": .text("string")])
    let methods: VendorValue = .object([
      "type": .text("array"), "items": .object(["enum": .texts(Method.allCases.map(\.eiamName))]),
    ])
    let reasons: VendorValue = .object(["enum": .texts(Self.denialReasons)])
    let integer: VendorValue = .object(["type": .text("integer"), "minimum": .integer(0)])
    return [
      "oneOf": .list([
        .object(answer("success", [:])),
        .object(answer("denied", ["reason": reasons, "message": string], optional: ["message"])),
        .object(answer("native", ["methods": methods])),
        .object(
          answer(
            "pending",
            [
              "attempts_left": integer, "sends_left": integer,
              "challenge": .object([
                "type": .text("object"),
                "properties": .object([
                  "url": string, "state": .object(["enum": .texts(["sending", "sent"])]), "channel": string,
                  "next_channel": .object(["type": .texts(["string", "null"])]), "destination": string,
                  "expires_at": .object([:]), "resend_after": .object([:]),
                ]),
              ]),
            ])),
      ])
    ]
  }

  /// The closed list of reasons.
  private static let denialReasons = [
    "rule", "country-blocked", "no-channel", "rate-limited", "locked", "expired", "exhausted", "superseded",
    "canceled", "user-rejected", "conflict", "number-unreachable", "provider",
  ]

  /// One answer: its status, the request's id, and nothing beside the properties named.
  private func answer(
    _ status: String, _ properties: VendorObject, optional: [String] = []
  ) -> VendorObject {
    var all: VendorObject = [
      "status": .object(["const": .text(status)]), "auth_request_id": .object(["type": .text("string")]),
    ]
    for member in properties.members { all.set(name: member.name, member.value) }
    return [
      "type": .text("object"), "properties": .object(all),
      "required": .texts(all.members.map(\.name).filter { !optional.contains($0) }),
      "additionalProperties": .boolean(false),
    ]
  }
}
