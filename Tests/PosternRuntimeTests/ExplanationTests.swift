import PosternBackends
import PosternModel
import PosternNumbering
import TableSamples
import Testing

@testable import PosternRuntime

@Suite("explain is decide, recorded")
struct ExplanationTests {
  @Test(
    "the same decision, and rules that are excluded up to the one that matches", arguments: [UInt64(1), 2])
  func agrees(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<10 {
      let model = RandomModel.make(seed: seed * 100 + UInt64(round), rules: 8)
      guard let bytes = try? RoutingTableEncoder.encode(model, position: testPosition) else { continue }
      let table = try RoutingTable(validating: bytes)
      for _ in 0..<40 {
        let request = TableRequest(RandomRequest.make(&random, names: model.identityProviders.count))
        let explanation = table.explain(request)
        #expect(explanation.decision == table.decide(request))
        #expect(explanation.rules.count == explanation.decision.rule + 1)
        #expect(explanation.rules.last?.isMatch == true)
        for rule in explanation.rules.dropLast() {
          #expect(!rule.isMatch)
          #expect(rule.excludedBy.allSatisfy { !$0.isEmpty }, "\(rule.name), \(request)")
          #expect(rule.place?.file == "policy.yaml")
        }
        let kept = explanation.plan.filter { $0.removedBy == nil }.count
        if explanation.decision.outcome == .send {
          #expect(kept == table.stepCount(of: explanation.decision))
        }
        #expect(explanation.isReplacedByCountry == explanation.decision.isByCountry)
        #expect(explanation.attributes.count == 10)
        for setting in explanation.country where setting.rule != nil { #expect(setting.place != nil) }
      }
    }
  }

  @Test("says what removed a step, and where that stands")
  func causes() throws {
    var model = RandomModel.make(seed: 1, rules: 0)
    let source = RandomModel.source
    let gb = RegionSet([Region(code: "GB")].compactMap { $0 })
    model.directory.breakGlass = nil
    model.channels = [
      ChannelSettings(
        channel: .sms, service: 0, wait: 60, lineTypes: LineTypeSet(LineType.fixedLine), source: source),
      ChannelSettings(channel: .whatsapp, service: 0, wait: 60, source: source),
      ChannelSettings(channel: .email, service: 0, wait: 60, source: source),
      ChannelSettings(channel: .call, service: 0, wait: 60, source: source),
    ]
    model.countries = CountryPolicy(
      rules: [
        CountryRule(regions: RegionSet([.unknown]), mode: .allow, source: source),
        CountryRule(
          name: "kingdom", regions: gb, mode: .observe, forbidden: ChannelSet(Channel.whatsapp),
          source: source),
      ],
      otherwise: .allow)
    model.routing.otherwise = .send(
      [Channel.sms, .whatsapp, .email, .call].map { Step(channel: $0, wait: 60, service: 0, source: source) })
    let table = try RoutingTable(validating: RoutingTableEncoder.encode(model, position: testPosition))
    let explanation = table.explain(TableRequest(phoneNumber: "+447400123456"))
    #expect(explanation.plan.map(\.removedBy) == [.lineType, .forbidden, .noEmail, nil])
    #expect(explanation.plan.map { $0.causePlace != nil } == [true, true, false, false])
    #expect(explanation.country.map(\.key) == ["mode", "channels.forbid"])
    #expect(explanation.country.map(\.rule) == ["kingdom", "kingdom"])
    #expect(explanation.attributes.map(\.values).prefix(2) == [["GB"], ["mobile"]])
    #expect(table.explain(TableRequest(email: "a@x.example")).plan.map(\.removedBy).last == .noPhone)
  }
}

extension LineTypeSet {
  fileprivate init(_ type: LineType) { self.init([type] as [LineType]) }
}

extension ChannelSet {
  fileprivate init(_ channel: Channel) { self.init([channel] as [Channel]) }
}
