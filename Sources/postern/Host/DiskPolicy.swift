import PosternSchema

/// The files of a policy on this machine.
enum DiskPolicy {
  /// Larger than a whole policy may be: more need not be read to say so.
  private static let limit = 8 << 20

  /// The files of a policy's folder. One of them may come from elsewhere: `replacing` gives its bytes by its name.
  /// - Throws: when the names in `environments/` or `tests/` cannot be had.
  static func files(
    in folder: String, replacing: [String: [UInt8]] = [:]
  ) throws(FileError) -> PolicyFiles {
    var environments = try names(in: folder, "environments")
    var tests = try names(in: folder, "tests")
    for name in replacing.keys.sorted() {
      if name.hasPrefix("environments/"), !environments.contains(name) { environments.append(name) }
      if name.hasPrefix("tests/"), !tests.contains(name) { tests.append(name) }
    }
    let root = FileSystem.realPath(folder)
    return PolicyFiles(
      environmentFiles: environments.sorted(by: precedes), testFiles: tests.sorted(by: precedes)
    ) { name in
      replacing[name].map(Result.success) ?? read(name, in: folder, root)
    }
  }

  private static func names(in folder: String, _ kind: String) throws(FileError) -> [String] {
    let path = folder + "/" + kind
    if FileSystem.kind(path) == .missing, !FileSystem.isLink(path) { return [] }
    return try FileSystem.list(path).filter { !$0.hasPrefix(".") }.map { kind + "/" + $0 }
  }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  /// Reads a file below the folder, also through links as long as they stay in it: the folder's own path is `root`.
  private static func read(
    _ name: String, in folder: String, _ root: String?
  ) -> Result<[UInt8], PolicyFileFault> {
    let path = folder + "/" + name
    switch FileSystem.kind(path) {
    case .missing: return .failure(.missing)
    case .folder, .other: return .failure(.notAFile)
    case .file: break
    }
    guard let root, let real = FileSystem.realPath(path) else { return .failure(.missing) }
    guard real.hasPrefix(root == "/" ? "/" : root + "/") else { return .failure(.outsideFolder) }
    do {
      let bytes = try FileSystem.read(real, limit: limit)
      return bytes.count > limit ? .failure(.tooLarge) : .success(bytes)
    } catch {
      return .failure(.unreadable)
    }
  }
}
