import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternDiagram
import PosternModel
import PosternSchema
import TestSupport
import Testing

/// The decision digest: equal for equal meaning, and for that alone.
@Suite struct DecisionDigestTests {
  private static let head = """
    policy: digests
    language: 1
    identityProviders: { google: { kind: google, clientId: a, clientSecret: !secret s } }
    directory:
      applications: { wiki: app_wiki, payroll: app_payroll }
      groups: { admins: g_admins, staff: g_staff }
      networkZones: { office: { cidrs: [203.0.113.0/24] } }
      breakGlass: none
    verifyServices: { default: { friendlyName: Digests } }
    channels: { sms: { service: default }, call: { service: default } }
    limits: { per-number: { key: number, buckets: [5 per 10m] } }
    webhook: { url: "https://login.example/t", signing: { secrets: [!secret w] } }

    """
  private static let environment = """
    environment: dev
    idaas: { region: cn-hangzhou, instance: i }
    twilio: { account: AC00000000000000000000000000000001, apiKey: SK00000000000000000000000000000001, apiSecret: !secret t }

    """
  private static let countries =
    "countries: { rules: [{ countries: [DE, GB, US], mode: allow }], otherwise: block }\n"

  private static func model(_ routing: String, countries: String = countries) throws -> PolicyModel {
    let files = ["policy.yaml": head + countries + routing, "environments/dev.yaml": environment]
    let checked = Pipeline.check(.memory(files), folder: ".", today: "2026-11-23", analyses: false)
    return try #require(checked.environments.first?.model, "\(checked.diagnostics.map(\.message))")
  }

  struct Pair: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let isEqual: Bool
    let first: String
    let second: String
    var countries = DecisionDigestTests.countries
  }

  static let pairs: [Pair] = [
    Pair(
      testDescription: "renamed rules", isEqual: true,
      first: rules("{ name: a, when: { group: admins }, use: [webauthn, totp] }"),
      second: rules("{ name: b, when: { group: admins }, use: [totp, webauthn] }")),
    Pair(
      testDescription: "rules that exclude each other, in another order", isEqual: true,
      first: rules(
        "{ name: a, when: { country: DE }, send: [call] }", "{ name: b, when: { country: GB }, deny: No. }"),
      second: rules(
        "{ name: b, when: { country: GB }, deny: No. }", "{ name: a, when: { country: DE }, send: [call] }")),
    Pair(
      testDescription: "groups asked for in another order", isEqual: true,
      first: rules("{ name: a, when: { any: [{ group: admins }, { group: staff }] }, deny: No. }"),
      second: rules(
        "{ name: a, when: { group: staff }, deny: No. }", "{ name: b, when: { group: admins }, deny: No. }")),
    Pair(
      testDescription: "a rule that changes nothing", isEqual: true,
      first: rules("{ name: a, when: { application: wiki }, send: [sms, call] }"), second: rules()),
    Pair(
      testDescription: "reformatted", isEqual: true,
      first: rules("{ name: a, when: { country: [DE, GB] }, send: [call] }"),
      second: rules("{ when: { not: { country: { not: [GB, DE] } } }, send: [{ channel: call }], name: a }")),
    Pair(
      testDescription: "countries told apart or not", isEqual: true,
      first: rules(
        "{ name: a, when: { country: DE }, send: [call] }", "{ name: b, when: { country: GB }, send: [call] }"
      ),
      second: rules("{ name: a, when: { country: [DE, GB] }, send: [call] }")),
    Pair(
      testDescription: "a prefix, or all that it is made of", isEqual: true,
      first: rules("{ name: a, when: { prefix: \"+491\" }, send: [call] }"),
      second: rules(
        "{ name: a, when: { prefix: [\"+4910\", \"+4911\", \"+4912\", \"+4913\", \"+4914\", \"+4915\", \"+4916\", \"+4917\", \"+4918\", \"+4919\"] }, send: [call] }"
      )),
    Pair(
      testDescription: "another prefix", isEqual: false,
      first: rules("{ name: a, when: { prefix: \"+4915\" }, send: [call] }"),
      second: rules("{ name: a, when: { prefix: \"+4916\" }, send: [call] }")),
    Pair(
      testDescription: "a prefix that no rule needs", isEqual: true,
      first: rules("{ name: a, when: { prefix: [\"+4915\", \"+49\"] }, send: [call] }"),
      second: rules("{ name: a, when: { prefix: \"+49\" }, send: [call] }")),
    Pair(
      testDescription: "a rollout renamed draws others", isEqual: false,
      first: rules("{ name: a, when: { country: DE, rollout: 10% }, send: [call] }"),
      second: rules("{ name: b, when: { country: DE, rollout: 10% }, send: [call] }")),
    Pair(
      testDescription: "another text", isEqual: false,
      first: rules("{ name: a, when: { country: DE }, deny: No. }"),
      second: rules("{ name: a, when: { country: DE }, deny: Never. }")),
    Pair(
      testDescription: "another wait", isEqual: false,
      first: rules("{ name: a, when: { country: DE }, send: [{ channel: call, wait: 30s }] }"),
      second: rules("{ name: a, when: { country: DE }, send: [{ channel: call, wait: 31s }] }")),
    Pair(
      testDescription: "rules that overlap, in another order", isEqual: false,
      first: rules(
        "{ name: a, when: { country: DE }, send: [call] }", "{ name: b, when: { group: staff }, deny: No. }"),
      second: rules(
        "{ name: b, when: { group: staff }, deny: No. }", "{ name: a, when: { country: DE }, send: [call] }")),
    Pair(
      testDescription: "a blocked country that a rule speaks of or not", isEqual: true,
      first: rules("{ name: a, when: { country: FR }, deny: No. }"), second: rules()),
  ]

  private static func rules(_ rules: String...) -> String {
    let list = rules.isEmpty ? "" : "  rules:\n" + rules.map { "    - \($0)\n" }.joined()
    return "routing:\n\(list)  otherwise: { send: [sms, call] }\n"
  }

  @Test(arguments: pairs)
  func meaningAndNothingElse(_ pair: Pair) throws {
    let first = try #require(DecisionDigest.digest(of: try Self.model(pair.first, countries: pair.countries)))
    let second = try #require(
      DecisionDigest.digest(of: try Self.model(pair.second, countries: pair.countries)))
    #expect((first == second) == pair.isEqual)
  }

  /// Against equality of roots in one diagram, over everything that a change of one thing makes of random policies.
  @Test(arguments: [UInt64](1400..<1404))
  func isEqualityOfMeaning(_ seed: UInt64) throws {
    let checked = Pipeline.check(
      .memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23", analyses: false)
    let model = try #require(checked.environments.first?.model)
    let mutants = Mutant.all(of: model).prefix(40)
    let workspace = DecisionWorkspace(try #require(DecisionSpace([model] + mutants.map(\.model))))
    let whole = try #require(DecisionDiagram(model, in: workspace)).outcome
    let digest = DecisionDigest.digest(of: model)
    #expect(digest != nil)
    for mutant in mutants {
      let changed = try #require(DecisionDiagram(mutant.model, in: workspace)).outcome
      let isSame = DecisionDigest.digest(of: mutant.model) == digest
      #expect(isSame == (changed == whole), "seed \(seed): \(mutant.change)")
    }
  }

  @Test func thereIsNoneBeyondTheBudget() throws {
    let model = try Self.model(Self.rules("{ name: a, when: { group: staff }, deny: No. }"))
    #expect(DecisionDigest.digest(of: model, stepLimit: 20) == nil)
  }
}
