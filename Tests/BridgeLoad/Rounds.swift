#if Server
import Foundation
import NIOConcurrencyHelpers

/// The bridge's time on a processor against a hello's: rounds of the same requests to both, in turn.
struct Rounds {
  static let connections = 64

  let command: RunCommand
  let requests: LoadRequests
  let ports: (bridge: Int, hello: Int)

  /// Milliseconds on a processor, seconds on the clock, and what was answered that should not have been.
  private struct Round {
    var cpu: Double
    var seconds: Double
    var faults: [String]
    /// Answers that came, in time, without the send's result: `sending`, or 503.
    var late = 0
  }

  func run(_ bridge: Child, _ hello: Child, _ report: inout LoadReport) async throws {
    let count = command.round
    report.section("A trigger against a hello, \(count) a round, \(Self.connections) connections")
    _ = try await round(hello, ports.hello, count: 500, status: 200)
    _ = try await round(bridge, ports.bridge, count: 500, status: 202)
    var ours: [Round] = []
    var theirs: [Round] = []
    for _ in 0..<5 {
      theirs.append(try await round(hello, ports.hello, count: count, status: 200))
      ours.append(try await round(bridge, ports.bridge, count: count, status: 202))
    }
    let our = (ours.map(\.cpu).min() ?? 0) / Double(count) * 1_000
    let their = max(1, (theirs.map(\.cpu).min() ?? 0) / Double(count) * 1_000)
    let throughput = Double(count) / (ours.map(\.seconds).min() ?? .infinity)
    report.figure(
      "trigger / hello, on a processor", our / their, atMost: command.ratio, "×",
      note: String(format: "%.0f µs against %.0f µs", our, their), isJudged: command.strict)
    report.figure("triggers", throughput, atLeast: command.strict ? 1_000 : nil, "/s")
    report.figure("hellos", Double(count) / (theirs.map(\.seconds).min() ?? .infinity), atLeast: nil, "/s")
    let late = ours.reduce(0) { $0 + $1.late }
    report.figure(
      "answered before the send's result, or 503", Double(late) / Double(5 * count) * 100,
      atMost: command.strict ? 0 : nil, "%")
    let faults = ours.flatMap(\.faults) + theirs.flatMap(\.faults)
    report.expect(
      "every trigger was answered 202, or 503", faults.isEmpty, "\(faults.count): \(faults.first ?? "")")
  }

  private func round(_ child: Child, _ port: Int, count: Int, status: Int) async throws -> Round {
    let rest = NIOLockedValueBox((0..<count).map { _ in requests.trigger(requests.next(), wait: 0) })
    let faults = NIOLockedValueBox<[String]>([])
    let late = NIOLockedValueBox(0)
    let before = child.usage?.cpu ?? 0
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.connections {
        group.addTask {
          let connection = try await LoadConnection.open(port: port)
          defer { connection.close() }
          while let request = rest.withLockedValue({ $0.popLast() }) {
            let reply = try await connection.send(request)
            let isSent = status == 200 || reply.body.contains(#""state":"sent""#)
            if reply.status == status, isSent { continue }
            let isLate = status == 202 && (reply.status == 503 || reply.body.contains(#""state":"sending""#))
            if isLate {
              late.withLockedValue { $0 += 1 }
            } else {
              faults.withLockedValue { $0.append("\(reply.status) \(reply.body)") }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    return Round(
      cpu: (child.usage?.cpu ?? 0) - before, seconds: (ContinuousClock.now - start) / .seconds(1),
      faults: faults.withLockedValue { $0 }, late: late.withLockedValue { $0 })
  }
}
#endif
