#if Server
/// Languages of Twilio Verify's messages. Source: the list of locales in use in Twilio's documentation, 2026.
enum VerifyLocale {
  static let known: Set<String> = [
    "af", "ar", "ca", "zh", "zh-CN", "zh-HK", "hr", "cs", "da", "nl", "en", "en-GB", "et", "fi", "fr", "de",
    "el",
    "he", "hi", "hu", "id", "it", "ja", "kn", "ko", "lt", "ms", "mr", "nb", "pl", "pt", "pt-BR", "ro", "ru",
    "sk",
    "es", "sv", "tl", "te", "th", "tr", "uk", "vi",
  ]

  /// `Locale` of a message: the plan's, and where that is `auto` or none, the trigger's if Twilio has it.
  static func choose(plan: String?, trigger: String?) -> String? {
    if let plan, plan != "auto" { return plan }
    return trigger.flatMap(supported)
  }

  /// The trigger's tag, or its language alone.
  static func supported(_ tag: String) -> String? {
    let parts = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    guard let language = parts.first?.lowercased() else { return nil }
    if parts.count > 1, let region = parts.last?.uppercased(), known.contains("\(language)-\(region)") {
      return "\(language)-\(region)"
    }
    if language == "zh", parts.contains(where: { ["HANT", "TW", "HK", "MO"].contains($0.uppercased()) }) {
      return "zh-HK"
    }
    return known.contains(language) ? language : nil
  }
}
#endif
