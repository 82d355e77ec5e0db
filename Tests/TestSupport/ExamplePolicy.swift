import PosternDiagnostics

/// The policy that catalogue examples are fragments of: an example's top-level sections replace those here.
public enum ExamplePolicy {
  /// File name relative to the policy's folder → text.
  public static let files: [String: String] = [
    "policy.yaml": policy,
    "environments/dev.yaml": environment("dev", "1"),
    "environments/prod.yaml": environment("prod", "2"),
  ]

  /// The base with an example's files laid over it.
  public static func files(with example: CatalogueExample) -> [String: String] {
    var result = files
    for file in example.files {
      if file.isWhole {
        result[file.name] = file.text.hasSuffix("\n") ? file.text : file.text + "\n"
      } else {
        result[file.name] = replaceSections(of: result[file.name] ?? "", by: file.text)
      }
    }
    return result
  }

  private static let policy = """
    policy: example
    language: 1
    identityProviders:
      google:
        kind: google
        clientId: example-client
        clientSecret: !secret google-client-secret
    directory:
      applications: { wiki: app_wiki }
      groups: { admins: group_admins, glass: group_glass }
      networkZones:
        office: { cidrs: [203.0.113.0/24] }
      breakGlass: { groups: [glass], use: [webauthn] }
    verifyServices:
      default: { friendlyName: Example, lookup: true }
    channels:
      sms: { service: default, wait: 60s }
      call: { service: default, wait: 60s }
    countries:
      rules:
        - countries: [US, GB, DE]
          mode: allow
      otherwise: block
    routing:
      rules:
        - name: admins
          when: { group: admins }
          use: [webauthn, totp]
        - name: office-wiki
          when: { networkZone: office, application: wiki }
          skip: true
      otherwise:
        send: [sms, call]
    limits:
      per-number: { key: number, buckets: [5 per 10m] }
    webhook:
      url: https://login.example.com/idaas/2fa-trigger
      signing: { secrets: [!secret idaas-webhook] }

    """

  private static func environment(_ name: String, _ digit: String) -> String {
    """
    environment: \(name)
    idaas: { region: cn-hangzhou, instance: idaas_\(name) }
    twilio:
      account: AC0123456789abcdef0123456789abcde\(digit)
      apiKey: SK0123456789abcdef0123456789abcde\(digit)
      apiSecret: !secret twilio-api-secret
      services: { default: VA0123456789abcdef0123456789abcde\(digit) }

    """
  }

  /// The text with each top-level section of `fragment` in the place of its own, new ones at the end.
  public static func replaceSections(of text: String, by fragment: String) -> String {
    var sections = split(text)
    for section in split(fragment) {
      if let at = sections.firstIndex(where: { $0.key == section.key && !section.key.isEmpty }) {
        sections[at] = section
      } else {
        sections.append(section)
      }
    }
    return sections.map(\.text).joined()
  }

  private static func split(_ text: String) -> [(key: String, text: String)] {
    var sections: [(key: String, text: String)] = []
    var comment = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
    {
      let begins = line.first.map { !" #-}]\t".contains($0) } ?? false
      if begins {
        sections.append((String(line.prefix { $0 != ":" }), comment + line + "\n"))
        comment = ""
      } else if line.hasPrefix("#") {
        comment += line + "\n"
      } else if sections.isEmpty {
        comment += line + "\n"
      } else {
        sections[sections.count - 1].text += comment + line + "\n"
        comment = ""
      }
    }
    if !comment.isEmpty { sections.append(("", comment)) }
    return sections
  }
}
