import PosternBackends
import PosternModel
import PosternTable
import TableSamples
import Testing

@testable import PosternRuntime

extension RefusalTests {
  /// Parts that are sound each for itself, and say different things.
  static let contradictions: [Fault] = [
    Fault(name: "a row's bit in every block") {
      if case .wrongBit(row: 1, _) = $0 { true } else { false }
    } apply: {
      for block in 1..<$0.size(.blocks) / 64 { $0.bytes[$0.offset(.blocks) + 64 * block] |= 2 }
    },
    Fault(name: "a row's bit in no block") {
      if case .wrongBit(row: 1, _) = $0 { true } else { false }
    } apply: {
      for block in 1..<$0.size(.blocks) / 64 { $0.bytes[$0.offset(.blocks) + 64 * block] &= ~2 }
    },
    Fault(name: "rows that admit a line type more") {
      if case .wrongBit(row: 0, _) = $0 { true } else { false }
    } apply: {
      $0.set($0.field(PolicyField.attributes), 0x3FF)
      let place = $0.field(RowField.lineTypes)
      $0.set(place, $0.word(place) ^ 1)
    },
    Fault(name: "a phone value that another label has") {
      if case .wrongBit = $0 { true } else { false }
    } apply: {
      // A value that labels before it have as well, so that it stays in use.
      var met: Set<UInt32> = []
      for label in 0..<$0.count(.labels) {
        let place = $0.field(LabelField.phoneValue, label)
        if !met.insert($0.word(place)).inserted { return $0.set(place, $0.word(place) == 0 ? 1 : 0) }
      }
    },
    Fault(name: "a phone value that no label has") {
      $0 == .wrongOrder(.labels, record: 0)
    } apply: {
      $0.set($0.field(LabelField.phoneValue), 1)
    },
    Fault(name: "a hold where the answer is no response") {
      $0 == .inconsistent(.webhook, record: 0)
    } apply: {
      $0.set($0.field(WebhookField.resume), 1)
      $0.set($0.field(WebhookField.hold), 60)
    },
    Fault(name: "attributes that rows read and the policy does not") {
      $0 == .inconsistent(.policy, record: 0)
    } apply: {
      $0.set($0.field(PolicyField.attributes), 0)
    },
    Fault(name: "a rule called break-glass that is none") {
      $0 == .inconsistent(.policy, record: 0)
    } apply: {
      $0.set($0.field(PolicyField.breakGlass), 0)
    },
    Fault(name: "break-glass behind another rule") {
      $0 == .inconsistent(.policy, record: 0)
    } apply: {
      $0.swap($0.field(RuleField.name, 0), $0.field(RuleField.name, 1))
    },
    Fault(name: "a last rule that is not called otherwise") {
      if case .inconsistent(.rules, _) = $0 { true } else { false }
    } apply: {
      let last = $0.count(.rules) - 1
      $0.swap($0.field(RuleField.name, last - 1), $0.field(RuleField.name, last))
    },
  ]

  @Test(
    "every bit of the decision structure that the rows do not give",
    arguments: 0..<3)
  func everyBit(table index: Int) throws {
    let sound = TableBytes(bytes: Damage(seed: 7, tables: 3).tables[index])
    let space = sound.values
    for value in 0..<space.count {
      for row in 0..<sound.count(.rows) {
        var table = sound
        table.turn(row: row, ofValue: value)
        table.repair()
        #expect(throws: TableError.wrongBit(row: row, value: value)) {
          try RoutingTable(validating: table.bytes)
        }
      }
    }
  }

  @Test("a step over a channel that is not there", arguments: Channel.allCases)
  func channelOfStep(channel: Channel) throws {
    var model = ValidationTests.full
    model.routing.otherwise = .send([
      Step(channel: channel, wait: 30, advance: .ask, service: 0, source: RandomModel.source)
    ])
    model.channels.removeAll { $0.channel == channel }
    let bytes = try RoutingTableEncoder.encode(model, position: testPosition)
    do throws(TableError) {
      _ = try RoutingTable(validating: bytes)
      Issue.record("accepted")
    } catch {
      if case .inconsistent(.steps, _) = error { return }
      Issue.record("\(error)")
    }
  }
}
