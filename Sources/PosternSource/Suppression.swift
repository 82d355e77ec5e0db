public import PosternDiagnostics

/// One `# postern: allow PST0421 -- reason` of a file: the findings of one code on one line are wanted so.
public struct Suppression: Sendable, Hashable {
  /// The code, a warning's.
  public let code: String
  /// Why, in the user's words; never empty.
  public let reason: String
  /// Where the comment stands, without its `#`.
  public let range: SourceRange
  /// The line it speaks of, from 1: its own, or the one below when the comment stands alone.
  public let line: Int
}

/// The suppressions of the files of a run. Only warnings can be allowed, only with a reason, and one that allows
/// nothing is itself a finding.
public struct Suppressions: Sendable {
  /// Well-formed ones, in the order of files and text.
  public private(set) var all: [Suppression] = []
  /// What is wrong with the others.
  public private(set) var findings: [Diagnostic] = []
  /// The lines, from 1, of the first key of each file that has suppressions, and of `policy`: what is wrong with a
  /// whole file can be allowed there and above, wherever its first line is.
  private var heads: [FileID: Set<Int>] = [:]

  public init() {}

  /// Looks for suppressions in the comments of a file that was read; a broken file has none.
  /// - Complexity: one look at the bytes where the file has no `postern:`.
  public mutating func read(_ parsed: ParsedFile, tree: SyntaxTree, in map: SourceMap) {
    guard !parsed.isBroken, parsed.mayHaveComments else { return }
    let file = map[parsed.file]
    var scanner = CommentScanner(file: parsed.file, source: file)
    let marks = scanner.marks()
    guard !marks.isEmpty else { return }
    if let root = parsed.root, tree.kind(root) == .mapping {
      let entries = tree.entries(root)
      let keys = entries.prefix(1) + entries.filter { tree.textEquals($0.key, "policy") }
      heads[parsed.file] = Set(keys.map { map.position(of: tree.range($0.key)).line })
    }
    scanner.exclude(scalarsOf: parsed, in: tree)
    for mark in marks {
      guard let comment = scanner.comment(at: mark) else { continue }
      read(comment)
    }
  }

  private mutating func read(_ comment: CommentScanner.Comment) {
    var words = comment.text.split { $0 == " " || $0 == "\t" }.dropFirst()
    guard words.popFirst() == "allow", let code = words.popFirst(), code != "--" else {
      findings.append(.malformedSuppression(at: comment.range))
      return
    }
    guard let entry = Catalogue.entry(code: String(code)), entry.code == code else {
      findings.append(.unknownSuppressionCode(String(code), at: comment.range))
      return
    }
    guard entry.severity == .warning else {
      findings.append(.suppressedError(entry.code, at: comment.range))
      return
    }
    guard words.isEmpty || words.first == "--" else {
      findings.append(.malformedSuppression(at: comment.range))
      return
    }
    let reason = words.dropFirst().joined(separator: " ")
    guard !reason.isEmpty else {
      findings.append(.suppressionWithoutReason(entry.code, at: comment.range))
      return
    }
    all.append(Suppression(code: entry.code, reason: reason, range: comment.range, line: comment.appliesTo))
  }

  /// Takes out what is allowed, and adds what is wrong with the suppressions themselves.
  /// - Parameters:
  ///   - diagnostics: of all environments of the run.
  ///   - reportsUnused: whether one that allows nothing is a finding; false when only a part was checked. It is none
  ///     beside an error, for then not everything was looked for, nor where the day decides whether there is one.
  /// - Returns: the findings that are left, in their order, those about suppressions behind them; and the
  ///   findings that were allowed.
  public func apply(
    to diagnostics: [Diagnostic], in map: SourceMap, reportsUnused: Bool = true
  ) -> (kept: [Diagnostic], suppressed: [(diagnostic: Diagnostic, reason: String)]) {
    guard !all.isEmpty else { return (diagnostics + findings, []) }
    var indices: [Place: [Int]] = [:]
    for (index, one) in all.enumerated() {
      indices[Place(file: one.range.file, line: one.line, code: one.code), default: []].append(index)
      let isFirst = map.position(of: one.range).line == 1
      if isFirst || heads[one.range.file]?.contains(one.line) ?? false {
        indices[Place(file: one.range.file, line: 0, code: one.code), default: []].append(index)
      }
    }
    var isUsed = Array(repeating: false, count: all.count)
    var kept: [Diagnostic] = []
    var suppressed: [(diagnostic: Diagnostic, reason: String)] = []
    for diagnostic in diagnostics {
      // Line 0 is all of the file.
      let isOfFile = diagnostic.range == .startOf(diagnostic.range.file)
      let line = isOfFile ? 0 : map.position(of: diagnostic.range).line
      let place = Place(file: diagnostic.range.file, line: line, code: diagnostic.code)
      guard diagnostic.severity == .warning, let found = indices[place] else {
        kept.append(diagnostic)
        continue
      }
      for index in found { isUsed[index] = true }
      suppressed.append((diagnostic, all[found[0]].reason))
    }
    kept += findings
    guard reportsUnused, !diagnostics.contains(where: \.hidesWarnings) else { return (kept, suppressed) }
    for (index, one) in all.enumerated() where !isUsed[index] && !Catalogue.dependsOnTheDay(one.code) {
      kept.append(.unusedSuppression(one.code, line: one.line, at: one.range))
    }
    return (kept, suppressed)
  }

  private struct Place: Hashable {
    var file: FileID
    var line: Int
    var code: String
  }
}

extension Diagnostic {
  /// Whether beside it not all warnings are looked for.
  fileprivate var hidesWarnings: Bool { severity == .error && !Catalogue.isGuarantee(code) }
}
