internal import PosternDiagnostics
internal import PosternSchema

/// Ids of Twilio that are not two letters and 32 hexadecimal digits (OpenAPI patterns, `^AC[0-9a-fA-F]{32}$` …).
struct MalformedIDs: Check {
  let codes = ["PST0709"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let declaration = policy.declaration
    func look(_ id: Located<String>?, _ prefix: String, _ thing: String) {
      guard let id, !Self.isID(id.value, prefix) else { return }
      findings.append(.malformedID(id, prefix: prefix, of: thing))
    }
    for service in declaration.verifyServices.items {
      look(service.mailer.located, "MD", "a mailer")
      for field in service.fields {
        guard let kind = Self.kinds[field.path], case .text(let text) = field.value.value else { continue }
        look(Located(text, field.value.range), kind.prefix, kind.thing)
      }
    }
    for channel in declaration.channels.items {
      look(channel.messagingService.located, "MG", "a messaging service")
      look(channel.template.located, "HJ", "a template")
    }
    for rule in declaration.countries.rules.items {
      look(rule.messagingService.located, "MG", "a messaging service")
    }
    declaration.routing.forEachStepWithSettings { look($0.template.located, "HJ", "a template") }
    if let twilio = declaration.environment?.twilio {
      look(twilio.account.located, "AC", "an account")
      look(twilio.apiKey.located, "SK", "an API key")
      for service in twilio.services.items { look(service.id, "VA", "a Verify service") }
    }
  }

  /// The ids among a service's parameters, by Twilio's name of the parameter.
  private static let kinds = [
    "DefaultTemplateSid": (prefix: "HJ", thing: "a template"),
    "Push.ApnCredentialSid": (prefix: "CR", thing: "a push credential"),
    "Push.FcmCredentialSid": (prefix: "CR", thing: "a push credential"),
  ]

  private static func isID(_ text: String, _ prefix: String) -> Bool {
    guard text.utf8.count == 34, text.hasPrefix(prefix) else { return false }
    return text.utf8.dropFirst(2).allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
  }
}
