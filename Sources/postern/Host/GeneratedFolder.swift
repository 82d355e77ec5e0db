import PosternCompiler

/// The files of one policy in one environment, and what must happen on disk for them to be there.
struct GeneratedFolder {
  /// The folder.
  let path: String
  /// The manifest is the last, so that it never speaks of files that are not there yet. Empty for an environment that
  /// is no more: the folder then goes with its files.
  let files: [CompiledFile]

  /// What happens to a file.
  enum Change {
    case written, unchanged, removed

    /// The word that `compile` prints, padded.
    func word(writing: Bool) -> String {
      switch self {
      case .written: writing ? "written  " : "differs  "
      case .unchanged: "unchanged"
      case .removed: writing ? "removed  " : "stale    "
      }
    }
  }

  /// Brings the folder up to date, or, without `writing`, says what that would take.
  func update(writing: Bool) throws(FileError) -> [(Change, String)] {
    var changes: [(Change, String)] = []
    let before = try earlier()
    for file in files.dropLast() { changes.append(try update(file, writing: writing)) }
    for name in before where !files.contains(where: { $0.name == name }) {
      let full = path + "/" + name
      guard FileSystem.kind(full) == .file else { continue }
      if writing { try FileSystem.remove(full) }
      changes.append((.removed, full))
    }
    if let manifest = files.last { changes.append(try update(manifest, writing: writing)) }
    if writing {
      FileSystem.sync(folder: path)
      if files.isEmpty { FileSystem.removeEmpty(folder: path) }
    }
    return changes
  }

  private func update(_ file: CompiledFile, writing: Bool) throws(FileError) -> (Change, String) {
    let full = path + "/" + file.name
    switch FileSystem.kind(full) {
    case .file: if (try? FileSystem.read(full)) == file.bytes { return (.unchanged, full) }
    case .missing, .folder: break
    case .other: throw FileError(path: full, number: 0, what: "cannot write")
    }
    if writing {
      try FileSystem.makeFolder(path)
      try FileSystem.replace(full, with: file.bytes)
    }
    return (.written, full)
  }

  /// The names of the files that the manifest on disk lists: what was written here earlier. All are in this folder
  /// itself; a name of anything deeper is not Postern's.
  private func earlier() throws(FileError) -> [String] {
    guard let bytes = try manifest() else { return [] }
    return Verification.artefactNames(inManifest: bytes).filter { !$0.contains("/") }
  }

  /// Whether the manifest on disk says that Postern wrote this folder for a policy and the environment it is named
  /// after.
  func isOf(policy: String) throws(FileError) -> Bool {
    guard FileSystem.kind(path) == .folder, let bytes = try manifest(),
      let subject = Verification.subject(ofManifest: bytes)
    else { return false }
    return subject.policy == policy && path.hasSuffix("/" + subject.environment)
  }

  /// The manifest on disk; nil where there is none that can be read.
  private func manifest() throws(FileError) -> [UInt8]? {
    let full = path + "/manifest.json"
    switch FileSystem.kind(full) {
    case .missing, .folder: return nil
    case .file: return try? FileSystem.read(full, limit: 1 << 20)
    case .other: throw FileError(path: full, number: 0, what: "cannot read")
    }
  }
}
