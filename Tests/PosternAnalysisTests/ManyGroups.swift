import PosternCompiler
import PosternModel
import TestSupport
import Testing

/// A policy whose rules each ask for two of many groups and a country: what a diagram holds badly when the
/// groups of one rule stand far apart in it.
struct ManyGroups {
  /// How many rules each country has.
  var pairs: Int
  /// Whose rules there are.
  var countries = ["DE"]
  /// Text of the section; may be empty.
  var guarantees = ""
  /// Whether the rules stand in the opposite order, which changes nothing: all of them say the same.
  var isReversed = false

  func model() throws -> PolicyModel {
    let files = ["policy.yaml": text, "environments/dev.yaml": Self.environment]
    let checked = Pipeline.check(.memory(files), folder: ".", today: "2026-11-23", analyses: false)
    return try #require(checked.environments.first?.model, "\(checked.diagnostics.map(\.message))")
  }

  private var text: String {
    let groups = (0..<pairs * 2).map { "g\($0): id_\($0)" }.joined(separator: ", ")
    var text = """
      policy: groups
      language: 1
      identityProviders: { google: { kind: google, clientId: a, clientSecret: !secret s } }
      directory:
        applications: { wiki: app_wiki }
        groups: { \(groups) }
        breakGlass: none
      verifyServices: { default: { friendlyName: Groups } }
      channels: { sms: { service: default }, call: { service: default } }
      limits: { per-number: { key: number, buckets: [5 per 10m] } }
      webhook: { url: "https://login.example/t", signing: { secrets: [!secret w] } }
      countries: { rules: [{ countries: [DE, GB, FR, ES, IT, NL, SE, NO, FI, DK], mode: allow }], otherwise: block }
      routing:
        rules:

      """
    // The first rule has all the first groups, so that those of one pair stand far apart in the order.
    let first = (0..<pairs).map { "g\($0)" }.joined(separator: ", ")
    let all = countries.joined(separator: ", ")
    text += "    - { name: first, when: { country: [\(all)], group: { all: [\(first)] } }, deny: \"No.\" }\n"
    var rules: [String] = []
    for (shift, country) in countries.enumerated() {
      for pair in 0..<pairs {
        // Each country pairs the groups otherwise.
        let asked = "group: { all: [g\(pair), g\(pairs + (pair + shift) % pairs)] }, country: \(country)"
        rules.append("    - { name: r\(pair)\(country.lowercased()), when: { \(asked) }, deny: \"No.\" }\n")
      }
    }
    if isReversed { rules.reverse() }
    return text + rules.joined() + "  otherwise: { send: [sms, call] }\n" + guarantees
  }

  private static let environment = """
    environment: dev
    idaas: { region: cn-hangzhou, instance: i }
    twilio: { account: AC00000000000000000000000000000001, apiKey: SK00000000000000000000000000000001, apiSecret: !secret t }

    """
}
