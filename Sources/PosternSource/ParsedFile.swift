public import PosternDiagnostics

/// What came of reading one file into a `SyntaxTree`.
public struct ParsedFile: Sendable {
  /// Which file.
  public let file: FileID
  /// The document's root; nil when the file has no content, and when it is broken.
  public let root: NodeID?
  /// Whether the file could not be read to its end, for a fault that has been reported: nothing should then
  /// be said to be missing from it.
  public let isBroken: Bool
  /// The tree's nodes that this file brought, by `NodeID.raw`.
  let nodes: Range<Int>
  /// Whether a `#` stands in it.
  let mayHaveComments: Bool

  /// Whether the file is well-formed and has no content: at most comments.
  public var isEmpty: Bool { root == nil && !isBroken }
}

extension SyntaxTree {
  /// Reads one file of `map` into the tree. Faults are added to `diagnostics`; a fault of one file never keeps
  /// another from being read.
  ///
  /// What the language forbids of YAML is refused here (a second document, merge keys, keys that are no
  /// scalars, duplicate keys, tags other than `!secret`), and so is what goes beyond `SyntaxLimits`, counted
  /// over all files read into this tree. A file that goes beyond a limit is broken and uses up nothing.
  /// - Complexity: linear in the file's size.
  public mutating func parse(
    _ file: FileID, in map: SourceMap, diagnostics: inout [Diagnostic]
  ) -> ParsedFile {
    let bytes = map[file].bytes
    guard usage.bytes + bytes.count <= SyntaxLimits.bytes else {
      if !usage.bytesReported { diagnostics.append(.tooManyBytes(at: .startOf(file))) }
      usage.bytesReported = true
      return ParsedFile(file: file, root: nil, isBroken: true, nodes: 0..<0, mayHaveComments: false)
    }
    var parser = TreeParser(file: file, bytes: bytes, tree: self)
    self = SyntaxTree()
    let result = parser.parse()
    self = parser.tree
    unquotedVariables.formUnion(parser.unquoted)
    diagnostics += parser.found + parser.diagnostics
    if !result.isBroken { usage.bytes += bytes.count }
    return result
  }
}
