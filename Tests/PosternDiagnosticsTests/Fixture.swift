@testable import PosternDiagnostics

/// A policy of marked files: `⟦` … `⟧` is the primary place, `⟨` … `⟩` and `⟪` … `⟫` are related ones, `⦃` … `⦄` are
/// secrets. The signs themselves are taken out.
struct Fixture {
  var sources = SourceMap()
  var primary: [SourceRange] = []
  var first: [SourceRange] = []
  var second: [SourceRange] = []
  var secrets: [SourceRange] = []

  static let unknownGroup = CatalogueEntry(
    "PST0401", .error, "unknown group",
    explanation: "A group must be declared.\nDeclare it, or mend the name.",
    bad: "routing:\n  otherwise: { deny: no }\n", good: "routing: {}\n")
  static let unused = CatalogueEntry(
    "PST0412", .warning, "unused | group", explanation: "Nothing uses it.",
    bad: CatalogueExample([.init("policy.yaml", "a: `x`\n"), .init("environments/dev.yaml", "b: ```")]),
    good: "a: c\n")

  init(_ files: [(path: String, text: String)]) {
    for file in files {
      var bytes: [UInt8] = []
      var open: [Unicode.Scalar: Int] = [:]
      let id = FileID(UInt32(sources.files.count))
      func range(_ sign: Unicode.Scalar) -> SourceRange {
        SourceRange(file: id, start: UInt32(open[sign] ?? 0), end: UInt32(bytes.count))
      }
      for scalar in file.text.unicodeScalars {
        switch scalar {
        case "⟦", "⟨", "⟪", "⦃": open[scalar] = bytes.count
        case "⟧": primary.append(range("⟦"))
        case "⟩": first.append(range("⟨"))
        case "⟫": second.append(range("⟪"))
        case "⦄": secrets.append(range("⦃"))
        default: bytes += Array(String(scalar).utf8)
        }
      }
      _ = sources.add(path: file.path, name: file.path, bytes: bytes)
    }
  }

  init(_ text: String, path: String = "policies/acme/policy.yaml") {
    self.init([(path, text)])
  }

  /// The finding of the marked places.
  func diagnostic(
    _ entry: CatalogueEntry = unknownGroup, _ message: String = "`admin` is not declared",
    help: String? = nil,
    notes: [String] = []
  ) -> Diagnostic {
    let related =
      first.map { RelatedPlace("declared groups are here", $0) }
      + second.map { RelatedPlace("and used here", $0) }
    return Diagnostic(
      entry, message, at: primary.first ?? .startOf(FileID(0)), related: related, help: help, notes: notes,
      masked: secrets)
  }

  func report(_ diagnostics: [Diagnostic], environments: [String] = []) -> CheckReport {
    CheckReport(
      compiler: "0.1.0",
      policies: [
        .init(
          folder: "policies/acme", name: "acme", environments: environments, sources: sources,
          diagnostics: diagnostics)
      ])
  }

  /// What a terminal shows of the marked finding.
  func terminal(
    _ message: String = "`admin` is not declared", help: String? = nil, notes: [String] = [],
    colour: Bool = false,
    width: Int = 120
  ) -> String {
    TerminalRenderer(colour: colour, width: width)
      .text(report([diagnostic(Self.unknownGroup, message, help: help, notes: notes)]))
  }
}
