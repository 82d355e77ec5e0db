import PosternDiagnostics
import PosternSource

/// What is wrong with the policy itself even where every overlay replaces it: a literal secret is written down, and
/// empty values are errors everywhere but in an overlay.
extension SchemaReader {
  /// Reports that, once for all environments.
  /// - Parameters:
  ///   - root: the policy, parts joined.
  ///   - files: the entry file and its parts.
  /// - Complexity: one look at every node; the policy is read a second time only when there is something to find.
  mutating func reportWhatNoOverlayMends(_ root: NodeID, files: [FileID], entry: SourceRange) {
    guard mayHoldSuch(root, files: Set(files)) else { return }
    var base = self
    base.diagnostics = []
    _ = base.policy(root, entry: entry)
    diagnostics += base.diagnostics.filter {
      Catalogue.isWrongBelowOverlays($0.code) || !$0.masked.isEmpty
    }
  }

  private func mayHoldSuch(_ root: NodeID, files: Set<FileID>) -> Bool {
    var secrets = 0
    for index in 0..<tree.count {
      let node = NodeID(UInt32(truncatingIfNeeded: index))
      guard tree.isVoid(node) || tree.isSecret(node), files.contains(tree.range(node).file) else { continue }
      guard tree.isSecret(node), !tree.isVoid(node) else { return true }
      secrets += 1
    }
    // As many places of secrets as secrets, and nothing else there: the usual case.
    return secrets != namedSecrets(root)
  }

  /// How many places of secrets are well given; nil if one is not.
  private func namedSecrets(_ root: NodeID) -> Int? {
    var count = 0
    for section in tree.entries(root) {
      let holders: [NodeID]
      if tree.textEquals(section.key, "identityProviders") {
        holders = tree.entries(section.value).map(\.value)
      } else if tree.textEquals(section.key, "webhook") {
        holders = tree.entries(section.value).filter { tree.textEquals($0.key, "signing") }.map(\.value)
      } else {
        continue
      }
      for entry in holders.flatMap({ Array(tree.entries($0)) })
      where Self.secretKeys.contains(where: { tree.textEquals(entry.key, $0) }) {
        let values = tree.kind(entry.value) == .sequence ? Array(tree.items(entry.value)) : [entry.value]
        for value in values {
          guard tree.isSecret(value), tree.withText(value, ScalarSyntax.isName) else { return nil }
          count += 1
        }
      }
    }
    return count
  }
}
