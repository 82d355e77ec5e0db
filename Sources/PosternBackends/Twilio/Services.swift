internal import PosternModel

extension TwilioTranslator {
  /// Every declared service: with a known SID updated, else created. All parameters can be updated.
  func services() -> [TwilioResource] {
    model.services.indices.map { index in
      let service = model.services[index]
      let pathParameters: VendorObject = service.sid.map { ["Sid": .text($0)] } ?? [:]
      return TwilioResource(
        key: key(service), path: service.sid == nil ? "/v2/Services" : "/v2/Services/{Sid}",
        pathParameters: pathParameters, parameters: parameters(ofService: index),
        source: place(service.source))
    }
  }

  /// Friendly name, code length and PSD2 are always sent, so that an update brings back what the policy counts on;
  /// the rest as given. The WhatsApp sender goes to each service that a `whatsapp` step can use.
  private func parameters(ofService index: Int) -> VendorObject {
    let service = model.services[index]
    var parameters: [(name: String, value: VendorValue)] = [
      ("FriendlyName", .text(service.friendlyName)),
      ("CodeLength", .integer(service.codeLength)),
      ("Psd2Enabled", .boolean(service.psd2)),
    ]
    for parameter in service.parameters { parameters.append((parameter.path, formValue(parameter.value))) }
    if let whatsapp = model.settings(of: .whatsapp), uses.services(using: .whatsapp).contains(index) {
      if let service = whatsapp.messagingService {
        parameters.append(("Whatsapp.MsgServiceSid", .text(service)))
      }
      if let from = whatsapp.from { parameters.append(("Whatsapp.From", .text(from))) }
    }
    var object = VendorObject()
    for (name, value) in Self.sorted(parameters) { object.set(name: name, value) }
    return object
  }

  /// Forms have no lists and no on/off texts: origins are comma separated, switches are booleans.
  private func formValue(_ value: ParameterValue) -> VendorValue {
    switch value {
    case .list(let texts): .text(texts.joined(separator: ","))
    case .status(let on): .boolean(on)
    case .text, .secret, .integer, .boolean: VendorValue(value)
    }
  }

  /// In the order of the API's reference; what is not in it comes last, as given.
  private static func sorted(
    _ parameters: [(name: String, value: VendorValue)]
  ) -> [(name: String, value: VendorValue)] {
    order.compactMap { name in parameters.first { $0.name == name } }
      + parameters.filter { !order.contains($0.name) }
  }

  private static let order = [
    "FriendlyName", "CodeLength", "LookupEnabled", "SkipSmsToLandlines", "DtmfInputRequired", "TtsName",
    "Psd2Enabled", "DoNotShareWarningEnabled", "CustomCodeEnabled", "Push.IncludeDate",
    "Push.ApnCredentialSid", "Push.FcmCredentialSid", "Totp.Issuer", "Totp.TimeStep", "Totp.CodeLength",
    "Totp.Skew", "DefaultTemplateSid", "Whatsapp.MsgServiceSid", "Whatsapp.From", "Passkeys.RelyingParty.Id",
    "Passkeys.RelyingParty.Name", "Passkeys.RelyingParty.Origins", "Passkeys.AuthenticatorAttachment",
    "Passkeys.DiscoverableCredentials", "Passkeys.UserVerification", "VerifyEventSubscriptionEnabled",
  ]
}
