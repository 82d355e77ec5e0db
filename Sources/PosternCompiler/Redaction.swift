import PosternDiagnostics
import PosternSemantics

/// Takes secrets out of findings: the one place that every message, help, note and excerpt passes on its way out.
///
/// What is hidden is what stands at masked places, and whatever looks like a credential, wherever it was quoted from:
/// a name, an alias, a tag, a country, a comment.
struct Redaction {
  /// Bytes of one masked place that are compared with messages; these quote no more.
  private static let longest = 1024

  private let sources: SourceMap
  /// All places that no excerpt may show.
  private(set) var places: [SourceRange]
  /// The same by file, ascending.
  private var byFile: [FileID: [SourceRange]] = [:]
  /// What looks like a credential, in a plain form: no message may quote it, be it as a name that it could be.
  private var words: Set<String> = []

  /// - Parameters:
  ///   - findings: what is to be shown; the files they speak of are searched for credentials.
  ///   - sources: all files.
  /// - Complexity: linear in those files.
  init(for findings: [Diagnostic], in sources: SourceMap) {
    self.sources = sources
    places = findings.flatMap(\.masked)
    let known = places.count
    var files: Set<FileID> = []
    for finding in findings {
      files.insert(finding.range.file)
      for place in finding.related { files.insert(place.range.file) }
    }
    for file in files.sorted() where CredentialCheck.mayHold(sources[file].bytes.span) {
      for place in CredentialCheck.places(in: sources[file].bytes.span) {
        places.append(
          SourceRange(
            file: file, start: UInt32(truncatingIfNeeded: place.lowerBound),
            end: UInt32(truncatingIfNeeded: place.upperBound)))
      }
    }
    for place in places where place.start < place.end {
      byFile[place.file, default: []].append(place)
    }
    for place in places.dropFirst(known) { learn(text(place)) }
    for file in files { byFile[file]?.sort { ($0.start, $0.end) < ($1.start, $1.end) } }
  }

  /// A finding without secrets in its texts.
  func redacted(_ finding: Diagnostic) -> Diagnostic {
    var result = finding
    let near = ([finding.range] + finding.related.map(\.range)).flatMap { texts(near: $0) }
    result.message = redacted(finding.message, near)
    result.help = finding.help.map { redacted($0, near) }
    result.notes = finding.notes.map { redacted($0, near) }
    result.otherExamples = finding.otherExamples.map { redacted($0, near) }
    for index in result.related.indices {
      result.related[index].message = redacted(result.related[index].message, near)
    }
    return result
  }

  /// A text of the user's own, such as a reason, word by word.
  func redacted(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { isSuspicious($0) || isKnown($0) ? "***" : String($0) }.joined(separator: " ")
  }

  /// A text of ours, in which the user's words stand between backticks.
  private func redacted(_ text: String, _ near: [[UInt8]]) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // A word of the user's may itself have a backtick in it: then there is no telling which parts are quoted.
    let isEven = parts.count % 2 == 1
    var result: [String] = []
    for (index, part) in parts.enumerated() {
      let isQuoted = index % 2 == 1 || !isEven
      let hides =
        isSuspicious(part)
        || isQuoted && (isSecret(part) || near.contains { Self.quotes(part, from: $0) })
      result.append(hides ? "***" : String(part))
    }
    return result.joined(separator: "`")
  }

  // MARK: - What is hidden

  /// Whether a text holds what looks like a credential, or the beginning of one where it was cut.
  private func isSuspicious(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    if !CredentialCheck.places(in: bytes.span).isEmpty { return true }
    guard text.hasSuffix("…"), let last = text.dropLast().split(separator: " ").last else { return false }
    return Self.mayBegin(last)
  }

  /// Whether a quoted text is a known secret, or has one among its words: a name made of it, perhaps.
  private func isSecret(_ text: Substring) -> Bool {
    if words.isEmpty { return false }
    return isKnown(text) || text.split(separator: " ").contains { isKnown($0) }
  }

  private func isKnown(_ word: Substring) -> Bool { words.contains(Self.plain(word)) }

  /// Whether a word that was cut may have been a credential.
  private static func mayBegin(_ word: Substring) -> Bool {
    if ["AKIA", "LTAI", "whsec_", "GOCSPX-", "eyJ"].contains(where: { word.hasPrefix($0) }) { return true }
    return (8..<32).contains(word.utf8.count) && word.allSatisfy(\.isHexDigit)
  }

  /// Whether a quoted text stands in a masked one.
  private static func quotes(_ text: Substring, from secret: [UInt8]) -> Bool {
    if ["!secret", "-----"].contains(where: { text.hasPrefix($0) }) || isVariable(text) { return false }
    // `&word` is how a message may show what is written `*word`, and `"word"` how it advises to write it.
    var part = Array((text.hasSuffix("…") ? text.dropLast() : text).utf8.drop { !isLetterOrDigit($0) })
    while let last = part.last, !isLetterOrDigit(last) { part.removeLast() }
    guard part.count >= 3, part.count <= secret.count else { return false }
    for start in 0...(secret.count - part.count)
    where secret[start] == part[0] && secret[start..<(start + part.count)].elementsEqual(part) {
      return true
    }
    return false
  }

  /// Whether a text is one variable, quoted or not: that is a name, and says nothing of a value.
  private static func isVariable(_ text: Substring) -> Bool {
    var word = text.utf8[...]
    if word.count > 2, word.first == UInt8(ascii: "\""), word.last == UInt8(ascii: "\"") {
      word = word.dropFirst().dropLast()
    }
    guard word.starts(with: "${".utf8), word.last == UInt8(ascii: "}") else { return false }
    return word.dropFirst(2).dropLast().allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
  }

  private mutating func learn(_ credential: [UInt8]) {
    words.insert(Self.plain(String(decoding: credential, as: UTF8.self)[...]))
  }

  /// A text as far as letter case, punctuation at its ends, and how names are suggested make no difference.
  private static func plain(_ text: Substring) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isLetterOrDigit(byte) {
        result.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      } else if !result.isEmpty {
        result.append(UInt8(ascii: "-"))
      }
    }
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80
  }

  // MARK: - Places

  /// What is masked on the line where a place begins; the first of it, where there is much.
  private func texts(near place: SourceRange) -> [[UInt8]] {
    guard let masked = byFile[place.file] else { return [] }
    let file = sources[place.file]
    let (start, end) = Self.line(of: place.start, in: file)
    var low = 0
    var high = masked.count
    while low < high {
      let middle = (low + high) / 2
      if masked[middle].end <= start { low = middle + 1 } else { high = middle }
    }
    return masked[low...].prefix { $0.start < end }.prefix(16).map(text)
  }

  private static func line(of offset: UInt32, in file: SourceFile) -> (UInt32, UInt32) {
    var low = 0
    var high = file.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if file.lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let next = low + 1 < file.lineStarts.count ? file.lineStarts[low + 1] : .max
    return (file.lineStarts[low], next)
  }

  private func text(_ place: SourceRange) -> [UInt8] {
    let bytes = sources[place.file].bytes
    let start = min(Int(place.start), bytes.count)
    return Array(bytes[start..<min(Int(place.end), start + Self.longest, bytes.count)])
  }
}
