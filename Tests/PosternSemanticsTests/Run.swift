import PosternDiagnostics
import PosternModel
import PosternNumbering
import PosternSchema
import Testing

@testable import PosternSemantics

/// One run of the front end and the semantic phase over a policy given as text.
struct Run {
  /// The findings of the semantic phase, in source order.
  let findings: [Diagnostic]
  /// The findings of the phases before, of which most tests want none.
  let before: [Diagnostic]
  let model: PolicyModel?
  let map: SourceMap

  /// Files that are not given are those of `BasePolicy`; `policy` replaces the sections of `policy.yaml` it has.
  init(
    _ policy: String = "", environment: String = "", tests: String? = nil, others: [String] = [],
    today: String? = nil, in name: String? = "prod"
  ) {
    var files = [
      "policy.yaml": BasePolicy.text(replacing: policy, in: BasePolicy.policy),
      "environments/prod.yaml": BasePolicy.text(replacing: environment, in: BasePolicy.environment),
    ]
    for other in others {
      files["environments/\(other).yaml"] = BasePolicy.environment.replacing(
        "environment: prod", with: "environment: \(other)")
    }
    if let tests { files["tests/some.yaml"] = tests }
    self.init(files: files, environment: name, today: today)
  }

  init(files: [String: String], environment: String?, today: String? = nil) {
    let bytes = files.mapValues { Array($0.utf8) }
    let loaded = PolicyLoader.load(
      PolicyFiles(
        environmentFiles: files.keys.filter { $0.hasPrefix("environments/") }.sorted(),
        testFiles: files.keys.filter { $0.hasPrefix("tests/") }.sorted()
      ) { name in bytes[name].map(Result.success) ?? .failure(.missing) },
      displayPath: "")
    let declared = loaded.declare(environment: environment)
    before = loaded.diagnostics + declared.diagnostics
    let resolved = Resolver.resolve(
      declared.policy, environments: loaded.environments, today: today.flatMap(CalendarDate.init),
      mayHideUses: loaded.mayHideUses(before, leavingOut: []))
    map = loaded.sourceMap
    model = before.contains { $0.severity == .error } ? nil : resolved.model
    findings = resolved.diagnostics.sorted {
      ($0.range.file, $0.range.start, $0.code) < ($1.range.file, $1.range.start, $1.code)
    }
  }

  /// The codes of the semantic phase, in source order.
  var codes: [String] { findings.map(\.code) }

  /// What the caret of a finding covers.
  func underlined(_ finding: Diagnostic) -> String {
    let bytes = map[finding.range.file].bytes
    return String(decoding: bytes[Int(finding.range.start)..<Int(finding.range.end)], as: UTF8.self)
  }

  /// The line that a finding stands on, trimmed, from 1.
  func line(_ finding: Diagnostic) -> Int { map.position(of: finding.range).line }
}

/// The policy that fragments are put into: it has no findings.
enum BasePolicy {
  static let policy = """
    policy: example
    language: 1
    identityProviders:
      google: { kind: google, clientId: example-client, clientSecret: !secret google-client-secret }
    directory:
      applications: { wiki: { id: app_wiki, displayName: Wiki } }
      groups: { admins: group_admins, glass: group_glass }
      networkZones: { office: { cidrs: [203.0.113.0/24] } }
      breakGlass: { groups: [glass, admins], use: [webauthn] }
    verifyServices:
      default: { friendlyName: Example }
    channels:
      sms: { service: default }
      call: { service: default }
    countries:
      rules:
        - countries: [US, GB, DE]
          mode: allow
      otherwise: block
    routing:
      rules:
        - name: inside
          when: { networkZone: office, lineType: fixed_line }
          send: [call]
      otherwise: { send: [sms, call] }
    limits:
      per-number: { key: number, buckets: [5 per 10m] }
    webhook:
      url: https://example.com/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook] }

    """

  static let environment = """
    environment: prod
    idaas: { region: cn-hangzhou, instance: idaas_example }
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
      services: { default: VA0123456789abcdef0123456789abcdef }

    """

  /// A whole file in which the top-level sections of a fragment replace those of the same name.
  static func text(replacing fragment: String, in base: String) -> String {
    var sections = split(base)
    for section in split(fragment) {
      if let index = sections.firstIndex(where: { $0.name == section.name }) {
        sections[index] = section
      } else {
        sections.append(section)
      }
    }
    return sections.map(\.text).joined()
  }

  private static func split(_ text: String) -> [(name: Substring, text: String)] {
    var sections: [(name: Substring, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
      if let first = line.first, first != " ", first != "-", first != "#" {
        sections.append((line.prefix { $0 != ":" }, "\(line)\n"))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += "\(line)\n"
      }
    }
    return sections.filter { !$0.text.hasSuffix(": -\n") }
  }
}
