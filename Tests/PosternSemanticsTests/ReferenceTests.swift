import PosternDiagnostics
import Testing

@testable import PosternSemantics

/// §7: "References: unknown provider, channel, service, set, group, application, zone … (errors); declared and never
/// used (warnings; providers never, and a set, a guarantee or a limit is a use)."
struct ReferenceTests {
  @Test func theBasePolicyHasNoFindings() {
    FindingCase("the base policy").check()
  }

  static let unknown: [FindingCase] = [
    FindingCase(
      "an unknown group, application, zone and provider in conditions",
      """
      routing:
        rules:
          - name: a
            when: { group: admin, application: wikis, networkZone: ofice, identityProvider: gogle }
            skip: true
        otherwise: { send: [sms, call] }
      """, "PST0401 admin", "PST0402 wikis", "PST0403 ofice", "PST0404 gogle"),
    FindingCase(
      "names inside `not`, `all`, `none` and nested conditions",
      """
      routing:
        rules:
          - name: a
            when:
              any:
                - { group: { all: [admins, x1] } }
                - not: { networkZone: { none: [x2, office] } }
                - { application: { not: x3 } }
            skip: true
        otherwise: { send: [sms, call] }
      """, "PST0401 x1", "PST0403 x2", "PST0402 x3"),
    FindingCase(
      "`unknown` is a value of providers and applications, not of the sets",
      """
      routing:
        rules:
          - name: a
            when: { identityProvider: [google, unknown], application: unknown }
            skip: true
          - name: b
            when: { group: unknown, networkZone: office }
            skip: true
        otherwise: { send: [sms, call] }
      """, "PST0401 unknown"),
    FindingCase(
      "an unknown group of the break-glass list",
      """
      directory:
        applications: { wiki: { id: app_wiki, displayName: Wiki } }
        groups: { glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [gläss], use: [webauthn] }
      """, "PST0401 gläss"),
    FindingCase(
      "an unknown service of a channel and of a step",
      """
      channels:
        sms: { service: defualt }
        call: { service: default }
      routing:
        rules:
          - name: inside
            when: { networkZone: office }
            send: [{ channel: call, service: other }]
        otherwise: { send: [sms, call] }
      """, "PST0407 defualt", "PST0407 other"),
    FindingCase(
      "a step by a channel that is not enabled",
      "routing:\n  rules:\n    - { name: a, when: { networkZone: office }, send: [call, whatsapp] }\n  otherwise: { send: [sms] }",
      "PST0406 whatsapp"),
    FindingCase(
      "an unknown set, and one that could be built in",
      """
      countries:
        rules:
          - countries: [US, lunch]
            mode: allow
        otherwise: block
      routing:
        rules:
          - name: inside
            when: { networkZone: office, country: efta }
            send: [call]
        otherwise: { send: [sms, call] }
      """, "PST0405 lunch", "PST0405 efta"),
    FindingCase(
      "ids of an environment for things that are not declared",
      environment: """
        idaas:
          region: cn-hangzhou
          instance: idaas_example
          identityProviders: { gogle: idp_1 }
          networkZones: { ofice: network_1 }
        twilio:
          account: AC0123456789abcdef0123456789abcdef
          apiKey: SK0123456789abcdef0123456789abcdef
          apiSecret: !secret twilio-api-secret
          services: { defalt: VA0123456789abcdef0123456789abcdef }
        """, "PST0404 gogle", "PST0403 ofice", "PST0407 defalt"),
    FindingCase(
      "names in guarantees",
      """
      guarantees:
        - name: one
          for: { group: administrators, country: lunch }
          never: send
      """, "PST0401 administrators", "PST0405 lunch"),
    FindingCase(
      "a guarantee may speak of a channel that is not enabled",
      "guarantees:\n  - { name: one, for: {}, never: { send: whatsapp } }"),
    FindingCase(
      "a country may forbid a channel that is not enabled",
      """
      countries:
        rules:
          - countries: [US, GB, DE]
            mode: allow
            channels: { forbid: [whatsapp] }
        otherwise: block
      """),
    FindingCase(
      "names in tests, by name or by id",
      tests: """
        tests:
          - name: one
            given: { groups: [admins, group_glass, admin], application: app_wiki, networkZones: [ofice], identityProvider: unknown }
            expect: { rule: insde }
            environments: [prod, dev]
          - name: two
            given: {}
            expect: { rule: break-glass }
        """, "PST0401 admin", "PST0403 ofice", "PST0409 insde", "PST0410 dev"),
    FindingCase(
      "`atLeastAsStrictAs` names another environment that exists",
      environment:
        "guarantees: [{ atLeastAsStrictAs: prod }, { atLeastAsStrictAs: stagin }, { atLeastAsStrictAs: dev }]",
      others: ["dev"], "PST0411 prod", "PST0410 stagin"),
  ]

