extension Catalogue {
  /// PST042x: declared and never used. A compiler raises them only where no environment uses the thing.
  package static let unusedDeclarations: [CatalogueEntry] = [
    unusedGroup, unusedApplication, unusedNetworkZone, unusedSet, unusedChannel, unusedService,
  ]

  /// PST043x: ids.
  static let ids: [CatalogueEntry] = [idGivenTwice, idIsAnotherName]

  static let unusedGroup = CatalogueEntry(
    "PST0421", .warning, "unused group",
    explanation: """
      No rule, no guarantee and no break-glass list names the group. A declaration that nothing reads is often \
      the trace of a rule that was dropped or misspelt.
      """,
    bad: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: group_admins, glass: group_glass, interns: group_interns }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """,
    good: """
      directory:
        applications: { wiki: app_wiki }
        groups: { glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      routing:
        otherwise: { send: [sms, call] }
      """)

  static let unusedApplication = CatalogueEntry(
    "PST0422", .warning, "unused application",
    explanation: """
      No rule and no guarantee names the application. One with a `displayName` is used by the bridge's page, \
      which shows it.
      """,
    bad: """
      directory:
        applications: { wiki: app_wiki, payroll: app_payroll }
        groups: { admins: group_admins, glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """,
    good: """
      routing:
        rules:
          - name: wiki-by-voice
            when: { application: wiki }
            send: [call]
        otherwise: { send: [sms] }
      """)

  static let unusedNetworkZone = CatalogueEntry(
    "PST0423", .warning, "unused network zone",
    explanation: "No rule and no guarantee names the zone.",
    bad: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: group_admins, glass: group_glass }
        networkZones:
          office: { cidrs: [203.0.113.0/24] }
          lab: { cidrs: [198.51.100.0/24] }
        breakGlass: { groups: [glass], use: [webauthn] }
      """,
    good: """
      routing:
        rules:
          - name: inside
            when: { networkZone: office }
            skip: true
        otherwise: { send: [sms, call] }
      """)

  static let unusedSet = CatalogueEntry(
    "PST0424", .warning, "unused set",
    explanation: "No country rule, no condition, no guarantee and no other set names the set.",
    bad: """
      countries:
        sets:
          launch: [US, GB, DE]
          later: [FR, ES]
        rules:
          - countries: launch
            mode: allow
        otherwise: block
      """,
    good: """
      countries:
        sets:
          launch: [US, GB, DE]
        rules:
          - countries: launch
            mode: allow
        otherwise: block
      """)

  static let unusedChannel = CatalogueEntry(
    "PST0425", .warning, "unused channel",
    explanation: """
      No step sends by the channel and no guarantee speaks of it. Naming a channel enables it: what is not used is \
      better left off.
      """,
    bad: """
      routing:
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        otherwise: { send: [sms, call] }
      """)

  static let unusedService = CatalogueEntry(
    "PST0426", .warning, "unused service",
    explanation: "No channel and no step uses the Verify service.",
    bad: """
      verifyServices:
        default: { friendlyName: Example }
        spare: { friendlyName: Spare }
      """,
    good: """
      verifyServices:
        default: { friendlyName: Example }
      """)

  static let idGivenTwice = CatalogueEntry(
    "PST0430", .error, "id given twice",
    explanation: """
      Groups, applications, zones and providers come in a request under the policy's name or under the id in \
      IDaaS. Two things of one kind with one id could not be told apart. Of two Verify services with one id each \
      would undo the other's settings at Twilio.
      """,
    bad: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: group_a, glass: group_a }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """,
    good: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: group_a, glass: group_g }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """)

  static let idIsAnotherName = CatalogueEntry(
    "PST0431", .error, "id equals another name",
    explanation: """
      Groups, applications, zones and providers come in a request under the policy's name or under the id in \
      IDaaS. An id that equals the name of another thing of its kind would mean both. Its own name is no clash.
      """,
    bad: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: glass, glass: group_g }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """,
    good: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: admins, glass: group_g }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """)
}

extension DeclaredKind {
  /// The code of one that nothing uses; nil for providers, which are never unused.
  var unused: CatalogueEntry? {
    switch self {
    case .group: Catalogue.unusedGroup
    case .application: Catalogue.unusedApplication
    case .networkZone: Catalogue.unusedNetworkZone
    case .identityProvider: nil
    case .set: Catalogue.unusedSet
    case .channel: Catalogue.unusedChannel
    case .service: Catalogue.unusedService
    }
  }
}

extension Diagnostic {
  /// A declaration that nothing uses; nil for providers.
  package static func unused(_ kind: DeclaredKind, _ name: Located<String>) -> Diagnostic? {
    kind.unused.map {
      Diagnostic(
        $0, "\(kind.noun) `\(name.value)` is declared and never used", at: name.range,
        help: "use it, or drop it from `\(kind.section)`")
    }
  }

  /// Whether the finding counts only when every environment has it: what one environment does not use, another
  /// may.
  public var countsOnlyInAllEnvironments: Bool {
    Catalogue.unusedDeclarations.contains { $0.code == code }
  }

  /// An id that a second thing of the kind has too.
  package static func idGivenTwice(
    _ kind: DeclaredKind, _ id: Located<String>, of name: String, first: SourceRange, firstName: String
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.idGivenTwice, "\(kind.noun)s `\(firstName)` and `\(name)` have the same id `\(id.value)`",
      at: id.range, related: [RelatedPlace("`\(firstName)` has it too", first)],
      help:
        "give each \(kind.noun) the id of its own \(kind == .service ? "service at Twilio" : "object in IDaaS")"
    )
  }

  /// An id that is the name of another thing of the kind.
  package static func idIsAnotherName(
    _ kind: DeclaredKind, _ id: Located<String>, of name: String, other: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.idIsAnotherName,
      "the id `\(id.value)` of \(kind.noun) `\(name)` is the name of another \(kind.noun)",
      at: id.range, related: [RelatedPlace("`\(id.value)` is declared here", other)],
      help:
        "requests name things by name or by id, and both must mean one thing: rename the other, or mend the id"
    )
  }
}
