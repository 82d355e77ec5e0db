/// Writes a report as workflow commands of GitHub Actions, one annotation a line.
///
/// Escapes as the runner reads them (`actions/toolkit`, `command.ts`): `%`, CR, LF in messages; in properties also
/// `:` and `,`. A finding of several lines has no columns, since GitHub takes them within one line only.
public struct GitHubRenderer: Sendable {
  public init() {}

  /// All findings; empty when there are none.
  public func text(_ report: CheckReport) -> String {
    report.findings.map { text($0) + "\n" }.joined()
  }

  private func text(_ finding: CheckReport.Finding) -> String {
    let place = finding.place
    var properties = [("file", place.position.file), ("line", "\(place.position.line)")]
    if place.position.line == place.position.endLine {
      properties += [("endLine", "\(place.position.line)"), ("col", "\(place.utf16Column)")]
      properties += [("endColumn", "\(place.utf16EndColumn)")]
    } else {
      let last = place.lines.last?.number ?? place.position.endLine
      properties += [("endLine", "\(last)")]
    }
    properties.append(("title", "\(finding.code): \(finding.title)"))
    let list = properties.map { "\($0.0)=\(Self.escape($0.1, inProperty: true))" }.joined(separator: ",")
    var message = finding.plainText
    for related in finding.related {
      message += "\n\(related.place.position.text): \(related.message)"
    }
    return "::\(finding.severity.rawValue) \(list)::\(Self.escape(message, inProperty: false))"
  }

  static func escape(_ text: String, inProperty: Bool) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped.append(contentsOf: "%25".unicodeScalars)
      case "\r": escaped.append(contentsOf: "%0D".unicodeScalars)
      case "\n": escaped.append(contentsOf: "%0A".unicodeScalars)
      case ":" where inProperty: escaped.append(contentsOf: "%3A".unicodeScalars)
      case "," where inProperty: escaped.append(contentsOf: "%2C".unicodeScalars)
      default: escaped.append(SafeText.of(scalar))
      }
    }
    return String(escaped)
  }
}
