/// A side of a comparison, as an argument names it.
enum DiffPlace {
  /// `git:<rev>`, `git:<rev>:<path>`; nil: the default revision.
  case revision(String?, path: String?)
  /// A folder, or a policy's `policy.yaml`.
  case folder(String)
  /// The policies of the working directory.
  case workingTree

  init(_ argument: String) throws(UsageFault) {
    guard argument.hasPrefix("git:") else {
      self = .folder(argument)
      return
    }
    let parts = argument.dropFirst(4).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard !name.isEmpty else {
      throw UsageFault("\(argument) names no revision: write it like git:origin/main")
    }
    guard !name.hasPrefix("-") else { throw UsageFault("`\(name)` is no name of a revision") }
    self = .revision(name, path: parts.count == 2 ? String(parts[1]) : nil)
  }

  /// Both sides of a comparison, as the arguments name them.
  static func pair(_ arguments: [String]) throws(UsageFault) -> (old: DiffPlace, new: DiffPlace) {
    switch arguments.count {
    case 0: return (.revision(nil, path: nil), .workingTree)
    case 1:
      let place = try DiffPlace(arguments[0])
      // A policy of the working tree is compared with what it was.
      if case .folder(let folder) = place, Self.isOwn(folder) { return (.revision(nil, path: nil), place) }
      return (place, .workingTree)
    case 2: return (try DiffPlace(arguments[0]), try DiffPlace(arguments[1]))
    default: throw UsageFault("diff compares two sides: an old one and a new one")
    }
  }

  /// Whether a folder is the working directory's own, or of one of its policies.
  private static func isOwn(_ folder: String) -> Bool {
    guard let real = FileSystem.realPath(PolicyFinder.folder(ofEntryFile: folder) ?? folder) else {
      return false
    }
    let own = [".", "policies"] + ((try? FileSystem.list("policies")) ?? []).map { "policies/" + $0 }
    return own.contains { FileSystem.realPath($0) == real }
  }
}
