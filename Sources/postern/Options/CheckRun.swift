import PosternCompiler
import PosternDiagnostics
import PosternSchema

/// Checks the policies that a command is about.
struct CheckRun {
  /// Each policy, in the order named.
  let policies: [CheckedPolicy]

  /// One policy that is to be checked.
  private struct Source {
    let folder: String
    let files: PolicyFiles
    /// The file that came by standard input.
    var given: String?
  }

  /// Checks what the arguments name; none: every policy here. Environments that no policy has are a fault of usage.
  /// Without analyses no guarantee is proved, and no rule compared with others. What is neither understood nor faulty
  /// is a fault of the compiler's own.
  init(
    _ arguments: [String], standardInputPath: String? = nil, environments: [String], today: String?,
    analyses: Bool = true
  ) throws {
    let day = try Self.day(today)
    let only = Set(environments)
    var policies: [CheckedPolicy] = []
    for source in try Self.sources(arguments, standardInputPath) {
      let policy = Pipeline.check(
        source.files, folder: source.folder, only: only, today: day, analyses: analyses)
      if let name = source.given, !policy.hasErrors,
        !policy.sources.files.contains(where: { $0.name == name })
      {
        throw UsageFault("\(name) is no file of the policy in \(source.folder): nothing includes it")
      }
      if let fault = policy.internalFault { throw fault }
      policies.append(policy)
    }
    for name in environments where !policies.contains(where: { $0.allEnvironments.contains(name) }) {
      let known = Set(policies.flatMap(\.allEnvironments)).sorted()
      let list = known.isEmpty ? "there is none" : "there are " + known.joined(separator: ", ")
      throw UsageFault("no policy has an environment `\(name)`: \(list)")
    }
    self.policies = policies
  }

  /// What was found, as the value that every format is rendered from.
  var report: CheckReport {
    CheckReport(compiler: compilerVersion, policies: policies.map(\.reportInput))
  }

  /// The day that dates are judged by: the one given, or today.
  static func day(_ given: String?) throws(UsageFault) -> String {
    guard let given else { return Terminal.today() }
    guard Pipeline.isDate(given) else {
      throw UsageFault("--today wants a day like 2027-03-31, not `\(given)`")
    }
    return given
  }

  private static func sources(
    _ arguments: [String], _ standardInputPath: String?
  ) throws(UsageFault) -> [Source] {
    if arguments.contains("-") {
      guard arguments.count == 1 else { throw UsageFault("- stands alone: it reads one file") }
      return [try standardInput(standardInputPath)]
    }
    if standardInputPath != nil { throw UsageFault("--stdin-path goes with -") }
    return try PolicyFinder.locate(arguments).map { location throws(UsageFault) in
      Source(folder: location.folder, files: try files(in: location.folder))
    }
  }

  /// A policy of which one file comes from standard input. Its path says which policy, and which file of it.
  private static func standardInput(_ path: String?) throws(UsageFault) -> Source {
    guard let path else { throw UsageFault("- needs --stdin-path: where the file belongs") }
    if path.isEmpty || path.hasSuffix("/") || FileSystem.kind(path) == .folder {
      throw UsageFault("--stdin-path wants a file, such as policies/acme/policy.yaml, not `\(path)`")
    }
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(descriptor: 0, path: "standard input", limit: 9 << 20)
    } catch {
      throw UsageFault(error.description)
    }
    let (folder, name) = PolicyFinder.place(of: path)
    if name != "policy.yaml", FileSystem.kind(folder + "/policy.yaml") == .missing {
      throw UsageFault("\(path) belongs to no policy: there is no policy.yaml beside or above it")
    }
    return Source(folder: folder, files: try files(in: folder, replacing: [name: bytes]), given: name)
  }

  private static func files(
    in folder: String, replacing: [String: [UInt8]] = [:]
  ) throws(UsageFault) -> PolicyFiles {
    do {
      return try DiskPolicy.files(in: folder, replacing: replacing)
    } catch {
      throw UsageFault(error.description)
    }
  }
}
