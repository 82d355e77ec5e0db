import PosternAnalysis
import PosternCompiler
import PosternDiagnostics
import PosternModel
import TestSupport
import Testing

/// Guarantees of random policies, against the reference interpreter.
@Suite struct GuaranteeTests {
  static let claims: [Claim] = [
    .send, .skip, .deny, .use, .sendChannel(.whatsapp), .sendWithout(.whatsapp, without: .sms), .first(.sms),
    .useMethod(.totp), .only(channels: [.sms, .call], methods: [.webauthn, .totp]),
  ]

  @Test(arguments: [UInt64](900..<906))
  func whatIsProvedHolds(_ seed: UInt64) throws {
    let checked = Pipeline.check(.memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23")
    var model = try #require(checked.environments.first?.model)
    var random = TestSupport.SplitMix64(seed: seed)
    let conditions = model.routing.rules.map(\.condition) + [.emailPresent]
    model.guarantees = Self.claims.enumerated().flatMap { index, claim in
      let condition = random.oneIn(4) ? nil : conditions[random.below(conditions.count)]
      return [
        Guarantee(
          name: "never \(index)", condition: condition, never: claim, source: model.routing.otherwiseSource),
        Guarantee(
          name: "always \(index)", condition: condition, always: claim, source: model.routing.otherwiseSource),
      ]
    }
    let requests = RandomRequests(for: model)
    let values = (0..<400).map { _ in model.read(requests.next(&random)) }
    let proofs = PolicyAnalysis(model).proofs
    #expect(proofs.count == model.guarantees.count)
    for (guarantee, proof) in zip(model.guarantees, proofs) {
      let isBroken = values.contains { value in
        guarantee.condition?.holds(for: value) != false && Self.breaks(model.decide(value), guarantee)
      }
      switch proof.verdict {
      case .proved: #expect(!isBroken, "seed \(seed): \(guarantee.name)")
      case .unproved: Issue.record("seed \(seed): \(guarantee.name) is not proved")
      case .disproved(let found):
        #expect(Self.breaks(found.decision, guarantee), "seed \(seed): \(guarantee.name)")
        if found.statedBuckets.isEmpty {
          #expect(model.interpret(found.request) == found.decision, "seed \(seed): \(guarantee.name)")
        }
      }
    }
  }

  /// As the language page says it.
  private static func breaks(_ decision: Decision, _ guarantee: Guarantee) -> Bool {
    guarantee.never.map { holds($0, decision) } == true
      || guarantee.always.map { holds($0, decision) } == false
  }

  private static func holds(_ claim: Claim, _ decision: Decision) -> Bool {
    let plan = decision.plan.map(\.channel)
    switch claim {
    case .send: return decision.outcome == .send
    case .skip: return decision.outcome == .skip
    case .deny: return decision.outcome == .deny
    case .use: return decision.outcome == .use
    case .sendChannel(let channel): return plan.contains(channel)
    case .sendWithout(let channel, let other): return plan.contains(channel) && !plan.contains(other)
    case .first(let channel): return plan.first == channel
    case .useMethod(let method): return decision.methods.contains(method)
    case .only(let channels, let methods):
      switch decision.outcome {
      case .deny: return true
      case .skip: return false
      case .send: return plan.allSatisfy(channels.contains)
      case .use: return decision.methods.allSatisfy(methods.contains)
      }
    }
  }
}
