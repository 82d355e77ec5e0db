public import PosternDiagnostics
import PosternSource

extension LoadedPolicy {
  /// Whether something that findings refused may have used a group, an application, a zone, a set, a channel or a
  /// service without leaving a mark in the declarations.
  ///
  /// What was refused does so unless it stands where nothing of these can be named, or its place in the declarations
  /// is marked as faulty; in an overlay only the first counts, since what it refuses may be no part of the result.
  /// - Parameters:
  ///   - findings: what was found while the policy was loaded and declared; warnings are passed over.
  ///   - others: files that are nobody's concern now.
  public func mayHideUses(_ findings: [Diagnostic], leavingOut others: Set<FileID>) -> Bool {
    let errors = findings.filter { $0.severity == .error && !others.contains($0.range.file) }
    guard !errors.isEmpty else { return false }
    let (quiet, overlays) = placesByUse
    return errors.contains { error in
      if Catalogue.isSyntax(error.code) { return true }
      if quiet.contains(where: { $0.holds(error.range) }) { return false }
      return !Catalogue.leavesMark(error.code) || overlays.contains { $0.holds(error.range) }
    }
  }

  /// Where nothing of the directory, no set, channel or service can be named; and where overlays stand.
  private var placesByUse: (quiet: [SourceRange], overlays: [SourceRange]) {
    var quiet = root.map { sections(of: $0, named: ["limits", "page", "verifyServices", "webhook"]) } ?? []
    var overlays: [SourceRange] = []
    for file in files {
      guard let root = file.root else { continue }
      quiet += sections(of: root, named: ["idaas", "twilio"])
      overlays += sections(of: root, named: ["overrides"])
      if let overlay = tree.overrides(of: root) {
        quiet += sections(of: overlay, named: ["limits", "page", "verifyServices", "webhook"])
      }
    }
    return (quiet, overlays)
  }

  /// Where entries of a mapping stand, each with its key.
  private func sections(of mapping: NodeID, named names: [String]) -> [SourceRange] {
    tree.entries(mapping).compactMap { entry in
      guard names.contains(where: { tree.textEquals(entry.key, $0) }) else { return nil }
      let (key, value) = (tree.range(entry.key), tree.range(entry.value))
      guard key.file == value.file, value.end >= key.start else { return key }
      return SourceRange(file: key.file, start: key.start, end: value.end)
    }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    file == other.file && start <= other.start && other.end <= end
  }
}
