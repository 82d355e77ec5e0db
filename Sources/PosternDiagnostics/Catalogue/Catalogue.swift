/// Every code of Postern, in order of code. Wording lives in the files beside this one, by phase; a test holds
/// that each code is listed once, explained, and raised by its own example.
public enum Catalogue {
  /// All entries, sorted by code.
  public static let entries: [CatalogueEntry] =
    (syntax + structure + overlays + names + references + countries + routing + stages + services + bridge
    + deployment + credentials + suppression).sorted { $0.code < $1.code }

  /// Whether a code speaks of the day of the run.
  public static func dependsOnTheDay(_ code: String) -> Bool {
    [expiredRule, expiringRule, expiredCountryRule, expiringCountryRule, expiredPaper, expiringPaper]
      .contains { $0.code == code }
  }

  /// Whether a finding is there on some days only, or only when all environments are looked at: what an artefact of one
  /// environment says must not hang on that.
  public static func dependsOnTheRun(_ finding: Diagnostic) -> Bool {
    dependsOnTheDay(finding.code) || finding.countsOnlyInAllEnvironments
      || finding.code == unusedSuppression.code
  }

  /// The entry of a code, in any letter case; nil when there is none.
  public static func entry(code: String) -> CatalogueEntry? {
    let wanted = code.uppercased()
    return entries.first { $0.code == wanted }
  }
}
