import ArgumentParser

/// `postern init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented starter policy with three environments and tests.",
    discussion: """
      The folder's name becomes the policy's name. Nothing that exists is overwritten: if one of the files is \
      there already, none is written.

      EXAMPLES:
        postern init
        postern init policies/acme && postern check policies/acme
      """)

  @Argument(help: "The folder to write to.")
  var folder = "policies/starter"

  func run() throws {
    try reporting {
      var folder = folder
      while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
      let files = StarterPolicy(name: try name(of: folder)).files
      let existing = files.map { folder + "/" + $0.name }.filter {
        FileSystem.kind($0) != .missing || FileSystem.isLink($0)
      }
      if let first = existing.first {
        throw UsageFault("\(first) exists already; nothing was written")
      }
      for file in files {
        let path = folder + "/" + file.name
        if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
        try FileSystem.replace(path, with: Array(file.text.utf8))
        Terminal.output("written   \(path)\n")
      }
      Terminal.message("\nNext: postern check \(folder), then postern compile \(folder)")
      return .done
    }
  }

  /// The folder's own name where that can name a policy.
  private func name(of folder: String) throws(UsageFault) -> String {
    let path = folder == "." ? FileSystem.realPath(".") ?? "" : folder
    let last = String(path.split(separator: "/").last ?? "")
    let isName =
      last.utf8.count <= 64 && last.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && !last.hasPrefix("x-")
      && last.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    if !isName {
      throw UsageFault(
        "`\(last)` cannot name a policy: a name has lower-case letters, digits and dashes, begins with a letter, "
          + "and has at most 64 characters")
    }
    return last
  }
}