  @Test(arguments: unknown) func unknownNames(_ row: FindingCase) { row.check() }

  @Test func suggestionsAndDeclarationsAreShown() throws {
    let run = Run(
      "routing:\n  rules: [{ name: a, when: { group: admin, networkZone: office }, skip: true }]\n  otherwise: { send: [sms, call] }"
    )
    let finding = try #require(run.findings.first)
    #expect(finding.message == "group `admin` is not declared")
    #expect(finding.help == "did you mean `admins`?")
    #expect(finding.related.map(\.message) == ["declared groups are here"])
  }

  @Test func testsLookOnlyAtTheirEnvironments() {
    let run = Run(
      tests: "tests:\n  - { name: one, given: {}, expect: { rule: later }, environments: [dev] }\n",
      others: ["dev"])
    #expect(run.codes == [])
  }

  static let unused: [FindingCase] = [
    FindingCase(
      "a group, an application and a zone that nothing names",
      """
      directory:
        applications: { wiki: app_wiki }
        groups: { glass: group_glass, interns: group_i }
        networkZones: { office: { cidrs: [203.0.113.0/24] }, lab: { cidrs: [198.51.100.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }
      """, "PST0422 wiki", "PST0421 interns", "PST0423 lab"),
    FindingCase(
      "a set that nothing names; one in another set and one in a guarantee are used",
      """
      countries:
        sets:
          inner: [US]
          outer: [GB, DE, inner]
          spare: [FR]
          claimed: [CU]
        rules:
          - { countries: outer, mode: allow }
        otherwise: block
      guarantees:
        - { name: one, for: { country: claimed, group: admins }, never: send }
      """, "PST0424 spare"),
    FindingCase(
      "a channel that no step and no guarantee names; forbidding is no use",
      """
      countries:
        rules:
          - { countries: [US, GB, DE], mode: allow, channels: { forbid: [call] } }
        otherwise: block
      routing:
        rules:
          - { name: inside, when: { networkZone: office }, send: [sms, sms] }
        otherwise: { send: [sms, sms] }
      """, "PST0425 call"),
    FindingCase(
      "a channel that only a guarantee names is used",
      """
      routing:
        rules:
          - { name: inside, when: { networkZone: office }, send: [sms] }
        otherwise: { send: [sms] }
      guarantees:
        - { name: one, for: {}, never: { send: call } }
      """),
    FindingCase(
      "a service that no channel and no step names; providers are never unused",
      """
      identityProviders:
        google: { kind: google, clientId: a, clientSecret: !secret a }
        second: { kind: google, clientId: b, clientSecret: !secret b }
      verifyServices:
        default: { friendlyName: Example }
        spare: { friendlyName: Spare }
      """, "PST0426 spare"),
    FindingCase(
      "a misspelt reference is one fault, not also an unused declaration",
      """
      routing:
        rules:
          - { name: inside, when: { networkZone: ofice }, send: [call] }
        otherwise: { send: [sms] }
      """, "PST0403 ofice"),
  ]

  @Test(arguments: unused) func unusedDeclarations(_ row: FindingCase) { row.check() }

  static let ids: [FindingCase] = [
    FindingCase(
      "§4: within one kind, an id that equals another's id is an error",
      """
      directory:
        applications: { wiki: { id: group_a, displayName: Wiki } }
        groups: { admins: group_a, glass: group_a }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass, admins], use: [webauthn] }
      """, "PST0430 group_a"),
    FindingCase(
      "an id that equals another's name is an error, its own name is no clash",
      """
      directory:
        applications: { wiki: { id: wiki, displayName: Wiki } }
        groups: { admins: glass, glass: glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass, admins], use: [webauthn] }
      """, "PST0431 glass"),
    FindingCase(
      "ids of providers and zones come from the environment",
      """
      identityProviders:
        google: { kind: google, clientId: a, clientSecret: !secret a }
        second: { kind: google, clientId: b, clientSecret: !secret b }
      """,
      environment: """
        idaas:
          region: cn-hangzhou
          instance: idaas_example
          identityProviders: { google: idp_1, second: idp_1 }
          networkZones: { office: google }
        """, "PST0430 idp_1"),
  ]

  @Test(arguments: ids) func clashingIDs(_ row: FindingCase) { row.check() }
}
