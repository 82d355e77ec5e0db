import PosternDiagnostics
import PosternSchema
import PosternSemantics

extension Pipeline {
  /// The findings, with those of values that look like credentials.
  static func withCredentials(_ findings: [Diagnostic], in loaded: LoadedPolicy) -> [Diagnostic] {
    guard loaded.withTexts(CredentialCheck.mayHold) else { return findings }
    // A literal at a secret's place is an error already, and masked.
    let masked = findings.flatMap(\.masked)
    var credentials: [Diagnostic] = []
    var known: Set<SourceRange> = []
    loaded.forEachScalar { text, range in
      guard let finding = CredentialCheck.finding(in: text, at: range) else { return }
      guard !masked.contains(where: { $0.isInside(range) || range.isInside($0) }) else { return }
      if known.insert(range).inserted { credentials.append(finding) }
    }
    return findings + credentials
  }

  /// What is shown and what is allowed, without secrets in any of its texts, and with all that no excerpt may show.
  static func redacted(
    _ kept: [Diagnostic], _ allowed: [(diagnostic: Diagnostic, reason: String)], in sources: SourceMap
  ) -> (kept: [Diagnostic], allowed: [(diagnostic: Diagnostic, reason: String)]) {
    let all = kept + allowed.map(\.diagnostic)
    guard !all.isEmpty else { return (kept, allowed) }
    let redaction = Redaction(for: all, in: sources)
    var kept = kept.map(redaction.redacted)
    var allowed = allowed.map { (redaction.redacted($0.diagnostic), redaction.redacted($0.reason)) }
    if kept.isEmpty {
      allowed[0].0.masked = redaction.places
    } else {
      kept[0].masked = redaction.places
    }
    return (kept, allowed)
  }
}

extension SourceRange {
  fileprivate func isInside(_ other: SourceRange) -> Bool {
    file == other.file && start >= other.start && end <= other.end
  }
}
