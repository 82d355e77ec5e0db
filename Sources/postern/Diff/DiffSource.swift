import PosternSchema

/// The policies of one side, as files.
struct DiffSource {
  /// One of them.
  struct Policy {
    /// As diagnostics show it.
    let folder: String
    let files: PolicyFiles
  }

  /// How the side is called.
  let label: String
  let policies: [Policy]
  /// Whether the side was named as one policy, so that only this one is compared.
  let isOnePolicy: Bool
  /// Why there are no policies, where nobody said that there are; nil when there are some.
  private(set) var lack: String?

  /// Finds the policies of a side.
  /// - Parameter other: the other side, which says where to look in a revision that is named without a path.
  init(_ place: DiffPlace, other: DiffPlace) throws(UsageFault) {
    switch place {
    case .workingTree: try self.init(workingTree: ())
    case .folder(let folder): try self.init(folder: folder)
    case .revision(let name, let path):
      let git = try Git()
      let revision = name == nil ? try git.defaultRevision() : try git.revision(name ?? "")
      try self.init(git, revision, path: path, other: other)
    }
  }

  private init(workingTree: Void) throws(UsageFault) {
    label = "working tree"
    isOnePolicy = false
    if FileSystem.kind("policies") != .folder, FileSystem.kind("policy.yaml") == .file {
      policies = [try Self.policy(at: ".")]
      return
    }
    for parent in ["policies", "."] {
      let found = try Self.policies(in: parent)
      if found.isEmpty { continue }
      policies = found
      return
    }
    policies = []
    lack = "no policy found: there is no policies/*/policy.yaml here; name a folder, or run `postern init`"
  }

  private init(folder argument: String) throws(UsageFault) {
    let path = PolicyFinder.trimmed(argument)
    let folder = PolicyFinder.folder(ofEntryFile: path) ?? path
    label = argument
    guard FileSystem.kind(folder) == .folder else {
      throw UsageFault("no policy found: \(argument) is no folder")
    }
    if FileSystem.kind(folder + "/policy.yaml") != .missing {
      policies = [try Self.policy(at: folder)]
      isOnePolicy = true
      return
    }
    let prefix = folder == "." ? "" : folder + "/"
    for parent in [prefix + "policies", folder] {
      let found = try Self.policies(in: parent)
      if found.isEmpty { continue }
      policies = found
      isOnePolicy = false
      return
    }
    throw UsageFault(
      "no policy found: \(argument) has no policy.yaml, no policies/*/policy.yaml and no */policy.yaml")
  }

  private init(
    _ git: Git, _ revision: Git.Revision, path: String?, other: DiffPlace
  ) throws(UsageFault) {
    label = "git:" + revision.name + (path.map { ":" + $0 } ?? "")
    let shown = "git:" + revision.name + ":"
    if let path {
      guard let found = try Self.policies(git, revision, Self.plain(path, in: git), shown) else {
        throw UsageFault(
          "no policy found: \(label) has no policy.yaml, no policies/*/policy.yaml and no */policy.yaml")
      }
      (policies, isOnePolicy) = found
      return
    }
    // Where the other side's folder was; where it was not, or was no policy, all policies.
    if case .folder(let folder) = other, let real = FileSystem.realPath(folder), let top = git.top,
      real == top || real.hasPrefix(top + "/")
    {
      let below = String(real.dropFirst(top.count).drop { $0 == "/" })
      if let found = try Self.policies(git, revision, Self.folder(of: below), shown) {
        (policies, isOnePolicy) = found
        return
      }
    }
    let found = try Self.policies(git, revision, String(git.prefix.dropLast()), shown)
    policies = found?.0 ?? []
    isOnePolicy = false
    // As before the first policy was committed: then those of the other side are new.
    if found == nil {
      lack =
        "no policy found: \(shown)\(git.prefix) has no policies/*/policy.yaml; name a path: \(shown)<path>"
    }
  }

  /// The policies in a folder's folders; none where it is no folder.
  private static func policies(in parent: String) throws(UsageFault) -> [Policy] {
    guard FileSystem.kind(parent) == .folder else { return [] }
    let names = ((try? FileSystem.list(parent)) ?? []).filter {
      FileSystem.kind("\(parent)/\($0)/policy.yaml") != .missing
    }
    return try names.map { name throws(UsageFault) in
      try policy(at: parent == "." ? name : "\(parent)/\(name)")
    }
  }

  /// A path as git wants it: from the top of the repository, unless it begins with a dot.
  private static func plain(_ path: String, in git: Git) -> String {
    var parts: [Substring] = []
    let isRelative = path == "." || path == ".." || path.hasPrefix("./") || path.hasPrefix("../")
    for part in ((isRelative ? git.prefix : "") + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return folder(of: parts.joined(separator: "/"))
  }

  private static func folder(of path: String) -> String {
    let folder = PolicyFinder.folder(ofEntryFile: path) ?? path
    return folder == "." ? "" : folder
  }

  /// The policies at a folder of a revision: itself one, or those of its `policies/`, or those in it; nil for none.
  private static func policies(
    _ git: Git, _ revision: Git.Revision, _ folder: String, _ shown: String
  ) throws(UsageFault) -> ([Policy], Bool)? {
    guard let entries = try git.entries(of: revision, below: folder) else { return nil }
    let prefix = folder.isEmpty ? "" : folder + "/"
    if entries["policy.yaml"] != nil {
      let files = try GitPolicy(entries: entries, folder: "").files()
      return ([Policy(folder: shown + folder, files: files)], true)
    }
    for parent in ["policies/", ""] {
      let names = entries.keys.compactMap { path -> String? in
        guard path.hasPrefix(parent), path.hasSuffix("/policy.yaml") else { return nil }
        let name = path.dropFirst(parent.count).dropLast("/policy.yaml".count)
        return name.isEmpty || name.contains("/") ? nil : String(name)
      }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      if names.isEmpty { continue }
      let found = try names.map { name throws(UsageFault) in
        Policy(
          folder: shown + prefix + parent + name,
          files: try GitPolicy(entries: entries, folder: parent + name + "/").files())
      }
      return (found, false)
    }
    return nil
  }

  private static func policy(at folder: String) throws(UsageFault) -> Policy {
    do {
      return Policy(folder: folder, files: try DiskPolicy.files(in: folder))
    } catch {
      throw UsageFault(error.description)
    }
  }
}
