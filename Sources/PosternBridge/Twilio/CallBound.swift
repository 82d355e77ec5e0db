#if Server
import NIOConcurrencyHelpers

/// Bounds how many calls are under way at once. Whoever comes later waits in line, for a time; the line has an end too.
public final class CallBound: Sendable {
  private struct Content {
    var isUnderWay = 0
    /// First come, first served; numbers that are no longer in `waiting` have left.
    var line: [UInt64] = []
    var head = 0
    var waiting: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    /// Have a number and are not in line yet.
    var coming: Set<UInt64> = []
    var next: UInt64 = 0
  }

  private let limit: Int
  private let lineLimit: Int
  /// Milliseconds.
  private let patience: Int64
  private let clock: any BridgeClock
  private let content = NIOLockedValueBox(Content())

  /// - Parameters:
  ///   - limit: calls at once, at least 1.
  ///   - lineLimit: calls in line, at most.
  ///   - patience: milliseconds in line, at most.
  public init(_ limit: Int = 64, lineLimit: Int = 2_000, patience: Int64 = 1_000, clock: any BridgeClock) {
    self.limit = max(1, limit)
    self.lineLimit = max(0, lineLimit)
    self.patience = patience
    self.clock = clock
  }

  /// Calls under way, and in line.
  public var load: (underWay: Int, inLine: Int) {
    content.withLockedValue { ($0.isUnderWay, $0.waiting.count) }
  }

  /// Whether the call may be made: then `leave` must follow. Otherwise it waited too long, the line was full, or the task
  /// is cancelled.
  func enter() async -> Bool {
    let ticket = content.withLockedValue { content -> UInt64? in
      if content.isUnderWay < limit {
        content.isUnderWay += 1
        return nil
      }
      content.next += 1
      content.coming.insert(content.next)
      return content.next
    }
    guard let ticket else { return true }
    let timer = Task {
      try? await clock.sleep(milliseconds: patience)
      if !Task.isCancelled { giveUp(ticket) }
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { stand(ticket, $0) }
    } onCancel: {
      giveUp(ticket)
    }
  }

  /// A call ended: the next in line may go.
  func leave() {
    let next = content.withLockedValue { content -> CheckedContinuation<Bool, Never>? in
      while content.head < content.line.count {
        let ticket = content.line[content.head]
        content.head += 1
        if let continuation = content.waiting.removeValue(forKey: ticket) { return continuation }
      }
      content.line.removeAll(keepingCapacity: true)
      content.head = 0
      content.isUnderWay -= 1
      return nil
    }
    next?.resume(returning: true)
  }

  private func stand(_ ticket: UInt64, _ continuation: CheckedContinuation<Bool, Never>) {
    let answer = content.withLockedValue { content -> Bool? in
      guard content.coming.remove(ticket) != nil, content.waiting.count < lineLimit else { return false }
      if content.isUnderWay < limit {
        content.isUnderWay += 1
        return true
      }
      if content.line.count > 2 * lineLimit {
        content.line = content.line[content.head...].filter { content.waiting[$0] != nil }
        content.head = 0
      }
      content.waiting[ticket] = continuation
      content.line.append(ticket)
      return nil
    }
    if let answer { continuation.resume(returning: answer) }
  }

  private func giveUp(_ ticket: UInt64) {
    let continuation = content.withLockedValue { content -> CheckedContinuation<Bool, Never>? in
      content.coming.remove(ticket)
      return content.waiting.removeValue(forKey: ticket)
    }
    continuation?.resume(returning: false)
  }
}
#endif
