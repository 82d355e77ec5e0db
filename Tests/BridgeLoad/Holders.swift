#if Server
import NIOConcurrencyHelpers
import NIOCore

/// Callers that are held: each joins its hold again when its time is up, and begins another login when it has ended.
final class Holders: Sendable {
  private struct State {
    var isFinishing = false
    var faults: [String: Int] = [:]
    var tasks: [Task<Void, Never>] = []
  }

  private let requests: LoadRequests
  private let port: Int
  private let state = NIOLockedValueBox(State())

  init(requests: LoadRequests, port: Int) {
    self.requests = requests
    self.port = port
  }

  /// Opens holds a few at a time, a hundred a second.
  /// - Parameter held: asks the bridge how many it has.
  /// - Returns: how many it has when it has all, or after ten minutes.
  func open(_ count: Int, held: () async throws -> Int) async throws -> Int {
    for index in 0..<count {
      let task = Task { await self.hold() }
      state.withLockedValue { $0.tasks.append(task) }
      if index % 8 == 7 { try await Task.sleep(for: .milliseconds(80)) }
    }
    return try await Self.until(count, held: held)
  }

  /// Waits until so many are held: whose time is up joins again, and is not counted in between.
  static func until(_ count: Int, held: () async throws -> Int) async throws -> Int {
    for _ in 0..<2_000 {
      let now = try await held()
      if now >= count { return now }
      try await Task.sleep(for: .milliseconds(300))
    }
    return try await held()
  }

  /// Waits for the answers, while the bridge ends.
  /// - Returns: what went wrong, with its number.
  func finish() async -> [String] {
    let tasks = state.withLockedValue { state in
      state.isFinishing = true
      return state.tasks
    }
    for task in tasks { await task.value }
    return state.withLockedValue { $0.faults }.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
  }

  private var isFinishing: Bool { state.withLockedValue { $0.isFinishing } }

  private func note(_ fault: String) {
    state.withLockedValue { $0.faults[fault, default: 0] += 1 }
  }

  private func hold() async {
    var signIn = requests.next()
    while true {
      do {
        let connection = try await LoadConnection.open(port: port)
        defer { connection.close() }
        while true {
          let reply = try await connection.send(requests.trigger(signIn, wait: nil))
          if isFinishing {
            if reply.status != 202, reply.status != 503 { note("answered \(reply.status)") }
            return
          }
          if reply.status == 200 {
            signIn = requests.next()
          } else if reply.status != 202 {
            // "Ask again later" is no fault: of a busy machine it may be the truth.
            if reply.status != 503 { note("answered \(reply.status)") }
            try await Task.sleep(for: .seconds(1))
          }
        }
      } catch {
        if isFinishing { return note("\(type(of: error))") }
        note("\(type(of: error)) while it was held")
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }
}
#endif
