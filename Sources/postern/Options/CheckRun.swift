import PosternCompiler
import PosternDiagnostics
import PosternSchema

/// Checks the policies that a command is about.
struct CheckRun {
  /// Each policy, in the order named.
  let policies: [CheckedPolicy]

  /// Checks what the arguments name; none: every policy here. Environments that no policy has are a fault of usage.
  init(
    _ arguments: [String], standardInputPath: String? = nil, environments: [String], today: TodayOption
  ) throws(UsageFault) {
    let day = try today.day
    let only = Set(environments)
    var policies: [CheckedPolicy] = []
    for source in try Self.sources(arguments, standardInputPath) {
      policies.append(Pipeline.check(source.files, folder: source.folder, only: only, today: day))
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

  private static func sources(
    _ arguments: [String], _ standardInputPath: String?
  ) throws(UsageFault) -> [(folder: String, files: PolicyFiles)] {
    if arguments.contains("-") {
      guard arguments.count == 1 else { throw UsageFault("- stands alone: it reads one file") }
      return [try standardInput(standardInputPath)]
    }
    if standardInputPath != nil { throw UsageFault("--stdin-path goes with -") }
    return try PolicyFinder.locate(arguments).map { ($0.folder, DiskPolicy.files(in: $0.folder)) }
  }

  /// A policy of which one file comes from standard input. Its path says which policy, and which file of it.
  private static func standardInput(_ path: String?) throws(UsageFault) -> (
    folder: String, files: PolicyFiles
  ) {
    guard let path else { throw UsageFault("- needs --stdin-path: where the file belongs") }
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(descriptor: 0, path: "standard input", limit: 9 << 20)
    } catch {
      throw UsageFault(error.description)
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let above = parts.count >= 2 ? parts[parts.count - 2] : ""
    let depth = above == "environments" || above == "tests" ? 2 : 1
    let folder = parts.dropLast(depth).joined(separator: "/")
    let name = parts.suffix(depth).joined(separator: "/")
    let place = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    return (place, DiskPolicy.files(in: place, replacing: [name: bytes]))
  }
}

extension TodayOption {
  /// The day that dates are judged by.
  var day: String {
    get throws(UsageFault) {
      guard let today else { return Terminal.today() }
      guard Pipeline.isDate(today) else {
        throw UsageFault("--today wants a day like 2027-03-31, not `\(today)`")
      }
      return today
    }
  }
}
