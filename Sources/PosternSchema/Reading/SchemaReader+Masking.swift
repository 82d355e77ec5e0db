import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// The findings so far. If there are any, the first also names all literals that stand under the key of a secret,
  /// read or not, so that no excerpt beside them shows one.
  func maskedDiagnostics(in map: SourceMap) -> [Diagnostic] {
    guard !diagnostics.isEmpty else { return [] }
    var result = diagnostics
    var known = Set(result.flatMap(\.masked))
    var files: Set<FileID> = []
    for index in 0..<tree.count {
      let node = NodeID(UInt32(truncatingIfNeeded: index))
      guard tree.kind(node) == .mapping else { continue }
      for entry in tree.entries(node) where isSecretKey(entry.key) {
        let places = literals(entry.value)
        if !places.isEmpty || !isSecretName(entry.value) { files.insert(tree.range(entry.key).file) }
        for place in places where known.insert(place).inserted { result[0].masked.append(place) }
      }
    }
    // Around a literal there may be more of it, as behind a `#`, where no node is.
    for file in files.sorted() {
      let lines = SecretLines(in: map[file].bytes, of: file).ranges
      result[0].masked += lines.filter { known.insert($0).inserted }
    }
    return result
  }

  /// The places of what stands at a secret's place and is none.
  private func literals(_ node: NodeID) -> [SourceRange] {
    switch tree.kind(node) {
    case .scalar:
      tree.isSecret(node) || tree.isEmptyValue(node) ? [] : [tree.range(node)] + tree.origins(node)
    case .sequence: tree.items(node).flatMap { literals($0) }
    case .mapping: [tree.range(node)]
    }
  }

  /// Whether a scalar is `!secret` and a name; of a list, whether all of its items are.
  private func isSecretName(_ node: NodeID) -> Bool {
    if tree.kind(node) == .sequence { return tree.items(node).allSatisfy { isSecretName($0) } }
    return tree.isSecret(node) && tree.withText(node, ScalarSyntax.isName)
  }

  private func isSecretKey(_ key: NodeID) -> Bool {
    Self.maskedKeys.contains { tree.textEquals(key, $0) }
  }

  /// The keys of the language that take secrets alone.
  static let secretKeys = [
    "clientSecret", "corpSecret", "contactSecret", "appSecret", "encryptKey", "verificationToken",
    "administratorPassword", "apiSecret", "secrets", "verifySecrets", "callbackSecrets",
  ]

  /// Those keys, and the names by which people miss them: what stands there is masked.
  static let maskedKeys = secretKeys + ["secret", "password"]
}
