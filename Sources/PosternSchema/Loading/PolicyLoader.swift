import PosternDiagnostics
import PosternSource

/// Reads the files of a policy: entry, parts, environments and tests.
public enum PolicyLoader {
  /// Reads all files of one policy into one tree.
  ///
  /// Nothing is thrown: what is wrong with a file is a diagnostic, and the others are read all the same.
  /// - Parameters:
  ///   - files: the policy's files.
  ///   - displayPath: how a user names the policy's folder; it comes before the names in diagnostics. Empty for the
  ///     working directory.
  public static func load(_ files: PolicyFiles, displayPath: String) -> LoadedPolicy {
    var loader = FileLoader(files: files, displayPath: displayPath)
    return loader.load()
  }
}

/// The work of `PolicyLoader.load`.
struct FileLoader {
  let files: PolicyFiles
  let displayPath: String
  var map = SourceMap()
  var suppressions = Suppressions()
  var reader = SchemaReader(tree: SyntaxTree(), scope: .unknown)
  /// Where an included file was named; the entry file has none.
  var includes: [String: SourceRange] = [:]
  /// The files that are being included, outermost first.
  var open: [String] = []
  var included = 0
  /// The mappings of the entry file and its parts, in order.
  var roots: [NodeID] = []

  static let entryName = "policy.yaml"

  init(files: PolicyFiles, displayPath: String) {
    self.files = files
    self.displayPath = displayPath
  }

  mutating func load() -> LoadedPolicy {
    let entry = loadEntry()
    let environments = loadEnvironments(entry: entry)
    let tests = loadTests()
    var use = VariableUse(tree)
    var root: NodeID?
    if let first = roots.first, tree.range(first).file == entry {
      root = reader.joined(roots)
      root.map { use.addPolicy($0, in: tree) }
    }
    reader.tree.seal()
    for environment in environments {
      if let root = environment.root { use.addEnvironment(root, in: tree) }
    }
    if !environments.isEmpty { reader.diagnostics += use.diagnostics }
    if let root, environments.contains(where: { $0.root.map { tree.overrides(of: $0) != nil } ?? false }) {
      reader.reportWhatNoOverlayMends(root, files: roots.map { tree.range($0).file }, entry: .startOf(entry))
      reader.reportRepeatedRuleNames(root)
    }
    let policy = LoadedPolicy(
      sourceMap: map, diagnostics: reader.maskedDiagnostics(in: map), tree: tree, entry: .startOf(entry),
      root: root,
      files: environments, tests: tests, usedVariables: use.names,
      lacksFiles: reader.lacksFiles, repeatedNames: reader.repeatedNames, suppressions: suppressions)
    return policy
  }

  var tree: SyntaxTree { reader.tree }

  /// Reads a file and parses it.
  /// - Parameter place: where the file is named; faults of reading are reported there.
  /// - Returns: the root, which is a mapping; nil when there is none, which has been reported.
  mutating func parse(_ name: String, namedAt place: SourceRange?) -> (file: FileID, root: NodeID?) {
    var bytes: [UInt8] = []
    var fault: PolicyFileFault?
    switch files.read(name) {
    case .success(let read): bytes = read
    case .failure(let failure): fault = failure
    }
    if let fault, let place {
      report(fault, name, at: place)
      return (place.file, nil)
    }
    let file = map.add(
      path: displayPath.isEmpty ? name : "\(displayPath)/\(name)", name: name, bytes: bytes)
    if let fault {
      report(fault, name, at: .startOf(file))
      return (file, nil)
    }
    let before = reader.diagnostics.count
    let parsed = reader.tree.parse(file, in: map, diagnostics: &reader.diagnostics)
    // What parsing refuses, be it one of two equal keys, has no nodes from which its secrets could be known.
    if reader.diagnostics.count > before, let last = reader.diagnostics.indices.last {
      reader.diagnostics[last].masked += SecretLines(in: map[file].bytes, of: file).ranges
    }
    suppressions.read(parsed, tree: reader.tree, in: map)
    guard let root = parsed.root else {
      if parsed.isEmpty { reader.report(.emptyFile(at: .startOf(file))) }
      return (file, nil)
    }
    return (file, reader.expectMapping(root) ? root : nil)
  }

  private mutating func report(_ fault: PolicyFileFault, _ name: String, at place: SourceRange) {
    let name = SchemaReader.shortened(name)
    switch fault {
    case .missing: reader.report(.missingInclude(name, at: place))
    case .notAFile: reader.report(.unreadableFile(name, why: "is no regular file", at: place))
    case .unreadable: reader.report(.unreadableFile(name, why: "cannot be read", at: place))
    case .tooLarge: reader.report(.tooManyBytes(at: place))
    case .outsideFolder:
      reader.report(
        .includeOutside(name, why: "is a link that leads out of the policy's folder", at: place))
    }
  }

