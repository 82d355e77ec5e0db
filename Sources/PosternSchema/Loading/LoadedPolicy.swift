public import PosternDiagnostics
public import PosternSource

/// All files of a policy, read and joined: the state from which it is declared in each environment.
public struct LoadedPolicy: Sendable {
  /// All files of the policy, also those that could not be parsed.
  public let sourceMap: SourceMap
  /// What is wrong whatever the environment, in the order it was found.
  public let diagnostics: [Diagnostic]
  let tree: SyntaxTree
  /// The start of the entry file.
  let entry: SourceRange
  /// The policy, parts joined; nil when the entry file could not be read.
  let root: NodeID?
  let files: [EnvironmentFile]
  /// The policy's tests, in the order of files and in them; the same in every environment.
  public let tests: [TestDeclaration]
  /// Names of variables that some value has, in any environment.
  let usedVariables: Set<String>
  /// Whether a part could not be read.
  let lacksFiles: Bool
  /// Names of rules that other rules of the policy have, which has been reported.
  let repeatedNames: Set<SourceRange>
  /// What the comments of the files allow.
  public let suppressions: Suppressions

  /// One file of `environments/`.
  struct EnvironmentFile: Sendable {
    /// The file's name without `.yaml`.
    var name: String
    var file: FileID
    /// nil when it could not be read.
    var root: NodeID?
  }

  /// The files of the environments that are not among `names`.
  public func environmentFiles(but names: [String]) -> Set<FileID> {
    Set(files.filter { !names.contains($0.name) }.map(\.file))
  }

  /// The names of the environments, in byte order of their files. One whose file could not be read is among them.
  public var environments: [String] { files.map(\.name) }

  /// The policy as it stands in one environment: overlay applied, variables replaced, everything read by the type of
  /// its place.
  /// - Parameter environment: one of `environments`; nil, or a name that is none of them: the policy by itself, without
  ///   its variables looked at.
  /// - Returns: the declarations, and what is wrong with them there. What is wrong with the policy itself is found in
  ///   every environment alike.
  /// - Complexity: linear in the size of the policy.
  public func declare(environment: String?) -> (policy: PolicyDeclaration, diagnostics: [Diagnostic]) {
    var reader = SchemaReader(tree: tree, scope: .unknown)
    reader.lacksFiles = lacksFiles
    reader.repeatedNames = repeatedNames
    guard let file = files.first(where: { $0.name == environment }) else {
      var policy = reader.policy(root, entry: entry)
      policy.tests = tests
      return (policy, reader.maskedDiagnostics(in: sourceMap))
    }
    let start = SourceRange.startOf(file.file)
    let declaration = reader.environment(file.root, name: file.name, file: start)
    let table = reader.variableTable(file.root, environment: file.name, file: start)
    let isWhole = !lacksFiles && root != nil && files.allSatisfy { $0.root != nil }
    if isWhole { reader.reportUnused(table, used: usedVariables) }
    var root = self.root
    if let base = root, let overlay = overlay(of: file) { root = reader.overlaid(base, with: overlay) }
    reader.scope = .table(table)
    var policy = reader.policy(root, entry: entry)
    policy.environment = declaration
    policy.tests = tests
    policy.origins = ValueOrigins(tree: reader.tree)
    return (policy, reader.maskedDiagnostics(in: sourceMap))
  }

  private func overlay(of file: EnvironmentFile) -> NodeID? {
    guard let root = file.root else { return nil }
    return tree.overrides(of: root)
  }
}

extension SyntaxTree {
  /// What stands under `overrides` of an environment file.
  func overrides(of root: NodeID) -> NodeID? {
    entries(root).first { textEquals($0.key, "overrides") }?.value
  }
}

/// Where values were written that do not stand at their place: those of variables and of aliases.
public struct ValueOrigins: Sendable {
  private let tree: SyntaxTree

  init(tree: SyntaxTree) {
    self.tree = tree
  }

  /// Hands every text that was made of variables to `body`, with its place and those of the values.
  public func forEachText(_ body: (Span<UInt8>, SourceRange, [SourceRange]) -> Void) {
    tree.forEachOrigin { node, places in
      guard tree.kind(node) == .scalar, !tree.isAlias(node) else { return }
      tree.withText(node) { body($0, tree.range(node), Array(places)) }
    }
  }

  /// The places of scalars' values, by where they are used.
  /// - Complexity: linear in how many there are.
  public func table() -> [SourceRange: [SourceRange]] {
    var table: [SourceRange: [SourceRange]] = [:]
    tree.forEachOrigin { node, places in
      if tree.kind(node) == .scalar { table[tree.range(node)] = Array(places) }
    }
    return table
  }
}

extension LoadedPolicy {
  /// Hands the texts of all files and of all scalars to `body`, one behind the other: what is in none of them is in
  /// no scalar.
  public func withTexts<Result>(_ body: (Span<UInt8>) -> Result) -> Result { tree.withTexts(body) }

  /// Hands every scalar of every file to `body`, as it was decoded, with its place; each once, whatever its place means.
  public func forEachScalar(_ body: (Span<UInt8>, SourceRange) -> Void) {
    for node in tree.allNodes where tree.kind(node) == .scalar && !tree.isAlias(node) {
      tree.withText(node) { body($0, tree.range(node)) }
    }
  }
}
