import CPostern
import PosternC
import TableSamples
import Testing

@testable import PosternRuntime

@Suite("the C face")
struct CFaceTests {
  private static let bytes: [UInt8] = Damage(seed: 3, tables: 1).tables[0]

  private func open(_ bytes: [UInt8]) -> OpaquePointer? {
    postern_table_open_bytes(bytes, bytes.count, nil, 0)
  }

  private func string(_ text: postern_text) -> String? {
    text.data.map { data in
      String(decoding: UnsafeRawBufferPointer(start: data, count: text.length), as: UTF8.self)
    }
  }

  /// Decides with every text lent.
  private func decide(_ table: OpaquePointer, _ request: TableRequest) -> (postern_decision, [String]) {
    var keep: [UnsafeMutablePointer<CChar>] = []
    defer { for memory in keep { memory.deallocate() } }
    func lend(_ text: String?) -> postern_text {
      guard let text else { return postern_text() }
      let bytes = Array(text.utf8)
      let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (index, byte) in bytes.enumerated() { memory[index] = CChar(bitPattern: byte) }
      keep.append(memory)
      return postern_text(data: memory, length: bytes.count)
    }
    var lent = postern_request()
    lent.user_id = lend(request.userID)
    lent.phone_number = lend(request.phoneNumber)
    lent.email = lend(request.email)
    lent.identity_provider = lend(request.identityProvider)
    lent.application = lend(request.application)
    lent.client_ip = lend(request.clientIP)
    lent.risk = lend(request.risk)
    lent.has_network_zones = request.networkZones != nil
    let groups = request.groups.map(lend)
    let zones = (request.networkZones ?? []).map(lend)
    var decision = postern_decision()
    groups.withUnsafeBufferPointer { groups in
      zones.withUnsafeBufferPointer { zones in
        lent.groups = groups.baseAddress
        lent.group_count = groups.count
        lent.network_zones = zones.baseAddress
        lent.network_zone_count = zones.count
        postern_decide(table, &lent, &decision)
      }
    }
    var channels: [String] = []
    var step = postern_step()
    var index = 0
    while postern_decision_step(table, &decision, index, &step) {
      channels.append(string(step.channel) ?? "")
      index += 1
    }
    #expect(index == decision.step_count)
    return (decision, channels)
  }

  @Test("decides like the runtime")
  func decides() throws {
    var damage = Damage(seed: 3, tables: 8)
    for bytes in damage.tables {
      let table = try RoutingTable(validating: bytes)
      let handle = try #require(open(bytes))
      defer { postern_table_close(handle) }
      #expect(string(postern_table_policy(handle)) == "random")
      #expect(string(postern_table_environment(handle)) == "test")
      for _ in 0..<60 {
        let request = damage.request()
        let expected = table.resolve(table.decide(request))
        let (found, channels) = decide(handle, request)
        #expect(string(found.outcome) == expected.outcome.name)
        #expect(string(found.rule) == expected.rule)
        #expect(string(found.reason) == expected.reason?.name)
        #expect(string(found.message) == expected.message)
        #expect(string(found.country) == expected.country)
        #expect(string(found.line_type) == expected.lineType)
        #expect(string(found.mode) == expected.mode.name)
        #expect(channels == expected.plan.map(\.channel.name))
        #expect(found.method_count == expected.methods.count)
      }
    }
  }

  @Test("says why it refuses, within the room there is")
  func refuses() {
    var error = [CChar](repeating: 1, count: 12)
    #expect(postern_table_open("/nowhere/at/all", &error, error.count) == nil)
    #expect(error.map { UInt8(bitPattern: $0) } == Array("the file ca".utf8) + [0])
    #expect(postern_table_open_bytes(nil, 0, nil, 0) == nil)
    postern_table_close(nil)
    #expect(postern_version() == UInt32(POSTERN_VERSION))
  }

  @Test("a decision with any numbers in it is harmless")
  func wildNumbers() throws {
    let handle = try #require(open(Self.bytes))
    defer { postern_table_close(handle) }
    var random = SeededRandom(seed: 9)
    for _ in 0..<500 {
      var decision = postern_decision()
      decision.method_count = 9
      decision.private_rule =
        random.chance(50) ? UInt32(random.below(6)) : UInt32.random(in: 0...(.max), using: &random)
      decision.private_region = UInt32.random(in: 0...(random.chance(50) ? 300 : .max), using: &random)
      decision.private_steps = UInt32.random(in: 0...(.max), using: &random)
      var step = postern_step()
      var method = postern_text()
      for index in [0, 3, 7, 8, Int.max, -1] {
        _ = postern_decision_step(handle, &decision, index, &step)
        _ = postern_decision_method(handle, &decision, index, &method)
      }
    }
  }
}
