import PosternDiagnostics
import PosternSchema
import PosternSemantics

extension Pipeline {
  /// The findings, with those of values that look like credentials.
  static func withCredentials(_ findings: [Diagnostic], in loaded: LoadedPolicy) -> [Diagnostic] {
    let joined = findings.filter(\.isOfCredential)
    let others = findings.filter { !$0.isOfCredential }
    guard !joined.isEmpty || loaded.withTexts(CredentialCheck.mayHold) else { return findings }
    // A literal at a secret's place is an error already, and masked.
    let masked = others.flatMap(\.masked)
    var credentials: [Diagnostic] = []
    var known: Set<SourceRange> = []
    loaded.forEachScalar { text, range in
      guard let finding = CredentialCheck.finding(in: text, at: range) else { return }
      guard !masked.contains(where: { $0.isInside(range) || range.isInside($0) }) else { return }
      if known.insert(range).inserted { credentials.append(finding) }
    }
    // What is whole in one of its parts was found there.
    let further = joined.filter { finding in
      let places = [finding.range] + finding.related.map(\.range)
      return !places.contains { place in
        known.contains(place) || masked.contains { $0.isInside(place) || place.isInside($0) }
      }
    }
    return others + credentials + further
  }

  /// Texts that look like credentials once their variables are replaced.
  static func joinedCredentials(_ origins: ValueOrigins?) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    origins?.forEachText { text, range, places in
      guard var finding = CredentialCheck.finding(in: text, at: range) else { return }
      finding.related = places.map { .origin($0) }
      finding.masked += places
      findings.append(finding)
    }
    return findings
  }

  /// What is shown and what is allowed, without what stands in some files and without secrets in any of its texts, and
  /// with all that no excerpt may show.
  static func redacted(
    _ kept: [Diagnostic], _ allowed: [(diagnostic: Diagnostic, reason: String)],
    leavingOut others: Set<FileID>, in sources: SourceMap
  ) -> (kept: [Diagnostic], allowed: [(diagnostic: Diagnostic, reason: String)]) {
    let all = kept + allowed.map(\.diagnostic)
    guard !all.isEmpty else { return (kept, allowed) }
    let redaction = Redaction(for: all, in: sources)
    var kept = kept.filter { !others.contains($0.range.file) }.map(redaction.redacted)
    var allowed = allowed.filter { !others.contains($0.diagnostic.range.file) }
      .map { (redaction.redacted($0.diagnostic), redaction.redacted($0.reason)) }
    if !kept.isEmpty {
      kept[0].masked = redaction.places
    } else if !allowed.isEmpty {
      allowed[0].0.masked = redaction.places
    }
    return (kept, allowed)
  }
}

extension Diagnostic {
  fileprivate var isOfCredential: Bool { code == CredentialCheck.code }
}

extension SourceRange {
  fileprivate func isInside(_ other: SourceRange) -> Bool {
    file == other.file && start >= other.start && end <= other.end
  }
}
