import PosternDiagnostics
import PosternSchema
import PosternSemantics

extension Pipeline {
  /// The findings, with those of values that look like credentials. No message keeps such a value.
  static func withCredentials(_ findings: [Diagnostic], in loaded: LoadedPolicy) -> [Diagnostic] {
    guard loaded.withTexts(CredentialCheck.mayHold) else { return findings }
    // A literal at a secret's place is an error already, and masked.
    let masked = findings.flatMap(\.masked)
    var credentials: [Diagnostic] = []
    var words: [SourceRange: String] = [:]
    loaded.forEachScalar { text, range in
      guard let finding = CredentialCheck.finding(in: text, at: range) else { return }
      guard !masked.contains(where: { $0.isInside(range) }) else { return }
      if words.updateValue(head(of: text), forKey: range) == nil { credentials.append(finding) }
    }
    guard !credentials.isEmpty else { return findings }
    return findings.map { finding in
      var quiet = finding
      for range in [finding.range] + finding.related.map(\.range) {
        if let word = words[range] { quiet.hide(word) }
      }
      return quiet
    } + credentials
  }

  /// How a text begins, as far as every message that quotes it does.
  private static func head(of text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for index in 0..<min(text.count, 12) { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SourceRange {
  fileprivate func isInside(_ other: SourceRange) -> Bool {
    file == other.file && start >= other.start && end <= other.end
  }
}

extension Diagnostic {
  /// Replaces words in backticks that begin with `head`.
  fileprivate mutating func hide(_ head: String) {
    message = Self.hiding(head, in: message)
    help = help.map { Self.hiding(head, in: $0) }
    notes = notes.map { Self.hiding(head, in: $0) }
  }

  private static func hiding(_ head: String, in text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(head) ? "***" : $0 }.joined(separator: "`")
  }
}
