import TableSamples
import Testing

@testable import PosternRuntime

@Suite("damaged tables")
struct DamageTests {
  @Test("are refused, or decide without trapping", arguments: [UInt64(1), 2])
  func damage(seed: UInt64) throws {
    var damage = Damage(seed: seed, tables: 6)
    #expect(damage.tables.count == 6)
    for sound in damage.tables { _ = try RoutingTable(validating: sound) }
    var accepted = 0
    for _ in 0..<3_000 {
      guard let table = try? RoutingTable(validating: damage.next()) else { continue }
      accepted += 1
      for _ in 0..<3 {
        let request = damage.request()
        _ = table.resolve(table.decide(request))
        _ = table.explain(request)
      }
    }
    // Most single changes hit something that is checked; a few only change what is decided.
    #expect(accepted > 0)
  }
}
