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
    return arguments.isEmpty ? try all() : found
  }

  /// Every policy below the working directory's `policies/`, in byte order.
  static func all() throws(UsageFault) -> [PolicyLocation] {
    let names = (try? FileSystem.list("policies")) ?? []
    let found = names.map { "policies/" + $0 }.filter { FileSystem.kind($0 + "/policy.yaml") == .file }
    if found.isEmpty {
      throw UsageFault(
        "no policy found: there is no policies/*/policy.yaml here; name a folder, or run `postern init`")
    }
    return found.map(PolicyLocation.init(folder:))
  }

  private static func folder(of argument: String) throws(UsageFault) -> String {
    var path = argument
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
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
      guard path == "policy.yaml" || path.hasSuffix("/policy.yaml") else {
        throw UsageFault("\(path) is no policy: name a folder, or its policy.yaml")
      }
      return path == "policy.yaml" ? "." : String(path.dropLast("/policy.yaml".count))
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
