import PosternAnalysis
import TestSupport
import Testing

/// What no request shows, field by field.
@Suite struct SettingChangeTests {
  struct Case: CustomTestStringConvertible {
    let old: String
    let new: String
    /// `path: old → new`.
    let change: String

    var testDescription: String { change }
  }

  static let cases: [Case] = [
    Case(
      old: "buckets: [5 per 10m]", new: "buckets: [50 per 10m]",
      change: "limits.per-number.buckets: [5 per 10m] → [50 per 10m]"),
    Case(
      old: "per-number: { key: number, buckets: [5 per 10m] }",
      new: "per-number: { key: number, buckets: [5 per 10m] }\n  per-ip: { key: ip, buckets: [9 per 1h] }",
      change: "limits.per-ip: none → key: ip, buckets: [9 per 1h]"),
    Case(
      old: "buckets: [5 per 10m] }", new: "buckets: [5 per 10m], onExceed: observe }",
      change: "limits.per-number.onExceed: deny → observe"),
    Case(
      old: "friendlyName: Example", new: "friendlyName: Other",
      change: "verifyServices.default.friendlyName: Example → Other"),
    Case(
      old: "lookup: true }", new: "lookup: true, codeLength: 8 }",
      change: "verifyServices.default.codeLength: 6 → 8"),
    Case(
      old: "clientId: example-client", new: "clientId: other-client",
      change: "identityProviders.google.clientId: example-client → other-client"),
    Case(
      old: "admins: group_admins", new: "admins: group_others",
      change: "directory.groups.admins.id: group_admins → group_others"),
    Case(
      old: "cidrs: [203.0.113.0/24]", new: "cidrs: [203.0.113.0/24, 198.51.100.0/24]",
      change: "directory.networkZones.office.cidrs: [203.0.113.0/24] → [203.0.113.0/24, 198.51.100.0/24]"),
    Case(
      old: "url: https://login.example.com/", new: "url: https://sign.example.com/",
      change:
        "webhook.url: https://login.example.com/idaas/2fa-trigger → https://sign.example.com/idaas/2fa-trigger"
    ),
    Case(
      old: "secrets: [!secret idaas-webhook] }", new: "secrets: [!secret idaas-webhook] }\n  hold: 30s",
      change: "webhook.hold: 110s → 30s"),
    Case(
      old: "      mode: allow",
      new: "      mode: allow\n      requires: { vetting: { owner: ops@example.com, until: 2029-01-01 } }",
      change: "countries.requires.vetting (DE, GB, US): none → ops@example.com, until 2029-01-01"),
    Case(
      old: "limits:",
      new: "guarantees:\n  - { name: never skip, for: { group: admins }, never: skip }\nlimits:",
      change: "guarantees.`never skip`: none → never: skip"),
    Case(old: "limits:", new: "page: { brand: Acme }\nlimits:", change: "page.brand: none → Acme"),
    Case(
      old: "      skip: true", new: "      skip: true\n      until: 2029-01-01",
      change: "routing.rules.office-wiki.until: none → 2029-01-01"),
  ]

  @Test(arguments: cases)
  func isSaid(_ row: Case) throws {
    let diff = try DiffExample.diff([(row.old, row.new)])
    let policy = try #require(diff.policies.first)
    let found = policy.settings.filter { $0.part != .manualSteps }.map {
      "\($0.path): \($0.old ?? "none") → \($0.new ?? "none")"
    }
    #expect(found == [row.change])
    #expect(policy.settings.allSatisfy { $0.environments == ["dev", "prod"] })
    #expect(policy.decisions.allSatisfy { $0.decisions.verdict == .equal })
    #expect(diff.changesMeaning)
    // The other way round the sides change places.
    let back = PolicyDiff(
      oldLabel: "new", newLabel: "old", old: [try DiffExample.policy([(row.old, row.new)])],
      new: [try DiffExample.policy()])
    #expect(
      back.policies.first?.settings.filter { $0.part != .manualSteps }.map {
        "\($0.path): \($0.new ?? "none") → \($0.old ?? "none")"
      } == [row.change])
  }

  @Test func manualStepsFollow() throws {
    let diff = try DiffExample.diff([("countries: [US, GB, DE]", "countries: [US, GB, DE, FR]")])
    let steps = diff.policies[0].settings.filter { $0.part == .manualSteps }
    #expect(steps.map(\.path).contains("manual step geo-permissions/sms.value"))
  }

  @Test func environmentsAreNamed() throws {
    let prod = "environments/prod.yaml"
    let text = try #require(ExamplePolicy.files[prod])
    let diff = try DiffExample.diff(
      [], files: [prod: text + "overrides: { verifyServices: { default: { friendlyName: Live } } }\n"])
    let change = try #require(diff.policies[0].settings.first { $0.part == .services })
    #expect(change.environments == ["prod"])
    let gone = PolicyDiff(
      oldLabel: "old", newLabel: "new", old: [try DiffExample.policy()],
      new: [
        DiffPolicy(
          name: "example", folder: "policies/example",
          environments: Array(try DiffExample.policy().environments.prefix(1)))
      ])
    #expect(gone.policies[0].removedEnvironments == ["prod"] && gone.changesMeaning)
  }
}
