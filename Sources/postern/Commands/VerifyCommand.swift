import ArgumentParser
import PosternCompiler
import PosternDiagnostics

/// `postern verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check artefacts on disk: hashes, and that the parts decide the same.",
    usage: "postern verify <dir> ... [--policy <policy>] [<options>]",
    discussion: """
      Reads each folder's manifest, checks every hash, and proves that routing-table.bin contradicts neither itself \
      nor the numbering plan, and that idaas-policy.json does what it asks of IDaaS. With --policy the files must also be what the source compiles to. What does \
      not hold is listed on standard output, and the exit code is 7.

      EXAMPLES:
        postern verify generated/acme-workforce/prod
        postern verify generated/acme-workforce/* --policy policies/acme-workforce
      """)

  @Argument(help: ArgumentHelp("Folders that `compile` wrote, one per environment.", valueName: "dir"))
  var folders: [String]

  @Option(help: ArgumentHelp("The source: compare with what it compiles to.", valueName: "policy"))
  var policy: String?

  @OptionGroup var day: TodayOption
  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      let source = try policy.map { try Source(policy: $0, today: day.today) }
      if let source, source.run.report.errors > 0 {
        return source.refuse(color)
      }
      var status = ExitStatus.done
      for folder in folders {
        guard FileSystem.kind(folder) == .folder else { throw UsageFault("\(folder) is no folder") }
        var refused: FileError?
        var verification = Verification { name in
          do throws(FileError) {
            try FileSystem.probe(folder + "/" + name)
            return try FileSystem.read(folder + "/" + name)
          } catch {
            if !error.isMissing, refused == nil { refused = error }
            return nil
          }
        }
        if let refused { throw refused }
        var faults = verification.faults
        if let source, let subject = verification.subject {
          do {
            verification.compare(with: try source.artefacts(of: subject, folder))
            faults = verification.faults
          } catch let fault as UsageFault where !faults.isEmpty {
            // An edited manifest, not a wrong argument: what does not hold comes first.
            faults.append("not compared with the source: \(fault.text)")
          }
        }
        for fault in faults { Terminal.output("\(folder): \(fault)\n") }
        if faults.isEmpty { Terminal.output("\(folder): holds\n") } else { status = .outOfDate }
      }
      return status
    }
  }
}
