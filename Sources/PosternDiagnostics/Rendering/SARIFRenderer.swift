public import PosternJSON

/// Writes a report as SARIF 2.1.0 (OASIS, errata 01): one run, the rules in use, columns in UTF-16 code units,
/// fingerprints that stay when lines move.
public struct SARIFRenderer: Sendable {
  private let catalogue: [CatalogueEntry]

  /// - Parameter catalogue: where rule metadata comes from; a code that is not there gets its title alone.
  public init(catalogue: [CatalogueEntry] = Catalogue.entries) {
    self.catalogue = catalogue
  }

  /// The log as text, ending with LF.
  public func text(_ report: CheckReport) -> String {
    json(report).serialized()
  }

  /// The log as a value.
  public func json(_ report: CheckReport) -> JSONValue {
    let findings = report.findings + report.allowed
    let codes = Set(findings.map(\.code)).sorted(by: precedesInBytes)
    let driver: JSONValue = .object([
      ("name", "postern"), ("version", .string(report.compiler)),
      ("rules", .array(codes.map { code in rule(code, findings) })),
    ])
    var fingerprints = Fingerprints()
    return .object([
      (
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
      ),
      ("version", "2.1.0"),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver)])),
            ("columnKind", "utf16CodeUnits"),
            ("results", .array(findings.map { result($0, codes, &fingerprints) })),
          ])
        ])
      ),
    ])
  }

  private func rule(_ code: String, _ findings: [CheckReport.Finding]) -> JSONValue {
    guard let entry = catalogue.first(where: { $0.code == code }) else {
      let title = findings.first { $0.code == code }?.title ?? code
      return .object([("id", .string(code)), ("shortDescription", message(title))])
    }
    return .object([
      ("id", .string(code)),
      ("name", .string(Self.pascalCase(entry.title))),
      ("shortDescription", message(entry.title)),
      ("fullDescription", message(entry.explanation)),
      (
        "help",
        .object([
          ("text", .string(CataloguePage.terminal(entry))),
          ("markdown", .string(CataloguePage.markdown(entry))),
        ])
      ),
      ("defaultConfiguration", .object([("level", .string(entry.severity.rawValue))])),
    ])
  }

  private func result(
    _ finding: CheckReport.Finding, _ codes: [String], _ fingerprints: inout Fingerprints
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(finding.code)),
      ("ruleIndex", .integer(codes.firstIndex(of: finding.code) ?? -1)),
      ("level", .string(finding.severity.rawValue)),
      ("message", message(finding.plainText)),
      ("locations", .array([.object([("physicalLocation", location(finding.place))])])),
    ]
    if !finding.related.isEmpty {
      let related = finding.related.enumerated().map { index, related in
        JSONValue.object([
          ("id", .integer(index + 1)), ("physicalLocation", location(related.place)),
          ("message", message(related.message)),
        ])
      }
      members.append(("relatedLocations", .array(related)))
    }
    members.append(("partialFingerprints", .object([("postern/v1", .string(fingerprints.next(finding)))])))
    if let reason = finding.allowedBecause {
      members.append(
        (
          "suppressions",
          .array([.object([("kind", "inSource"), ("justification", .string(reason))])])
        ))
    }
    members.append(
      (
        "properties",
        .object([
          ("policy", .string(finding.policy)), ("environments", .strings(finding.environments)),
        ])
      ))
    return .object(members)
  }

  private func location(_ place: ReportedPlace) -> JSONValue {
    var region: [(String, JSONValue)] = [
      ("startLine", .integer(place.position.line)), ("startColumn", .integer(place.utf16Column)),
      ("endLine", .integer(place.position.endLine)), ("endColumn", .integer(place.utf16EndColumn)),
    ]
    if let snippet = place.snippet { region.append(("snippet", .object([("text", .string(snippet))]))) }
    return .object([
      ("artifactLocation", .object([("uri", .string(Self.uri(place.position.file)))])),
      ("region", .object(region)),
    ])
  }

  /// A message object. The user's words must not become a link (§3.11.6), so `](` is broken up.
  private func message(_ text: String) -> JSONValue {
    let parts = text.split(separator: "](", omittingEmptySubsequences: false)
    return .object([("text", .string(parts.joined(separator: "\\](")))])
  }

  /// A path as a relative reference (RFC 3986 §4.2), an absolute one as a `file` URI.
  static func uri(_ path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += (byte < 16 ? "%0" : "%") + digits
      }
    }
    return uri
  }

  /// `unknown group` → `UnknownGroup`: letters and digits only.
  static func pascalCase(_ title: String) -> String {
    title.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

/// Names results by what they say and where, but not by their line: code, file, the text of the line with its
/// white space evened out, and how many such results came before.
private struct Fingerprints {
  private var seen: [String: Int] = [:]

  mutating func next(_ finding: CheckReport.Finding) -> String {
    let line = finding.place.lines.first?.text ?? ""
    let words = line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    let key = [finding.code, finding.place.position.file, words].joined(separator: "\u{0}")
    let occurrence = seen[key, default: 0]
    seen[key] = occurrence + 1
    return Self.hash("\(key)\u{0}\(occurrence)")
  }

  /// FNV-1a, 64 bit, as 16 hexadecimal digits: it only tells results apart.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension CheckReport.Finding {
  /// Message, help and notes as plain text, one a line.
  var plainText: String {
    var lines = [message]
    if let help { lines.append("help: \(help)") }
    lines += notes.map { "note: \($0)" }
    if isPartial { lines.append("note: environments: \(environments.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }
}
