/// Bodies of the four requests.
package enum RequestBodies {
  package struct Verify: Sendable, Equatable {
    package var authRequestID: String
    package var code: String
  }

  package struct Status: Sendable, Equatable {
    package var authRequestID: String
    package var result: String?
  }

  /// `2fa-trigger`.
  package static func trigger(_ bytes: [UInt8]) throws(Refusal) -> Trigger {
    let body = try BodyReader(bytes)
    var trigger = Trigger(authRequestID: try body.authRequestID())
    if let user = try body.reader("user") {
      trigger.userID = try user.text("id")
      trigger.phoneNumber = try user.text("phone_number")
      trigger.email = try user.text("email")
      trigger.groups = try user.texts("groups")
    }
    trigger.identityProvider = try body.text("identity_provider")
    trigger.application = try body.text("application")
    trigger.networkZones = try body.texts("network_zones")
    trigger.clientIP = try body.text("client_ip")
    trigger.risk = try body.text("risk")
    trigger.locale = try body.text("locale")
    trigger.browserToken = try browserToken(body)
    trigger.returnURL = try body.text("return_url")
    trigger.callbackURL = try body.text("callback_url")
    trigger.amount = try body.text("amount")
    trigger.payee = try body.text("payee")
    return trigger
  }

  /// `2fa-verify`.
  package static func verify(_ bytes: [UInt8]) throws(Refusal) -> Verify {
    let body = try BodyReader(bytes)
    let id = try body.authRequestID()
    guard let code = try body.text("code") else { throw .malformed("`code` is missing") }
    guard code.utf8.count <= 256 else { throw .malformed("`code` is too long") }
    return Verify(authRequestID: id, code: code)
  }

  /// `2fa-status`.
  package static func status(_ bytes: [UInt8]) throws(Refusal) -> Status {
    let body = try BodyReader(bytes)
    let id = try body.authRequestID()
    let result = try body.text("result")
    guard (result?.utf8.count ?? 0) <= 256 else { throw .malformed("`result` is too long") }
    return Status(authRequestID: id, result: result)
  }

  /// `2fa-cancel`.
  package static func cancel(_ bytes: [UInt8]) throws(Refusal) -> String {
    try BodyReader(bytes).authRequestID()
  }

  private static func browserToken(_ body: BodyReader) throws(Refusal) -> String? {
    guard let token = try body.text("browser_token") else { return nil }
    guard (22...256).contains(token.utf8.count), token.utf8.allSatisfy(Base64URL.isDigit) else {
      throw .malformed("`browser_token` must be 22 to 256 base64url characters")
    }
    return token
  }
}
