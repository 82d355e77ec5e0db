internal import PosternDiagnostics
internal import PosternSchema

/// Settings of the webhook that contradict one another or cannot work.
struct WebhookSettings: Check {
  let codes = ["PST0802", "PST0803", "PST0805", "PST0807", "PST0824"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let webhook = policy.declaration.webhook else { return }
    if let resume = webhook.resume.value, resume != "response", let hold = webhook.hold.range {
      findings.append(.holdWithoutResponse(resume: resume, at: hold, resumeAt: webhook.resume.range))
    }
    if webhook.resume.value == "callback", webhook.callbackURLs == nil {
      findings.append(.callbackWithoutURLs(at: Self.firstLine(webhook), resumeAt: webhook.resume.range))
    }
    if let url = webhook.signing?.jwksURL.located, !url.value.hasPrefix("https://") {
      findings.append(.notHTTPS(url, key: "jwksUrl"))
    }
    if let scheme = webhook.signing?.scheme.located, scheme.value == "token" {
      findings.append(.tokenScheme(at: scheme.range))
    }
    for host in webhook.privateCallbacks?.items ?? [] where !Self.isHostName(host.value) {
      findings.append(.badHostName(host))
    }
  }

  /// The first line of the mapping, which is the place of what it lacks: that of the first of its values.
  private static func firstLine(_ webhook: WebhookDeclaration) -> SourceRange {
    [webhook.url.range, webhook.signing?.range, webhook.resume.range, webhook.hold.range]
      .compactMap { $0 }.filter { $0.file == webhook.range.file }.min { $0.start < $1.start } ?? webhook.range
  }

  /// Labels of letters, digits and inner hyphens, at most 63 each and 253 together (RFC 1123).
  private static func isHostName(_ text: String) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    return text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
        && label.allSatisfy { $0 == 0x2D || isAlphanumeric($0) }
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
