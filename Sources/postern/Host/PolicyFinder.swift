/// Where a policy is, as the user named it.
struct PolicyLocation {
  /// The policy's folder, without a final slash; `.` for the working directory.
  let folder: String
  /// What stands before a file's name when it is shown: the folder and a slash, or nothing.
  var prefix: String { folder == "." ? "" : folder + "/" }
}

/// Finds the policies that a command is about.
enum PolicyFinder {
  /// What the arguments name, in their order, each once.
  static func locate(_ arguments: [String]) throws(UsageFault) -> [PolicyLocation] {
    var found: [PolicyLocation] = []
    for argument in arguments {
      let location = PolicyLocation(folder: try folder(of: argument))
      if !found.contains(where: { $0.folder == location.folder }) { found.append(location) }
    }
    if arguments.isEmpty { found = try all() }
    for location in found {
      do {
        try FileSystem.probe(location.prefix + "policy.yaml")
      } catch {
        throw UsageFault(error.description)
      }
    }
    return found
  }

  /// Every policy below the working directory's `policies/`, in byte order.
  static func all() throws(UsageFault) -> [PolicyLocation] {
    let names = (try? FileSystem.list("policies")) ?? []
    let found = names.map { "policies/" + $0 }.filter { FileSystem.kind($0 + "/policy.yaml") != .missing }
    if found.isEmpty {
      throw UsageFault(
        "no policy found: there is no policies/*/policy.yaml here; name a folder, or run `postern init`")
    }
    return found.map(PolicyLocation.init(folder:))
  }

  /// The policy that a file belongs to, and the file's name in it: the nearest folder above it with a `policy.yaml`,
  /// where there is none the folder that the layout of policies says.
  static func place(of path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    func place(_ depth: Int) -> (folder: String, name: String) {
      let folder = parts.dropLast(depth).joined(separator: "/")
      return (
        folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder,
        parts.suffix(depth).joined(separator: "/")
      )
    }
    if parts.last != "policy.yaml" {
      for depth in 1...max(parts.count, 1) {
        let found = place(depth)
        if FileSystem.kind(found.folder + "/policy.yaml") == .file { return found }
      }
    }
    let above = parts.dropLast().last
    return place(above == "environments" || above == "tests" ? 2 : 1)
  }

  /// The folder of a policy's `policy.yaml`, `.` for the working directory; nil when a path names another file.
  static func folder(ofEntryFile path: String) -> String? {
    if path == "policy.yaml" { return "." }
    guard path.hasSuffix("/policy.yaml") else { return nil }
    return path == "/policy.yaml" ? "/" : String(path.dropLast("/policy.yaml".count))
  }

  /// A path without slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func folder(of argument: String) throws(UsageFault) -> String {
    let path = trimmed(argument)
    switch FileSystem.kind(path) {
    case .folder:
      if FileSystem.kind(path + "/policy.yaml") == .missing {
        let other =
          FileSystem.kind(path + "/policy.yml") == .missing
          ? "" : "; its policy.yml must be called policy.yaml"
        throw UsageFault("no policy found: \(path) has no policy.yaml" + other)
      }
      return path
    case .file, .other:
      guard let folder = Self.folder(ofEntryFile: path) else {
        throw UsageFault("\(path) is no policy: name a folder, or its policy.yaml")
      }
      return folder
    case .missing:
      throw UsageFault("no policy found: \(path) does not exist")
    }
  }
}

/// A command that cannot be done as it was asked for.
struct UsageFault: Error {
  /// In words, one line.
  let text: String

  init(_ text: String) {
    self.text = text
  }
}
