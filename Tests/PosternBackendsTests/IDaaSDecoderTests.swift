import Foundation
import PosternModel
import Testing

@testable import PosternBackends

/// What is written for IDaaS is read back as it was meant, and nothing else is accepted.
@Suite struct IDaaSDecoderTests {
  private func withoutRules(_ policies: [ConditionalAccessPolicy]) -> [ConditionalAccessPolicy] {
    policies.map { policy in
      var copy = policy
      copy.rules = []
      return copy
    }
  }

  @Test(arguments: Fixture.all) func readsBack(_ fixture: Fixture) throws {
    let decoded = try DecodedIDaaSPolicy(
      decoding: fixture.input.idaas.render(), directory: fixture.model.directory)
    #expect(decoded.policies == withoutRules(fixture.split.policies))
    #expect(decoded.instance == fixture.model.idaas.instance)
    #expect(decoded.policy == fixture.model.name)
    #expect(decoded.environment == fixture.model.environment)
  }

  /// Random lists over acme's directory.
  @Test func readsBackRandomLists() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let outcomes: [StageOutcome] = [.skip, .deny, .webhook, .use([.totp]), .use([.webauthn, .idaasSMS])]
    for _ in 0..<200 {
      func some(_ count: Int) -> [Int] { (0..<count).filter { _ in random.next() % 3 == 0 } }
      let policies = (0..<Int(random.next() % 8 + 1)).map { index in
        ConditionalAccessPolicy(
          name: "p\(index)", includeGroups: some(3), excludeGroups: some(3), includeApplications: some(2),
          excludeApplications: some(2), includeZones: some(2), excludeZones: some(2),
          outcome: outcomes[Int(random.next() % 5)])
      }
      var fixture = Fixture.acme
      fixture.split = StageSplit(policies: policies, minimality: .open)
      let decoded = try DecodedIDaaSPolicy(
        decoding: fixture.input.idaas.render(), directory: fixture.model.directory)
      #expect(decoded.policies == policies, "seed \(seed)")
    }
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var from: String
    var to: String
    var fault: String

    init(_ name: String, _ from: String, _ to: String, _ fault: String) {
      self.testDescription = name
      self.from = from
      self.to = to
      self.fault = fault
    }
  }

  static let damages = [
    Damage("another format", "postern.idaas/1", "postern.idaas/2", "not `postern.idaas/1`"),
    Damage("an operation nobody knows", "EnableConditionalAccessPolicy", "DeleteBrand", "unknown operation"),
    Damage(
      "a policy switched off", "EnableConditionalAccessPolicy", "DisableConditionalAccessPolicy",
      "unknown operation"),
    Damage("another priority", "\"Priority\": 2", "\"Priority\": 3", "not 2"),
    Damage("another group", "group_7f3c", "group_other", "not an object of the policy"),
    Damage(
      "a zone that is not created", "\"$ref\": \"network-zone/office\"", "\"$ref\": \"network-zone/home\"",
      "not an object of the policy"),
    Damage("another effect", "\"Effect\": \"allow\"", "\"Effect\": \"observe\"", "not `allow`"),
    Damage("no second factor", "\"mfa_required\"", "\"directly_access\"", "unexpected key"),
    Damage("another method", "\"ia_webauthn\"", "\"ia_face\"", "not a sorted list of methods"),
    Damage(
      "the webhook's methods", "\"ia_otp_sms\"\n          ]", "\"ia_totp\"\n          ]", "fallback methods"),
    Damage("sessions reused", "\"disabled\"\n        }", "\"enabled\"\n        }", "not `disabled`"),
    Damage("only reported", "\"enforcement\"", "\"reportOnly\"", "not `enforcement`"),
    Damage(
      "another instance", "\"InstanceId\": \"idaas_abc123\"", "\"InstanceId\": \"idaas_x\"",
      "another instance"),
    Damage("a name of somebody else", "\"postern-admins\"", "\"admins\"", "does not begin with"),
    Damage("one key more", "\"Users\": {", "\"Devices\": [], \"Users\": {", "unexpected key `Devices`"),
    Damage(
      "an interval", "\"MfaType\"", "\"MfaAuthenticationIntervalSeconds\": 300, \"MfaType\"", "unexpected key"
    ),
    Damage("a key twice", "\"requests\":", "\"policy\": \"x\", \"requests\":", "a key is given twice"),
    Damage(
      "the webhook's list", "\"policies\": [\n        \"postern-everybody\"",
      "\"policies\": [\n        \"x\"", "names policies"),
  ]

  /// Replaces the first place only, so that a file stays consistent elsewhere.
  @Test(arguments: damages) func refuses(_ damage: Damage) throws {
    let fixture = Fixture.acme
    var text = String(decoding: fixture.input.idaas.render(), as: UTF8.self)
    text.replaceSubrange(try #require(text.range(of: damage.from)), with: damage.to)
    do {
      let decoded = try DecodedIDaaSPolicy(decoding: Array(text.utf8), directory: fixture.model.directory)
      #expect(decoded.policies != withoutRules(fixture.split.policies), "accepted as the same")
    } catch {
      #expect(error.text.contains(damage.fault), "\(error)")
    }
  }

  @Test func neverTraps() {
    let bytes = Fixture.acme.input.idaas.render()
    for index in stride(from: 0, to: bytes.count, by: 311) {
      var damaged = bytes
      damaged[index] ^= UInt8(truncatingIfNeeded: index % 255 + 1)
      _ = try? DecodedIDaaSPolicy(decoding: damaged, directory: Fixture.acme.model.directory)
      _ = try? DecodedIDaaSPolicy(
        decoding: Array(bytes.prefix(index)), directory: Fixture.acme.model.directory)
    }
  }
}

/// A seeded source of numbers.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
