#if Server
import FakeTwilio
import Foundation
import NIOConcurrencyHelpers

/// Logins at a fixed rate, from the trigger to the right code, whatever the answers take: time and memory are watched.
struct Steady {
  static let connections = 64
  /// What may be added to the memory while the same is done again and again.
  static let growth = 1.15
  static let slack = 24.0 * 1_048_576

  let command: RunCommand
  let requests: LoadRequests
  let port: Int
  let seconds: Double

  private struct Seen {
    /// Milliseconds from when it was due until its answer, Twilio's part in it.
    var triggers: [Double] = []
    var faults: [String] = []
    /// Answers 503, after which the caller came again.
    var unavailable = 0
    /// Right codes that were typed again, since Twilio's answer to the check was lost.
    var typedAgain = 0
  }

  func run(_ bridge: Child, _ twilio: FakeTwilio, _ report: inout LoadReport) async throws {
    report.section("\(command.rate) logins a second for \(Int(seconds)) s: trigger, code, success")
    let seen = NIOLockedValueBox(Seen())
    let before = bridge.usage
    var memory: [Double] = []
    let started = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      let waiting = DueQueue()
      for _ in 0..<Self.connections {
        group.addTask { try await serve(waiting, twilio, seen) }
      }
      let total = Int(seconds * Double(command.rate))
      var made = 0
      // A sanitizer's build may not keep up with any rate; a queue that only grows would never end.
      let most = command.soak ? 2 * Self.connections : Int.max
      var nextSample = started
      while made < total {
        let now = ContinuousClock.now
        let wanted = min(total, Int((now - started) / .seconds(1) * Double(command.rate)))
        while made < wanted {
          if await waiting.count < most {
            await waiting.add(started.advanced(by: .seconds(Double(made) / Double(command.rate))))
          }
          made += 1
        }
        if now >= nextSample {
          if let resident = bridge.usage?.resident { memory.append(resident) }
          bridge.shortenLog()
          nextSample = nextSample.advanced(by: .seconds(1))
        }
        try await Task.sleep(for: .milliseconds(5))
      }
      await waiting.finish()
      try await group.waitForAll()
    }
    let all = seen.withLockedValue { $0 }
    summarize(all, memory, &report)
    if let before, let after = bridge.usage {
      let count = Double(max(1, all.triggers.count))
      report.figure("a login, on a processor", (after.cpu - before.cpu) / count * 1_000, atMost: nil, "µs")
    }
  }

  /// One connection's work.
  private func serve(_ waiting: DueQueue, _ twilio: FakeTwilio, _ seen: NIOLockedValueBox<Seen>) async throws
  {
    var connection = try await LoadConnection.open(port: port)
    defer { connection.close() }
    while let at = await waiting.next() {
      let signIn = requests.next()
      // The bridge closes what was idle for ten seconds.
      if connection.isClosed { connection = try await LoadConnection.open(port: port) }
      do {
        let first = try await ask(connection, seen) {
          let reply = try await connection.send(requests.trigger(signIn, wait: 0))
          // On a busy machine the send may take longer than the answer; there is no code before.
          return reply.body.contains(#""state":"sending""#) ? nil : reply
        }
        let took = (ContinuousClock.now - at) / .milliseconds(1)
        let code = twilio.code(for: signIn.phone) ?? ""
        var last = try await ask(connection, seen) {
          try await connection.send(requests.verify(signIn, code: code))
        }
        // A check whose answer came too late may have been right: typed again, the code is looked up.
        for _ in 0..<3 where last.status == 202 {
          seen.withLockedValue { $0.typedAgain += 1 }
          last = try await ask(connection, seen) {
            try await connection.send(requests.verify(signIn, code: code))
          }
        }
        seen.withLockedValue { seen in
          seen.triggers.append(took)
          if first.status != 202 { seen.faults.append("trigger \(first.status) \(first.body)") }
          if last.status != 200 || !last.body.contains("success") {
            seen.faults.append("verify \(last.status) \(last.body)")
          }
        }
      } catch {
        // The bridge closes what was idle, perhaps at the moment when it was to be used: then another login is begun.
        let isClosed = error is LoadConnection.Closed
        seen.withLockedValue { seen in
          if isClosed { seen.unavailable += 1 } else { seen.faults.append("\(error)") }
        }
        connection = try await LoadConnection.open(port: port)
      }
    }
  }

  /// Asks, and asks again as long as it is told to come later; two minutes at most.
  private func ask(
    _ connection: LoadConnection, _ seen: NIOLockedValueBox<Seen>, _ request: () async throws -> LoadReply?
  ) async throws -> LoadReply {
    for _ in 0..<240 {
      if let reply = try await request(), reply.status != 503 { return reply }
      seen.withLockedValue { $0.unavailable += 1 }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw LoadConnection.Closed()
  }

  private func summarize(_ seen: Seen, _ memory: [Double], _ report: inout LoadReport) {
    let times = seen.triggers.sorted()
    func quantile(_ share: Double) -> Double {
      times.isEmpty ? .infinity : times[min(times.count - 1, Int(Double(times.count) * share))]
    }
    report.expect(
      "every login ended with success", seen.faults.isEmpty,
      "\(seen.faults.count): \(seen.faults.first ?? "")")
    report.figure("logins", Double(times.count), atMost: nil, "logins")
    report.figure("codes typed again", Double(seen.typedAgain), atMost: command.strict ? 0 : nil, "times")
    report.figure("asked to come again", Double(seen.unavailable), atMost: command.strict ? 0 : nil, "times")
    report.figure("trigger, median, Twilio's part in it", quantile(0.5), atMost: nil, "ms")
    report.figure(
      "trigger, 99 of 100, Twilio's part in it", quantile(0.99), atMost: command.strict ? 25 : nil, "ms")
    // What is allocated once is there after a quarter of the time.
    let quarter = memory.count / 4
    guard quarter > 0, let last = memory.suffix(quarter).max() else { return }
    let first = memory[quarter..<(2 * quarter)].max() ?? last
    report.figure(
      "memory at the end", last / 1_048_576, atMost: (first * Self.growth + Self.slack) / 1_048_576, "MiB",
      note: String(format: "%.0f MiB in the second quarter", first / 1_048_576))
  }
}

/// Work in order, for whoever has time.
actor DueQueue {
  private var due: [ContinuousClock.Instant] = []
  private var head = 0
  private var idle: [CheckedContinuation<ContinuousClock.Instant?, Never>] = []
  private var isOver = false

  /// How much nobody has begun.
  var count: Int { due.count - head }

  func add(_ at: ContinuousClock.Instant) {
    if let next = idle.popLast() { return next.resume(returning: at) }
    due.append(at)
  }

  /// nil: there is no more.
  func next() async -> ContinuousClock.Instant? {
    if head < due.count {
      defer {
        head += 1
        if head > 10_000 {
          due.removeFirst(head)
          head = 0
        }
      }
      return due[head]
    }
    if isOver { return nil }
    return await withCheckedContinuation { idle.append($0) }
  }

  func finish() {
    isOver = true
    for waiting in idle { waiting.resume(returning: nil) }
    idle = []
  }
}
#endif
