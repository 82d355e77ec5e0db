import PosternSchema

/// The files of a policy as a revision has them.
struct GitPolicy {
  /// What is below some folder of the revision.
  let entries: [String: Git.Entry]
  /// The policy's folder in it, with a slash at the end; empty for the folder itself.
  let folder: String

  private static let limit = 8 << 20

  /// Reads the YAML files of the folder; what else a policy may ask for is read then.
  func files() throws(UsageFault) -> PolicyFiles {
    let own = entries.filter { $0.key.hasPrefix(folder) }
    let wanted = own.filter { entry in
      entry.value.kind == .link || [".yaml", ".yml"].contains { entry.key.hasSuffix($0) }
    }
    let contents = try Git.contents(of: Array(Set(wanted.values.map(\.id))).sorted())
    let tree = GitTree(folder: folder, entries: own, contents: contents)
    return PolicyFiles(
      environmentFiles: tree.names(in: "environments"), testFiles: tree.names(in: "tests")
    ) { tree.read($0) }
  }

  /// Part of a revision, links followed as long as they stay in the folder.
  private struct GitTree: Sendable {
    let folder: String
    let entries: [String: Git.Entry]
    let contents: [String: [UInt8]]

    func names(in kind: String) -> [String] {
      guard let place = resolve(folder + kind, 0), !place.isEmpty else { return [] }
      let names = Set(
        entries.keys.filter { $0.hasPrefix(place + "/") }.compactMap { path in
          path.dropFirst(place.count + 1).split(separator: "/").first.map(String.init)
        })
      return names.filter { !$0.hasPrefix(".") }.map { kind + "/" + $0 }.sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }

    func read(_ name: String) -> Result<[UInt8], PolicyFileFault> {
      guard let path = resolve(folder + name, 0) else { return .failure(.outsideFolder) }
      guard let entry = entries[path] else {
        return .failure(entries.keys.contains { $0.hasPrefix(path + "/") } ? .notAFile : .missing)
      }
      guard entry.kind == .file else { return .failure(.notAFile) }
      guard let bytes = contents[entry.id] ?? (try? Git.contents(of: [entry.id]))?[entry.id] else {
        return .failure(.unreadable)
      }
      return bytes.count > GitPolicy.limit ? .failure(.tooLarge) : .success(bytes)
    }

    /// The path with every link on it followed; nil where one leads out of the folder, or in a circle.
    private func resolve(_ path: String, _ depth: Int) -> String? {
      guard depth < 16 else { return nil }
      var parts: [Substring] = []
      let all = path.split(separator: "/")
      for (index, part) in all.enumerated() {
        parts.append(part)
        let here = parts.joined(separator: "/")
        guard let entry = entries[here], entry.kind == .link else { continue }
        guard let bytes = contents[entry.id] else { return nil }
        let target = String(decoding: bytes, as: UTF8.self)
        if target.hasPrefix("/") { return nil }
        var base = Array(parts.dropLast())
        for step in target.split(separator: "/") where step != "." {
          if step != ".." {
            base.append(step)
          } else if base.popLast() == nil {
            return nil
          }
        }
        let next = (base + all[(index + 1)...]).joined(separator: "/")
        guard next.hasPrefix(folder) else { return nil }
        return resolve(next, depth + 1)
      }
      return parts.joined(separator: "/")
    }
  }
}