  // MARK: Entry and parts

  private mutating func loadEntry() -> FileID {
    let (file, root) = parse(Self.entryName, namedAt: nil)
    guard let root else {
      reader.lacksFiles = true
      return file
    }
    roots.append(root)
    open.append(Self.entryName)
    loadParts(of: root)
    return file
  }

  /// Reads the files that a file includes, each directly followed by its own.
  private mutating func loadParts(of root: NodeID) {
    guard let node = tree.entries(root).first(where: { tree.textEquals($0.key, "include") })?.value else {
      return
    }
    let names = reader.scoped("in `include`") { reader in
      reader.texts(node, ListGrammar(item: .filled, allowsRepeats: true))
    }
    let isEmpty = tree.kind(node) == .sequence && tree.items(node).isEmpty
    if !names.isComplete, !isEmpty { reader.lacksFiles = true }
    for name in names.items { include(name) }
  }

  private mutating func include(_ given: Located<String>) {
    guard let name = normalised(given) else {
      reader.lacksFiles = true
      return
    }
    let shown = SchemaReader.shortened(name)
    if open.contains(name) {
      reader.report(.includedByItself(shown, at: given.range, opened: includes[name]))
      return
    }
    if let first = includes[name] {
      reader.report(.includedTwice(shown, at: given.range, first: first))
      return
    }
    includes[name] = given.range
    included += 1
    guard included <= SyntaxLimits.includedFiles else {
      if included == SyntaxLimits.includedFiles + 1 { reader.report(.tooManyIncludes(at: given.range)) }
      reader.lacksFiles = true
      return
    }
    guard let root = parse(name, namedAt: given.range).root else {
      reader.lacksFiles = true
      return
    }
    roots.append(root)
    open.append(name)
    loadParts(of: root)
    open.removeLast()
  }

  /// The one way to write a path inside the folder; nil for one that leads out, which is reported.
  private mutating func normalised(_ given: Located<String>) -> String? {
    let shown = SchemaReader.shortened(given.value)
    let parts = given.value.split(separator: "/", omittingEmptySubsequences: true)
    let why: String?
    if given.value.hasPrefix("/") {
      why = "is an absolute path"
    } else if given.value.contains("\\") || given.value.utf8.contains(0) {
      why = "has a backslash or an invisible character in it"
    } else if parts.contains("..") {
      why = "leads out of the policy's folder"
    } else {
      why = nil
    }
    if let why {
      reader.report(.includeOutside(shown, why: why, at: given.range))
      return nil
    }
    var name = ""
    for part in parts where part != "." {
      if !name.isEmpty { name += "/" }
      name += String(part)
    }
    if name.hasSuffix(".yml") {
      reader.report(.ymlExtension(shown, at: given.range))
      return nil
    }
    if name.isEmpty || given.value.hasSuffix("/") {
      reader.report(.missingInclude(shown, at: given.range))
      return nil
    }
    return name
  }

  // MARK: Environments and tests

  private mutating func loadEnvironments(entry: FileID) -> [LoadedPolicy.EnvironmentFile] {
    var environments: [LoadedPolicy.EnvironmentFile] = []
    var isNamed = false
    for name in files.environmentFiles {
      let base = name.split(separator: "/").last.map(String.init) ?? name
      if base.hasSuffix(".yml") {
        refuseExtension(name)
        isNamed = true
      } else if base.hasSuffix(".yaml") {
        let (file, root) = parse(name, namedAt: nil)
        environments.append(
          LoadedPolicy.EnvironmentFile(name: String(base.dropLast(5)), file: file, root: root))
      }
    }
    if environments.isEmpty, !isNamed { reader.report(.noEnvironment(at: .startOf(entry))) }
    return environments
  }

  private mutating func loadTests() -> [TestDeclaration] {
    var tests: [TestDeclaration] = []
    for name in files.testFiles {
      if name.hasSuffix(".yml") {
        refuseExtension(name)
      } else if name.hasSuffix(".yaml"), let root = parse(name, namedAt: nil).root {
        tests += reader.scoped("in tests") { $0.testFile(root) }
      }
    }
    reader.makeUnique(&tests, noun: "test")
    return tests
  }

  private mutating func refuseExtension(_ name: String) {
    var bytes: [UInt8] = []
    if case .success(let read) = files.read(name) { bytes = read }
    let file = map.add(
      path: displayPath.isEmpty ? name : "\(displayPath)/\(name)", name: name, bytes: bytes)
    let base = name.split(separator: "/").last.map(String.init) ?? name
    reader.report(.ymlExtension(base, at: .startOf(file)))
  }
}
