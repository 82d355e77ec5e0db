extension Catalogue {
  /// PST090x: suppressions.
  static let suppression: [CatalogueEntry] = [
    malformedSuppression, suppressionWithoutReason, unknownSuppressionCode, suppressedError,
    unusedSuppression,
  ]

  static let malformedSuppression = CatalogueEntry(
    "PST0901", .error, "malformed suppression",
    explanation: """
      A comment that begins with `postern:` allows a warning, on its own line or, standing alone, on the line below: \
      `# postern: allow PST0421 -- reason`. This one does not read so and allows nothing.
      """,
    bad: "description: Sign-in  # postern: ignore PST0421\n", good: "description: Sign-in  # ignore this\n")

  static let suppressionWithoutReason = CatalogueEntry(
    "PST0902", .error, "suppression without a reason",
    explanation: """
      Whoever reads the policy next should know why a warning was allowed: write it behind `--`. Without a reason \
      nothing is allowed.
      """,
    bad: "description: Sign-in  # postern: allow PST0421\n", good: "description: Sign-in\n")

  static let unknownSuppressionCode = CatalogueEntry(
    "PST0903", .error, "suppression of an unknown code",
    explanation: "The code behind `allow` is none of the catalogue. `postern explain-code` lists them.",
    bad: "description: Sign-in  # postern: allow PST9999 -- later\n", good: "description: Sign-in\n")

  static let suppressedError = CatalogueEntry(
    "PST0904", .error, "suppression of an error",
    explanation: """
      Only warnings can be allowed. An error is what cannot work once deployed, or whose meaning is in doubt; it has \
      to be mended.
      """,
    bad: "description: Sign-in  # postern: allow PST0123 -- both are the same\n",
    good: "description: Sign-in\n")

  static let unusedSuppression = CatalogueEntry(
    "PST0905", .warning, "unused suppression",
    explanation: """
      No environment has such a warning on that line: it was mended, or it stands on another line. A suppression \
      that is left over would hide the next warning of its kind.
      """,
    bad: "description: Sign-in  # postern: allow PST0421 -- kept for the next release\n",
    good: "description: Sign-in\n")
}

extension Diagnostic {
  /// A comment to Postern that cannot be read.
  package static func malformedSuppression(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.malformedSuppression, "this comment allows nothing", at: range,
      help: "write `# postern: allow PST0000 -- reason` with the code of a warning")
  }

  /// A suppression that gives no reason.
  package static func suppressionWithoutReason(_ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.suppressionWithoutReason, "`\(code)` is allowed without a reason", at: range,
      help: "write `# postern: allow \(code) -- reason`")
  }

  /// A suppression of a code that does not exist.
  package static func unknownSuppressionCode(_ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownSuppressionCode, "`\(clipped(code))` is no code", at: range,
      help: "`postern explain-code` lists the codes")
  }

  /// A suppression of an error.
  package static func suppressedError(_ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.suppressedError, "`\(code)` is an error, and only warnings can be allowed", at: range,
      help: "mend the fault and remove the comment")
  }

  /// A suppression that no finding needs.
  package static func unusedSuppression(_ code: String, line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unusedSuppression, "no `\(code)` is found on line \(line)", at: range,
      help: "remove the comment, or move it to the line of the finding")
  }
}
