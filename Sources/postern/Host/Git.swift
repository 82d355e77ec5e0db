/// Reads revisions of the repository that the working directory is in, through the `git` program.
///
/// It only reads objects: neither the index nor the working tree is looked at, refreshed or written.
struct Git {
  /// Where the working directory is in the repository: empty at the top, else with a slash at the end.
  let prefix: String
  /// The real path of the top of the working tree; nil in a repository without one.
  let top: String?
  private let isShallow: Bool

  /// - Throws: `UsageFault` when there is no repository here, or no git.
  init() throws(UsageFault) {
    let questions = ["rev-parse", "--is-shallow-repository"]
    var found = try Self.run(questions + ["--show-prefix", "--show-toplevel"])
    // Objects are all that is read, so that a bare repository does, or the folder `.git` itself.
    if found.code != 0 { found = try Self.run(questions) }
    guard found.code == 0 else {
      throw UsageFault("git: revisions are read from a git repository: \(found.complaint)")
    }
    let lines = Self.text(found.output).split(separator: "\n", omittingEmptySubsequences: false)
    isShallow = lines.first == "true"
    let place = lines.count > 3 ? lines : []
    prefix = place.dropFirst().first.map(String.init) ?? ""
    top = place.dropFirst(2).first.map(String.init)
  }

  /// A commit, and what the user called it.
  struct Revision: Sendable {
    let name: String
    let id: String
  }

  /// The commit that a name means.
  func revision(_ name: String) throws(UsageFault) -> Revision {
    if let found = try find(name) { return found }
    if name == "HEAD" { return try beforeTheFirstCommit() }
    var text = "git knows no revision `\(name)` here"
    if isShallow {
      text +=
        ": the clone is shallow; fetch more of it, with `fetch-depth: 0` in actions/checkout or `git fetch --unshallow`"
    } else if name.contains("/") {
      text += "; `git fetch` may bring it"
    }
    throw UsageFault(text)
  }

  /// The revision that a comparison begins with when none is named.
  func defaultRevision() throws(UsageFault) -> Revision {
    if let main = try find("origin/main") { return main }
    if isShallow {
      throw UsageFault(
        "git has no origin/main here, since the clone is shallow: fetch it, with `fetch-depth: 0` in actions/checkout or "
          + "`git fetch origin main:refs/remotes/origin/main`, or name a revision: `postern diff git:<revision>`"
      )
    }
    return try revision("HEAD")
  }

  /// What HEAD is before there is a commit: an empty tree.
  private func beforeTheFirstCommit() throws(UsageFault) -> Revision {
    let found = try Self.run(["hash-object", "-t", "tree", "--stdin"])
    guard found.code == 0, let id = Self.text(found.output).split(separator: "\n").first else {
      throw UsageFault("git knows no revision `HEAD` here")
    }
    return Revision(name: "HEAD", id: String(id))
  }

  private func find(_ name: String) throws(UsageFault) -> Revision? {
    guard !name.isEmpty, !name.hasPrefix("-") else {
      throw UsageFault("`\(name)` is no name of a revision")
    }
    let found = try Self.run(["rev-parse", "--verify", "--quiet", name + "^{commit}"])
    guard found.code == 0, let id = Self.text(found.output).split(separator: "\n").first else { return nil }
    return Revision(name: name, id: String(id))
  }

  /// One entry of a folder of a revision.
  struct Entry: Sendable {
    enum Kind: Sendable { case file, link, other }
    let kind: Kind
    let id: String
  }

  /// All that is below a folder of a revision, by path relative to it; nil when it is no folder there.
  func entries(of revision: Revision, below folder: String) throws(UsageFault) -> [String: Entry]? {
    let found = try Self.run(["ls-tree", "-r", "-z", "--full-tree", revision.id + ":" + folder])
    guard found.code == 0 else { return nil }
    var entries: [String: Entry] = [:]
    for record in found.output.split(separator: 0) {
      guard let tab = record.firstIndex(of: 0x09) else { continue }
      let fields = Self.text(Array(record[..<tab])).split(separator: " ")
      guard fields.count == 3 else { continue }
      let kind: Entry.Kind = fields[0] == "120000" ? .link : fields[1] == "blob" ? .file : .other
      entries[Self.text(Array(record[(tab + 1)...]))] = Entry(kind: kind, id: String(fields[2]))
    }
    return entries
  }

  /// The bytes of objects, by their ids; of one that is not there nothing.
  static func contents(of ids: [String]) throws(UsageFault) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    // So many names fit into a pipe at once, whatever the system.
    for start in stride(from: 0, to: ids.count, by: 60) {
      let part = ids[start..<min(start + 60, ids.count)]
      let found = try run(["cat-file", "--batch"], input: Array(part.map { $0 + "\n" }.joined().utf8))
      guard found.code == 0 else { throw UsageFault("git cannot read a file: \(found.complaint)") }
      read(found.output, into: &contents)
    }
    return contents
  }

  /// `<id> SP <type> SP <size> LF <bytes> LF`, again and again; or `<id> SP missing LF`.
  private static func read(_ output: [UInt8], into contents: inout [String: [UInt8]]) {
    var rest = output[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let fields = text(Array(rest[..<end])).split(separator: " ")
      rest = rest[(end + 1)...]
      guard fields.count == 3, let size = Int(fields[2]), size >= 0, size < rest.count else { continue }
      contents[String(fields[0])] = Array(rest.prefix(size))
      rest = rest.dropFirst(size + 1)
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func run(_ arguments: [String], input: [UInt8] = []) throws(UsageFault) -> ChildProcess {
    do {
      return try ChildProcess.run(
        ["git", "--no-optional-locks", "-c", "core.fsmonitor=false"] + arguments, input: input,
        variables: ["GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C"])
    } catch {
      throw UsageFault("a git: side needs the program git: \(error.reason)")
    }
  }
}
