import PosternDiagnostics
import Testing

@testable import PosternSchema

/// A policy with the places marked where findings must begin: `«PST0201»` stands directly before such a place.
///
/// `policy` is a fragment of `policy.yaml`: its top-level sections replace those of a sound policy. Files are whole.
struct MarkedPolicy: CustomTestStringConvertible, Sendable {
  /// What of the language the case shows.
  var sentence: String
  var policy: String
  var files: [String: String]
  /// Sections of the sound policy to leave out.
  var without: [String]

  init(
    _ sentence: String, _ policy: String = "", without: [String] = [], files: [String: String] = [:]
  ) {
    self.sentence = sentence
    self.policy = policy
    self.files = files
    self.without = without
  }

  /// A case whose whole point is the overlay of `dev`: `overrides` is the text below `overrides:`.
  static func overlay(_ sentence: String, _ overrides: String, policy: String = "") -> MarkedPolicy {
    MarkedPolicy(
      sentence, policy,
      files: ["environments/dev.yaml": SoundPolicy.environment + "overrides:\n" + overrides + "\n"])
  }

  var testDescription: String { sentence }
}

/// A finding as tests compare it: code and where it begins.
struct Finding: Hashable, Comparable, CustomStringConvertible {
  var file: String
  var line: Int
  var column: Int
  var code: String

  var description: String { "\(file):\(line):\(column) \(code)" }

  static func < (a: Finding, b: Finding) -> Bool {
    (a.file, a.line, a.column, a.code) < (b.file, b.line, b.column, b.code)
  }
}

/// A policy read, with what was expected of it.
struct ReadPolicy {
  let loaded: LoadedPolicy
  let expected: [Finding]
  /// Findings of all environments, each once.
  let diagnostics: [Diagnostic]
  /// The declarations in the first environment.
  let declaration: PolicyDeclaration

  init(_ marked: MarkedPolicy) {
    var texts = ["environments/dev.yaml": SoundPolicy.environment]
    for (name, text) in marked.files { texts[name] = text }
    texts["policy.yaml"] =
      marked.files["policy.yaml"] ?? SoundPolicy.policy(replacing: marked.policy, without: marked.without)
    var expected: [Finding] = []
    var bytes: [String: [UInt8]] = [:]
    for (name, text) in texts where text != "absent" {
      let (plain, findings) = Self.unmark(text, file: name)
      bytes[name] = Array(plain.utf8)
      expected += findings
    }
    self.init(bytes: bytes, expected: expected.sorted())
  }

  init(bytes: [String: [UInt8]], expected: [Finding] = []) {
    let names = bytes.keys.sorted()
    let files = PolicyFiles(
      environmentFiles: names.filter { $0.hasPrefix("environments/") },
      testFiles: names.filter { $0.hasPrefix("tests/") }
    ) { name in bytes[name].map(Result.success) ?? .failure(.missing) }
    loaded = PolicyLoader.load(files, displayPath: "")
    var diagnostics = loaded.diagnostics
    var declaration: PolicyDeclaration?
    for environment in loaded.environments.isEmpty ? [nil] : loaded.environments.map(Optional.some) {
      let (policy, found) = loaded.declare(environment: environment)
      if declaration == nil { declaration = policy }
      for diagnostic in found where !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
    self.diagnostics = diagnostics
    self.declaration = declaration ?? loaded.declare(environment: nil).policy
    self.expected = expected
  }

  /// What was found, in order.
  var found: [Finding] {
    diagnostics.map { diagnostic in
      let place = loaded.sourceMap.position(of: diagnostic.range)
      return Finding(file: place.file, line: place.line, column: place.column, code: diagnostic.code)
    }.sorted()
  }

  /// Takes the marks out of a text.
  private static func unmark(_ text: String, file: String) -> (String, [Finding]) {
    var plain = ""
    var findings: [Finding] = []
    var line = 1
    var column = 1
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "«" {
        var code = ""
        while let next = rest.popFirst(), next != "»" { code.unicodeScalars.append(next) }
        findings.append(Finding(file: file, line: line, column: column, code: code))
        continue
      }
      plain.unicodeScalars.append(scalar)
      column += 1
      if scalar == "\n" { (line, column) = (line + 1, 1) }
    }
    return (plain, findings)
  }
}

/// Holds that a policy has exactly the marked findings.
func expectMarked(_ marked: MarkedPolicy, sourceLocation: SourceLocation = #_sourceLocation) {
  let read = ReadPolicy(marked)
  let messages = read.diagnostics.map { "\($0.code) \($0.message)" }
  #expect(
    read.found == read.expected, "\(marked.sentence): \(messages)", sourceLocation: sourceLocation)
}

/// A small policy without a fault.
enum SoundPolicy {
  static let environment = """
    environment: dev
    idaas: { region: cn-hangzhou, instance: idaas_dev }
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
      services: { default: VA0123456789abcdef0123456789abcdef }

    """

  /// The sections, in order.
  static let sections: [(name: String, text: String)] = [
    ("policy", "policy: sound\n"), ("language", "language: 1\n"),
    (
      "identityProviders",
      """
      identityProviders:
        google: { kind: google, clientId: sound, clientSecret: !secret google-client-secret }

      """
    ),
    (
      "directory",
      """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: group_a, glass: group_g }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }

      """
    ),
    ("verifyServices", "verifyServices:\n  default: { friendlyName: Sound }\n"),
    ("channels", "channels:\n  sms: { service: default, wait: 60s }\n  call: { service: default }\n"),
    (
      "countries",
      """
      countries:
        rules: [{ countries: [US, GB, DE], mode: allow }]
        otherwise: block

      """
    ),
    (
      "routing",
      """
      routing:
        rules:
          - name: first
            when: { group: admins }
            use: [webauthn]
          - name: second
            when: { lineType: fixed_line }
            send: [call]
        otherwise: { send: [sms, call] }

      """
    ),
    ("limits", "limits:\n  per-number: { key: number, buckets: [5 per 10m] }\n"),
    (
      "webhook",
      "webhook:\n  url: https://sound.example/hook\n  signing: { secrets: [!secret idaas-webhook] }\n"
    ),
  ]

  /// `policy.yaml` with sections of a fragment in the place of its own; what is new comes last.
  static func policy(replacing fragment: String, without: [String] = []) -> String {
    var blocks: [(name: String, text: String)] = []
    for line in fragment.split(separator: "\n", omittingEmptySubsequences: false) {
      let bare = bareKey(line)
      if let bare {
        blocks.append((bare, line + "\n"))
      } else if !blocks.isEmpty {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    var result = ""
    for (name, text) in sections where !without.contains(name) {
      if let index = blocks.firstIndex(where: { $0.name == name }) {
        result += blocks.remove(at: index).text
      } else {
        result += text
      }
    }
    return result + blocks.map(\.text).joined()
  }

  /// The key that a line begins with in its first column, marks apart.
  private static func bareKey(_ line: Substring) -> String? {
    var rest = line
    while rest.first == "«", let end = rest.firstIndex(of: "»") { rest = rest[rest.index(after: end)...] }
    guard let first = rest.first, first != " ", first != "#", first != "-" else { return nil }
    return String(rest.prefix { $0 != ":" })
  }
}
