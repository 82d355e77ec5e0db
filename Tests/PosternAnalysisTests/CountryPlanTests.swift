import PosternAnalysis
import PosternCompiler
import PosternModel
import PosternNumbering
import TestSupport
import Testing

/// What people from each country get, against the reference interpreter.
@Suite struct CountryPlanTests {
  @Test(arguments: [UInt64](700..<706))
  func nobodyGetsWhatTheTableDoesNotSay(_ seed: UInt64) throws {
    let checked = Pipeline.check(.memory(RandomPolicy(seed: seed).files), folder: ".", today: "2026-11-23")
    let model = try #require(checked.environments.first?.model)
    let plans = CountryPlans(of: model)
    var byRegion: [Region: CountryPlan] = [:]
    for plan in plans.plans { byRegion[plan.region] = plan }
    var random = TestSupport.SplitMix64(seed: seed)
    let requests = RandomRequests(for: model)
    for _ in 0..<2_000 {
      let request = requests.next(&random)
      let decision = model.interpret(request)
      guard let plan = byRegion[decision.country] else { continue }
      let got = Treatment(decision)
      let exceptions = try #require(plan.exceptions, "seed \(seed)")
      if got == plan.usual { continue }
      let found = exceptions.first { $0.treatment == got }
      #expect(found?.rules.contains(decision.rule) == true, "seed \(seed): \(request) gets \(got.words)")
    }
  }

  @Test func theTableSaysWhoGetsWhat() throws {
    let checked = Pipeline.check(.memory(ExamplePolicy.files), folder: ".", today: "2026-11-23")
    let model = try #require(checked.environments.first?.model)
    let plans = CountryPlans(of: model)
    let germany = try #require(plans.plans.first { $0.region.code == "DE" })
    #expect(germany.usual.words == "send sms, then call")
    #expect(germany.rule == "otherwise")
    #expect(germany.firstChannel == .sms)
    #expect(
      germany.exceptions?.map { "\($0.treatment.words): \($0.rules)" } == [
        "use webauthn, by IDaaS: [\"break-glass\"]", "use totp or webauthn, by IDaaS: [\"admins\"]",
        "no second factor: [\"office-wiki\"]",
      ])
    #expect(germany.dependsOn == [.application, .group, .networkZone])
    let france = try #require(plans.plans.first { $0.region.code == "FR" })
    #expect(france.usual.words == "deny: the country is blocked")
    #expect(france.rule == "country-mode")
    #expect(plans.plans.first?.region == .unknown)
  }
}
