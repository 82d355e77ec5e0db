import CAllocations
import CBaseline
import PosternRuntime
import PosternTable

/// `decide` from strings, against C over the same bytes.
enum Deciding {
  static func measure(_ sizes: [Int], _ report: inout Report) {
    report.section(
      "decide, from strings, against a C implementation of the same structure over the same table")
    var times: [Int: Double] = [:]
    for size in sizes {
      let name = "decide, \(Report.decimal(Double(size), 0)) rules"
      do {
        times[size] = try measure(size, name, &report)
      } catch let fault as CompiledCorpus.Fault {
        report.fault(name, fault.reason)
      } catch {
        report.fault(name, "\(error)")
      }
    }
    if let few = times[10], let many = times[10_000] {
      let growth = Comparison(ours: many, theirs: few)
      report.ratio("decide, 10,000 rules against 10", growth, bound: 4, in: .nanoseconds)
    }
  }

  private static func measure(_ size: Int, _ name: String, _ report: inout Report) throws -> Double {
    let compiled = try CompiledCorpus(rules: size)
    let table = try RoutingTable(validating: compiled.table)
    let requests = Requests.make(2048, of: compiled.corpus)
    let plain = PlainTable(compiled.table, table.view, requests)
    if let index = requests.indices.first(where: { !agrees(table.decide(requests[$0]), plain.decide($0)) }) {
      throw CompiledCorpus.Fault(reason: "the two do not agree on \(Requests.json(requests[index]))")
    }
    var sum: UInt64 = 0
    let all = Measure.compare(bound: 2) {
      sum &+= decideAll(table, requests)
    } _: {
      sum &+= plain.decideAll()
    }
    let count = Double(requests.count)
    let each = Comparison(ours: all.ours / count, theirs: all.theirs / count)
    report.ratio(name, each, bound: 2, in: .nanoseconds)

    let before = allocations_so_far()
    sum &+= decideAll(table, requests)
    let allocated = Double(allocations_so_far() - before) / count
    report.figure("  allocations", allocated, bound: 0, in: .count)
    let view = table.view
    report.figure("  phone automaton", Double(view.count(.automaton) * 4), bound: 450e3, in: .kilobytes)
    return each.ours
  }

  @inline(never)
  private static func decideAll(_ table: RoutingTable, _ requests: [TableRequest]) -> UInt64 {
    var sum: UInt64 = 0
    for index in requests.indices {
      let decision = table.decide(requests[index])
      sum &+= UInt64(decision.rule) << 10 | UInt64(decision.outcome.rawValue) << 8 | UInt64(decision.steps)
    }
    return sum
  }

  private static func agrees(_ ours: TableDecision, _ theirs: baseline_decision) -> Bool {
    ours.outcome.rawValue == theirs.outcome && ours.rule == theirs.rule && ours.region == theirs.region
      && ours.lineType == theirs.line_type && ours.mode.rawValue == theirs.mode && ours.steps == theirs.steps
      && UInt32(ours.reason?.rawValue ?? 0) == theirs.reason
  }
}
