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
    return PolicyFiles(
      environmentFiles: environments.sorted(by: precedes), testFiles: tests.sorted(by: precedes)
    ) { name in
      replacing[name].map(Result.success) ?? read(name, in: folder)
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

  /// Reads a file below the folder, also through links as long as they stay in it.
  private static func read(_ name: String, in folder: String) -> Result<[UInt8], PolicyFileFault> {
    var path = folder + "/" + name
    switch FileSystem.kind(path) {
    case .missing: return .failure(.missing)
    case .folder, .other: return .failure(.notAFile)
    case .file: break
    }
    // Only a link can lead out; where there is none, the way need not be followed part by part.
    if hasLink(name, in: folder) {
      guard let root = FileSystem.realPath(folder), let real = FileSystem.realPath(path) else {
        return .failure(.missing)
      }
      guard real.hasPrefix(root == "/" ? "/" : root + "/") else { return .failure(.outsideFolder) }
      path = real
    }
    do {
      let bytes = try FileSystem.read(path, limit: limit)
      return bytes.count > limit ? .failure(.tooLarge) : .success(bytes)
    } catch {
      return .failure(.unreadable)
    }
  }

  /// Whether a file, or a folder between it and the policy's folder, is a link.
  private static func hasLink(_ name: String, in folder: String) -> Bool {
    let name = Array(name.utf8)
    for end in name.indices where name[end] == UInt8(ascii: "/") {
      if FileSystem.isLink("\(folder)/\(String(decoding: name[..<end], as: UTF8.self))") { return true }
    }
    return FileSystem.isLink("\(folder)/\(String(decoding: name, as: UTF8.self))")
  }
}
