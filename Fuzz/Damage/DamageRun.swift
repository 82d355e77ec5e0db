import PosternRuntime
import TableSamples

/// Breaks small tables many times: `damage [count] [seed]`. A trap ends it; otherwise it says what happened.
@main
struct DamageRun {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = numbers.first ?? 1_000_000
    let seed = numbers.dropFirst().first ?? 1
    var damage = Damage(seed: seed, tables: 24)
    var accepted = 0
    var outcomes: [TableOutcome: Int] = [:]
    for _ in 0..<count {
      guard let table = try? RoutingTable(validating: damage.next()) else { continue }
      accepted += 1
      for _ in 0..<4 {
        let request = damage.request()
        let decision = table.decide(request)
        _ = table.resolve(decision)
        outcomes[decision.outcome, default: 0] += 1
        if accepted % 16 == 0 { _ = table.explain(request) }
      }
    }
    let told = TableOutcome.allCases.map { "\($0.name) \(outcomes[$0] ?? 0)" }.joined(separator: ", ")
    print("seed \(seed): \(count) damaged tables, \(accepted) accepted, decisions: \(told)")
  }
}
