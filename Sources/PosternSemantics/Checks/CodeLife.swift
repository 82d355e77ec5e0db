internal import PosternDiagnostics
internal import PosternSchema

/// A code that shall live longer than Twilio's do, or longer than NIST SP 800-63B lets it.
struct CodeLife: Check {
  let codes = ["PST0808", "PST0855"]

  /// Seconds: 10 minutes.
  private static let longest: UInt32 = 600

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let webhook = policy.declaration.webhook, !webhook.codeLife.isFaulty else { return }
    let life = webhook.codeLife.value ?? WebhookResolution.defaultCodeLife
    if let twilio = policy.declaration.environment?.twilio, !twilio.codeTTL.isFaulty {
      let ttl = twilio.codeTTL.value ?? DeploymentResolution.defaultCodeTTL
      if life > ttl, let range = webhook.codeLife.range ?? twilio.codeTTL.range {
        findings.append(
          .codeLifeOverTTL(
            life: life, ttl: ttl, at: range, ttlAt: range == twilio.codeTTL.range ? nil : twilio.codeTTL.range
          ))
        return
      }
    }
    if life > Self.longest, let range = webhook.codeLife.range {
      findings.append(.longCodeLife(seconds: life, at: range))
    }
  }
}
