#if Server
import FakeTwilio
import NIOConcurrencyHelpers

/// How long Twilio's part of each send took, by the number that it went to.
final class TwilioParts: Sendable {
  private let milliseconds = NIOLockedValueBox<[String: Double]>([:])

  func note(_ request: FakeRequest, _ took: Duration) {
    guard let to = request["To"] else { return }
    milliseconds.withLockedValue { $0[to, default: 0] += took / .milliseconds(1) }
  }

  /// What was noted for a number, once.
  func take(_ to: String) -> Double {
    milliseconds.withLockedValue { $0.removeValue(forKey: to) } ?? 0
  }
}

/// Triggers at a fixed rate, and how long the bridge's own part of each took: from when it was due to its answer, less
/// the time between Twilio's receiving the request and its answer. The caller's own delays are in it.
struct Paced {
  static let connections = 64

  let command: RunCommand
  let requests: LoadRequests
  let port: Int
  let parts: TwilioParts

  private struct Seen {
    var own: [Double] = []
    var faults: [String] = []
    var late = 0
  }

  func run(_ report: inout LoadReport) async throws {
    report.section("\(command.pace) triggers a second for \(command.paced) s")
    let seen = NIOLockedValueBox(Seen())
    let started = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      let waiting = DueQueue()
      for _ in 0..<Self.connections { group.addTask { try await serve(waiting, seen) } }
      let total = command.paced * command.pace
      var made = 0
      while made < total {
        let passed = (ContinuousClock.now - started) / .seconds(1)
        while made < min(total, Int(passed * Double(command.pace))) {
          await waiting.add(started.advanced(by: .seconds(Double(made) / Double(command.pace))))
          made += 1
        }
        try await Task.sleep(for: .milliseconds(1))
      }
      await waiting.finish()
      try await group.waitForAll()
    }
    let result = seen.withLockedValue { $0 }
    let own = result.own.sorted()
    func quantile(_ share: Double) -> Double {
      own.isEmpty ? .infinity : own[min(own.count - 1, Int(Double(own.count) * share))]
    }
    report.expect(
      "every trigger was answered", result.faults.isEmpty,
      "\(result.faults.count): \(result.faults.first ?? "")")
    report.figure("answered before the send's result, or 503", Double(result.late), atMost: nil, "times")
    report.figure("its own part, median", quantile(0.5), atMost: nil, "ms")
    report.figure("its own part, 99 of 100", quantile(0.99), atMost: 25, "ms", isJudged: command.strict)
  }

  /// One connection's work.
  private func serve(_ waiting: DueQueue, _ seen: NIOLockedValueBox<Seen>) async throws {
    var connection = try await LoadConnection.open(port: port)
    defer { connection.close() }
    while let at = await waiting.next() {
      let signIn = requests.next()
      // The bridge closes what was idle for ten seconds.
      if connection.isClosed { connection = try await LoadConnection.open(port: port) }
      guard let reply = try? await connection.send(requests.trigger(signIn, wait: 0)) else {
        // It was closed at the moment when it was to be used.
        seen.withLockedValue { $0.late += 1 }
        continue
      }
      let own = (ContinuousClock.now - at) / .milliseconds(1) - parts.take(signIn.phone)
      let isLate = reply.status == 503 || reply.body.contains(#""state":"sending""#)
      seen.withLockedValue { seen in
        seen.own.append(own)
        if isLate {
          seen.late += 1
        } else if reply.status != 202 {
          seen.faults.append("\(reply.status) \(reply.body)")
        }
      }
    }
  }
}
#endif
