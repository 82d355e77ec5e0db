#if Server
import NIOConcurrencyHelpers

/// Keeps calls away from an account that does not work. Closed, it lets everything through; open, nothing; half open,
/// one call at a time, whose end decides. In memory of this process: each finds out by itself.
public final class Circuit: Sendable {
  /// When it opens, and for how long; times in milliseconds.
  public struct Settings: Sendable {
    /// Lost answers and 5xx in a row that open it.
    public var failures: Int
    public var openFor: Int64
    /// After refused credentials.
    public var openForRefusal: Int64

    public init(failures: Int = 5, openFor: Int64 = 5_000, openForRefusal: Int64 = 30_000) {
      self.failures = failures
      self.openFor = openFor
      self.openForRefusal = openForRefusal
    }
  }

  /// What is seen from outside.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case closed
    case open
    /// Its time is over: one call may try.
    case halfOpen
  }

  /// Leave to make one call; its end must be told.
  struct Admission: Sendable {
    fileprivate var isProbe: Bool
    fileprivate var generation: Int
  }

  private struct Opening {
    var from: Moment
    var until: Moment
    var isProbed = false
  }

  private struct Content {
    var failures = 0
    var opening: Opening?
    /// Raised at each change: what was admitted before tells nothing any more.
    var generation = 0
  }

  private let settings: Settings
  private let clock: any BridgeClock
  private let content = NIOLockedValueBox(Content())

  public init(settings: Settings = Settings(), clock: any BridgeClock) {
    self.settings = settings
    self.clock = clock
  }

  public var state: State {
    let now = clock.now
    return content.withLockedValue { content in
      guard let opening = content.opening else { return .closed }
      return Self.isOver(opening, now) ? .halfOpen : .open
    }
  }

  /// Closes it, since what was wrong was seen to: new secrets, for instance.
  public func reset() {
    content.withLockedValue { $0 = Content(generation: $0.generation + 1) }
  }

  /// Seconds until it is worth asking again, at least 1.
  public var retryAfter: Int64 {
    let now = clock.now
    return content.withLockedValue { max(1, (($0.opening?.until.since(now) ?? 0) + 999) / 1_000) }
  }

  /// nil: do not call.
  func admit() -> Admission? {
    let now = clock.now
    return content.withLockedValue { content in
      guard let opening = content.opening else {
        return Admission(isProbe: false, generation: content.generation)
      }
      guard Self.isOver(opening, now), !opening.isProbed else { return nil }
      content.opening?.isProbed = true
      return Admission(isProbe: true, generation: content.generation)
    }
  }

  /// The call ended: nil when Twilio did as asked.
  func end(_ admission: Admission, with fault: TwilioFault?) {
    let now = clock.now
    content.withLockedValue { content in
      guard admission.generation == content.generation else { return }
      if let fault, ErrorClass.of(fault, during: .start).opensCircuit {
        open(&content, now, for: settings.openForRefusal)
      } else if let fault, Self.isFailure(fault) {
        content.failures += 1
        if admission.isProbe || content.failures >= settings.failures {
          open(&content, now, for: settings.openFor)
        }
      } else if admission.isProbe {
        content = Content(generation: content.generation + 1)
      } else {
        content.failures = 0
      }
    }
  }

  /// The call was given up by whoever made it, which tells nothing of Twilio.
  func abandon(_ admission: Admission) {
    content.withLockedValue { content in
      guard admission.isProbe, admission.generation == content.generation else { return }
      content.opening?.isProbed = false
    }
  }

  private func open(_ content: inout Content, _ now: Moment, for milliseconds: Int64) {
    content = Content(
      opening: Opening(from: now, until: now.adding(milliseconds: milliseconds)),
      generation: content.generation + 1)
  }

  /// A clock that went back ends it as well: it must not keep an account shut for hours.
  private static func isOver(_ opening: Opening, _ now: Moment) -> Bool {
    now >= opening.until || now < opening.from
  }

  /// No answer, one that cannot be read, or 5xx.
  private static func isFailure(_ fault: TwilioFault) -> Bool {
    guard let status = fault.status else { return !fault.isLocal }
    return status >= 500 || status < 400
  }
}
#endif
