import PosternDiagnostics
import PosternSource

/// libFuzzer's entry: any bytes are read as a policy file, and what came of them is walked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrontEnd(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  var map = SourceMap()
  let file = map.add(path: "policy.yaml", name: "policy.yaml", bytes: input)
  var tree = SyntaxTree()
  var diagnostics: [Diagnostic] = []
  let parsed = tree.parse(file, in: map, diagnostics: &diagnostics)
  precondition(parsed.isBroken == false || !diagnostics.isEmpty, "a broken file without a finding")
  for diagnostic in diagnostics {
    let end = Int(diagnostic.range.end)
    precondition(end <= count, "a finding outside of the file")
    _ = map.position(of: diagnostic.range)
  }
  var suppressions = Suppressions()
  suppressions.read(parsed, tree: tree, in: map)
  let (kept, _) = suppressions.apply(to: diagnostics, in: map)
  precondition(kept.count >= diagnostics.count, "a suppressed error")
  if let root = parsed.root { walk(root, in: tree, bytes: input) }
  return 0
}

/// Holds what is promised of every node: it lies inside the file, and an unquoted text of one line is what stands
/// there.
private func walk(_ id: NodeID, in tree: SyntaxTree, bytes: [UInt8]) {
  let range = tree.range(id)
  precondition(Int(range.end) <= bytes.count, "a node outside of the file")
  switch tree.kind(id) {
  case .scalar:
    let source = bytes[Int(range.start)..<Int(range.end)]
    let isOneLine = !source.contains { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    if tree.isPlain(id), isOneLine, !tree.isAlias(id), !tree.isSecret(id), !tree.isBroken(id) {
      precondition(source.elementsEqual(tree.bytes(id)), "a text that does not stand in its range")
    }
  case .sequence:
    // What an alias shares is walked where it stands.
    if !tree.isAlias(id) { for item in tree.items(id) { walk(item, in: tree, bytes: bytes) } }
  case .mapping:
    guard !tree.isAlias(id) else { return }
    for entry in tree.entries(id) {
      walk(entry.key, in: tree, bytes: bytes)
      walk(entry.value, in: tree, bytes: bytes)
    }
  }
}
