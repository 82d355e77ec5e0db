internal import PosternDiagnostics
internal import PosternSchema

/// Locales that are no language tags. Those of channels, countries and steps may be `auto`.
struct Locales: Check {
  let codes = ["PST0832"]

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    let declaration = policy.declaration
    for channel in declaration.channels.items { look(channel.locale, &findings) }
    for rule in declaration.countries.rules.items { look(rule.locale, &findings) }
    declaration.routing.forEachStepWithSettings { look($0.locale, &findings) }
    if let locale = declaration.page?.defaultLocale.located, !Self.isLanguageTag(locale.value) {
      findings.append(.badLocale(locale, orAuto: false))
    }
  }

  private func look(_ locale: Given<String>, _ findings: inout [Diagnostic]) {
    guard let locale = locale.located, locale.value != "auto" else { return }
    if Self.isLanguageTag(locale.value) { return }
    findings.append(.badLocale(locale, orAuto: true))
  }

  /// A primary language of 2 to 8 letters, and subtags of 1 to 8 letters or digits (the outer form of RFC 5646);
  /// `auto` is none, in any letter case.
  private static func isLanguageTag(_ text: String) -> Bool {
    if text.lowercased() == "auto" { return false }
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard let language = parts.first, (2...8).contains(language.count),
      language.allSatisfy({ isAlphanumeric($0) && $0 > 0x39 })
    else { return false }
    return parts.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
