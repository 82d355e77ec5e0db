extension Catalogue {
  /// PST04xx: references, declarations that nothing uses, and ids that clash.
  static let references: [CatalogueEntry] =
    [
      unknownGroup, unknownApplication, unknownNetworkZone, unknownProvider, unknownSet, unknownChannel,
      unknownService, unknownRule, unknownEnvironment, environmentComparedWithItself,
    ] + unusedDeclarations + ids

  static let unknownGroup = CatalogueEntry(
    "PST0401", .error, "unknown group",
    explanation: """
      A condition, a break-glass list, a guarantee or a test names a group that `directory.groups` does not \
      declare. Declare it there, or mend the name. `unknown` is no group: a user without groups has the empty set.
      """,
    bad: """
      routing:
        rules:
          - name: strong
            when: { group: admin }
            use: [webauthn]
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        rules:
          - name: strong
            when: { group: admins }
            use: [webauthn]
        otherwise: { send: [sms] }
      """)

  static let unknownApplication = CatalogueEntry(
    "PST0402", .error, "unknown application",
    explanation: """
      A condition, a guarantee or a test names an application that `directory.applications` does not declare. An \
      application that the policy does not know is `unknown` in a request; name it so, or declare it.
      """,
    bad: """
      routing:
        rules:
          - name: by-voice
            when: { application: wikis }
            send: [call]
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        rules:
          - name: by-voice
            when: { application: wiki }
            send: [call]
        otherwise: { send: [sms] }
      """)

  static let unknownNetworkZone = CatalogueEntry(
    "PST0403", .error, "unknown network zone",
    explanation: """
      A condition, a guarantee, a test or the ids of an environment name a zone that `directory.networkZones` does \
      not declare.
      """,
    bad: """
      routing:
        rules:
          - name: inside
            when: { networkZone: ofice }
            skip: true
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        rules:
          - name: inside
            when: { networkZone: office }
            skip: true
        otherwise: { send: [sms] }
      """)

  static let unknownProvider = CatalogueEntry(
    "PST0404", .error, "unknown identity provider",
    explanation: """
      A condition, a guarantee, a test or the ids of an environment name a provider that `identityProviders` does \
      not declare. Providers that the policy does not know are `unknown` in a request.
      """,
    bad: """
      routing:
        rules:
          - name: by-voice
            when: { identityProvider: gogle }
            send: [call]
        otherwise: { send: [sms] }
      """,
    good: """
      routing:
        rules:
          - name: by-voice
            when: { identityProvider: google }
            send: [call]
        otherwise: { send: [sms] }
      """)

  static let unknownSet = CatalogueEntry(
    "PST0405", .error, "unknown set",
    explanation: """
      A list of countries names a set that `countries.sets` does not declare and that is not one of the built-in \
      `eu`, `eea`, `nanp`.
      """,
    bad: """
      countries:
        sets:
          launch: [US, GB, DE]
        rules:
          - countries: lunch
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

  static let unknownChannel = CatalogueEntry(
    "PST0406", .error, "unknown channel",
    explanation: """
      A step sends by a channel that `channels` does not declare. Naming a channel under `channels` is what enables it: without that there is no service to send with. What \
      only forbids or claims (`channels.forbid`, guarantees, tests) may name any of the four.
      """,
    bad: """
      routing:
        otherwise: { send: [whatsapp, sms] }
      """,
    good: """
      routing:
        rules:
          - name: landlines
            when: { lineType: fixed_line }
            send: [call]
        otherwise: { send: [sms] }
      """)

  static let unknownService = CatalogueEntry(
    "PST0407", .error, "unknown service",
    explanation: """
      A channel, a step or `twilio.services` of an environment names a service that `verifyServices` does not \
      declare.
      """,
    bad: """
      channels:
        sms: { service: defualt }
        call: { service: default }
      """,
    good: """
      channels:
        sms: { service: default }
        call: { service: default }
      """)

  static let unknownRule = CatalogueEntry(
    "PST0409", .error, "unknown rule",
    explanation: """
      A test expects a rule that `routing.rules` does not have in this environment. Besides the rules there are \
      `otherwise`, `break-glass` and `country-mode`. Where an overlay drops a rule, give the test `environments:`.
      """,
    bad: CatalogueExample([
      .init(
        "tests/routing.yaml",
        """
        tests:
          - name: a German is texted
            given: { phone: "+4915112345678" }
            expect: { rule: germany }
        """, isWhole: true)
    ]),
    good: CatalogueExample([
      .init(
        "tests/routing.yaml",
        """
        tests:
          - name: a German is texted
            given: { phone: "+4915112345678" }
            expect: { rule: otherwise }
        """, isWhole: true)
    ]))

  static let unknownEnvironment = CatalogueEntry(
    "PST0410", .error, "unknown environment",
    explanation: """
      A test or an `atLeastAsStrictAs` names an environment that has no file under `environments/`.
      """,
    bad: CatalogueExample([
      .init(
        "tests/routing.yaml",
        """
        tests:
          - name: a German is texted
            given: { phone: "+4915112345678" }
            expect: { outcome: send }
            environments: [production]
        """, isWhole: true)
    ]),
    good: CatalogueExample([
      .init(
        "tests/routing.yaml",
        """
        tests:
          - name: a German is texted
            given: { phone: "+4915112345678" }
            expect: { outcome: send }
            environments: [prod]
        """, isWhole: true)
    ]))

  static let environmentComparedWithItself = CatalogueEntry(
    "PST0411", .error, "environment compared with itself",
    explanation: """
      Every environment is as strict as itself: `atLeastAsStrictAs` means something only with another one.
      """,
    bad: CatalogueExample([
      .init("environments/prod.yaml", "guarantees: [{ atLeastAsStrictAs: prod }]")
    ]),
    good: CatalogueExample([.init("environments/prod.yaml", "x-guarantees: none")]))
}

/// What a policy declares under a name.
public enum DeclaredKind: Sendable, Hashable, CaseIterable {
  case group, application, networkZone, identityProvider, set, channel, service

  /// In messages.
  var noun: String {
    switch self {
    case .group: "group"
    case .application: "application"
    case .networkZone: "network zone"
    case .identityProvider: "identity provider"
    case .set: "set"
    case .channel: "channel"
    case .service: "service"
    }
  }

  /// Where it is declared.
  var section: String {
    switch self {
    case .group: "directory.groups"
    case .application: "directory.applications"
    case .networkZone: "directory.networkZones"
    case .identityProvider: "identityProviders"
    case .set: "countries.sets"
    case .channel: "channels"
    case .service: "verifyServices"
    }
  }

  /// The code of a reference to one that is not declared.
  var unknown: CatalogueEntry {
    switch self {
    case .group: Catalogue.unknownGroup
    case .application: Catalogue.unknownApplication
    case .networkZone: Catalogue.unknownNetworkZone
    case .identityProvider: Catalogue.unknownProvider
    case .set: Catalogue.unknownSet
    case .channel: Catalogue.unknownChannel
    case .service: Catalogue.unknownService
    }
  }
}

extension Diagnostic {
  /// A name that is not declared. `declared` is the section that declares such things, `near` what may be meant.
  package static func unknownName(
    _ kind: DeclaredKind, _ name: Located<String>, near: [String], declared: SourceRange?
  ) -> Diagnostic {
    let related = declared.map { [RelatedPlace("declared \(kind.noun)s are here", $0)] } ?? []
    return Diagnostic(
      kind.unknown, "\(kind.noun) `\(name.value)` is not declared", at: name.range, related: related,
      help: didYouMean(near) ?? advice(kind, name.value))
  }

  /// What to do about a name that resembles none. `unknown` can be declared nowhere.
  private static func advice(_ kind: DeclaredKind, _ name: String) -> String {
    guard name == "unknown" else { return "declare it under `\(kind.section)`" }
    switch kind {
    case .group, .networkZone:
      return
        "`unknown` is for providers and applications; a sign-in in none of some \(kind.noun)s is `{ none: […] }`"
    case .application, .identityProvider, .set, .channel, .service:
      return "name what `\(kind.section)` declares"
    }
  }

  /// A rule that a test expects.
  package static func unknownRule(_ name: Located<String>, near: [String], declared: SourceRange?)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.unknownRule, "there is no rule `\(name.value)` in this environment", at: name.range,
      related: declared.map { [RelatedPlace("the rules are here", $0)] } ?? [], help: didYouMean(near))
  }

  /// An environment without a file.
  package static func unknownEnvironment(_ name: Located<String>, near: [String]) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownEnvironment, "there is no environment `\(name.value)`", at: name.range,
      help: didYouMean(near) ?? "add `environments/\(name.value).yaml`, or name one that exists")
  }

  /// `atLeastAsStrictAs` with the environment's own name.
  package static func environmentComparedWithItself(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      Catalogue.environmentComparedWithItself, "`\(name.value)` is compared with itself", at: name.range,
      help: "name another environment")
  }

  /// `did you mean …?`, nil without candidates.
  static func didYouMean(_ names: [String]) -> String? {
    guard let first = names.first else { return nil }
    let more = names.dropFirst().prefix(2).map { " or `\($0)`" }.joined()
    return "did you mean `\(first)`\(more)?"
  }
}
