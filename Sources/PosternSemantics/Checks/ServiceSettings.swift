internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Services used in a way that Twilio refuses: landlines skipped without lookup, e-mail without a mailer, PSD2 with
/// another channel than SMS.
struct ServiceSettings: Check {
  let codes = ["PST0703", "PST0705", "PST0706"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let services = policy.declaration.verifyServices.items
    for service in services {
      guard let skip = service.flag("SkipSmsToLandlines"), skip.value,
        service.flag("LookupEnabled")?.value != true, !service.refusedFields.contains("LookupEnabled")
      else { continue }
      findings.append(.skipWithoutLookup(service: service.name.value, at: skip.range))
    }
    let names = policy.draft.names.services
    forEachUse(in: policy.declaration) { channel, name in
      guard let index = names.index(of: name.value) else { return }
      let service = services[index]
      if channel == Channel.email.name, service.mailer.isAbsent {
        findings.append(
          .emailWithoutMailer(service: name.value, at: name.range, declared: service.name.range))
      }
      if channel != Channel.sms.name, let psd2 = service.psd2.located, psd2.value {
        findings.append(
          .psd2WithOtherChannel(service: name.value, channel: channel, at: name.range, psd2At: psd2.range))
      }
    }
  }

  /// Every place where a channel is given a service.
  private func forEachUse(in policy: PolicyDeclaration, _ body: (String, Located<String>) -> Void) {
    for channel in policy.channels.items {
      if let service = channel.service.located { body(channel.name.value, service) }
    }
    policy.routing.forEachStepWithSettings { step in
      if let service = step.service.located, let channel = step.channel.value { body(channel, service) }
    }
  }
}
