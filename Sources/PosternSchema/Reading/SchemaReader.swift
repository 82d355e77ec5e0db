import PosternDiagnostics
import PosternSource

/// Reads located nodes into declarations, by the grammar, and collects what is wrong on the way.
///
/// Nothing stops it: what is refused leaves a mark in the declaration (`Given.faulty`, `isComplete`), and the mark
/// keeps later phases quiet about the same fault.
struct SchemaReader {
  /// The nodes; scalars with variables replaced are added to it.
  var tree: SyntaxTree
  /// What was found so far.
  var diagnostics: [Diagnostic] = []
  /// What becomes of variables at the place that is read.
  var scope: VariableScope
  /// Whether a file of the policy could not be read, so that what it would give is not missing.
  var lacksFiles = false
  /// What an overlay removed, by the mapping that had it.
  var removals: [NodeID: [Removal]] = [:]
  /// What an overlay removed although it was not there, by the mapping that lacks it: it is not missing as well.
  var lostKeys: [NodeID: [String]] = [:]
  /// Names of rules that were refused, by their place, as they were written.
  var refusedNames: [SourceRange: String] = [:]
  /// Names of the policy's rules that other rules of it have, which has been reported.
  var repeatedNames: Set<SourceRange> = []
  /// Where keys are said to be missing, for mappings that are a whole file.
  var missingPlaces: [NodeID: SourceRange] = [:]
  /// Whether an overlay has rules that were refused.
  var overlayRefusedRules = false
  /// The file of the overlay: a second action there gets other advice.
  var overlayFile: FileID?
  /// Bytes of all texts with variables replaced, so far.
  var expandedBytes = 0
  /// The entries of the mappings that are being read, as a stack; see `Fields`. What is behind `slotCount` has been
  /// taken off.
  var slots: [Slot?] = []
  var slotCount = 0

  init(tree: SyntaxTree, scope: VariableScope) {
    self.tree = tree
    self.scope = scope
  }

  /// An entry of a mapping under its slot.
  struct Slot {
    var entry: Entry
    /// Whether the key is another, of which this one is probably meant.
    var isMisspelt: Bool
  }

  /// A key that an overlay removed.
  struct Removal {
    var key: String
    var range: SourceRange
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// A scalar's text for a message: one line, not long.
  func word(_ node: NodeID) -> String { Self.shortened(tree.text(node)) }

  /// One line of at most 60 characters.
  static func shortened(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(60) {
      result.unicodeScalars.append(
        scalar.value < 0x20 || scalar == "`" || scalar.value == 0x7F ? " " : scalar)
    }
    return result.unicodeScalars.count < text.unicodeScalars.count ? result + "…" : result
  }

  /// The first line of a mapping or list, near enough: from its beginning to the end of its first key or item, or
  /// all of it when it is short.
  func head(_ node: NodeID) -> SourceRange {
    let range = tree.range(node)
    if tree.isShortFlow(node) { return range }
    let first: SourceRange? =
      switch tree.kind(node) {
      case .mapping: tree.entries(node).first.map { tree.range($0.key) }
      case .sequence: tree.items(node).first.map { tree.range($0) }
      case .scalar: nil
      }
    guard let first, first.file == range.file, first.start >= range.start, first.end <= range.end else {
      return range
    }
    return SourceRange(file: range.file, start: range.start, end: first.end)
  }

  /// What a node is, with its article, without its value.
  func found(_ node: NodeID) -> String {
    switch tree.kind(node) {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: tree.isSecret(node) ? "a secret" : tree.isEmptyValue(node) ? "nothing" : "a text"
    }
  }

  /// Where a value comes from when it is not written where it stands.
  func origins(_ node: NodeID) -> [RelatedPlace] {
    tree.origins(node).map { RelatedPlace.origin($0) }
  }

  /// Whether a key begins with `x-`.
  func isExtension(_ key: NodeID) -> Bool {
    tree.withText(key) { ScalarSyntax.isExtension($0) }
  }
}
