@testable import PosternDiagnostics
@testable import PosternSource

/// A text in which the expected places are drawn: `⟦` and `⟧` around what a finding points to, in order of the
/// findings.
struct MarkedText {
  var text = ""
  var ranges: [Range<Int>] = []

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": open.append(bytes.count)
      case "⟧": ranges.append((open.popLast() ?? 0)..<bytes.count)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }
}

/// One file read into a tree of its own.
struct Reading {
  var map = SourceMap()
  var tree = SyntaxTree()
  var diagnostics: [Diagnostic] = []
  var parsed: ParsedFile

  init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  init(bytes: [UInt8]) {
    let file = map.add(path: "policy.yaml", name: "policy.yaml", bytes: bytes)
    parsed = tree.parse(file, in: map, diagnostics: &diagnostics)
  }

  /// The source text of a node.
  func source(_ id: NodeID) -> String { source(tree.range(id)) }

  /// The source text of a range.
  func source(_ range: SourceRange) -> String {
    String(
      decoding: map[range.file].bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// The value of a key of the root.
  subscript(key: String) -> NodeID? {
    guard let root = parsed.root else { return nil }
    return tree.entries(root).first { tree.text($0.key) == key }?.value
  }

  /// The whole tree as text: `{key: [a, "b"]}`.
  func dump() -> String { parsed.root.map(dump) ?? "nothing" }

  func dump(_ id: NodeID) -> String {
    var mark = tree.isAlias(id) ? "*" : ""
    if tree.isBroken(id) { mark += "?" }
    if tree.isIncomplete(id) { mark += "…" }
    switch tree.kind(id) {
    case .scalar:
      let text = tree.text(id)
      if tree.isSecret(id) { return mark + "secret(\(text))" }
      return mark + (tree.isPlain(id) ? text : "\"\(text)\"")
    case .sequence: return mark + "[" + tree.items(id).map(dump).joined(separator: ", ") + "]"
    case .mapping:
      let entries = tree.entries(id).map { dump($0.key) + ": " + dump($0.value) }
      return mark + "{" + entries.joined(separator: ", ") + "}"
    }
  }
}
