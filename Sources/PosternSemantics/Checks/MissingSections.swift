internal import PosternDiagnostics
internal import PosternSchema

/// `verifyServices`, `channels`, `webhook` and an environment's `twilio`, which are required as soon as something is
/// sent. A webhook that is needed although nothing is sent is found by the stage split.
struct MissingSections: Check {
  let codes = ["PST0653", "PST0711", "PST0712", "PST0857"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let send = policy.firstSend else { return }
    let declaration = policy.declaration
    let broken = declaration.brokenSections
    if Self.isMissing(declaration.verifyServices), !broken.contains("verifyServices") {
      findings.append(.missingServices(at: declaration.root, send: send))
    }
    if Self.isMissing(declaration.channels), !broken.contains("channels") {
      findings.append(.missingChannels(at: declaration.root, send: send))
    }
    if declaration.webhook == nil, !broken.contains("webhook") {
      findings.append(.missingWebhook(at: declaration.root, because: send))
    }
    if let environment = declaration.environment, !environment.hasTwilio {
      findings.append(.missingTwilio(at: environment.range, send: send))
    }
  }

  private static func isMissing<Item>(_ section: Declared<Item>) -> Bool {
    section.range == nil && section.items.isEmpty && section.isComplete
  }
}
