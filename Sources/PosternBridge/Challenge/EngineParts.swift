#if Server
/// What the machine needs of the world, each behind one small face.
public struct EngineParts: Sendable {
  /// The table in use.
  public var table: @Sendable () -> ActiveTable
  public var store: any ChallengeStore
  public var verify: any VerifyAPI
  public var clock: any BridgeClock
  private var currentKeys: @Sendable () -> StoreKeys
  private var currentTokens: @Sendable () -> PageTokens
  /// What operators have stopped.
  public var blocks: @Sendable () -> BlockList
  public var observer: any ChallengeObserver

  /// The keys of now: they are rotated while the machine runs.
  public var keys: StoreKeys { currentKeys() }
  public var tokens: PageTokens { currentTokens() }

  /// - Parameters:
  ///   - keys: asked each time, as are `tokens`, since secrets are rotated.
  public init(
    table: @escaping @Sendable () -> ActiveTable, store: any ChallengeStore, verify: any VerifyAPI,
    clock: any BridgeClock, keys: @escaping @autoclosure @Sendable () -> StoreKeys,
    tokens: @escaping @autoclosure @Sendable () -> PageTokens,
    blocks: @escaping @Sendable () -> BlockList, observer: any ChallengeObserver
  ) {
    self.table = table
    self.store = store
    self.verify = verify
    self.clock = clock
    self.currentKeys = keys
    self.currentTokens = tokens
    self.blocks = blocks
    self.observer = observer
  }
}

/// What operators have stopped: countries, channels, or all.
public struct BlockList: Sendable, Equatable {
  public var countries: Set<String>
  public var channels: Set<String>
  public var isEverything: Bool

  public init(countries: Set<String> = [], channels: Set<String> = [], isEverything: Bool = false) {
    self.countries = countries
    self.channels = channels
    self.isEverything = isEverything
  }
}

/// Hears what happened, for logs and metrics. Nothing that it is given holds a code, a secret or a full number.
public protocol ChallengeObserver: Sendable {
  func decided(_ challenge: Challenge, outcome: String)
  func sent(_ challenge: Challenge, _ send: Send, fault: TwilioFault?, action: ErrorClass.Action?)
  func checked(_ challenge: Challenge, result: String)
  func ended(_ challenge: Challenge)
  /// Something that an operator must see: `conflict`, `foreign-verification`, `callback-dropped`,
  /// `observed-limit`, or the word of an error class.
  func alert(_ kind: String, challenge: Challenge, detail: String)
}

/// Durations of the machine.
public struct EngineOptions: Sendable {
  /// Milliseconds after which a trigger that is not held is answered with what is known.
  public var answerWithin: Int64 = 3_000
  /// Seconds that rows of ended challenges are kept.
  public var keep: Int64 = 86_400
  /// Where people reach the page, without a final slash.
  public var publicURL: String
  /// This process, at random.
  public var owner: String
  /// Seconds that a lease is good for: longer than any call to Twilio with its retries.
  public var lease: Int64 = 45
  /// Milliseconds between two looks for changes made by other processes.
  public var watchInterval: Int64 = 200

  public init(publicURL: String, owner: String) {
    self.publicURL = publicURL
    self.owner = owner
  }
}

/// What a challenge allows, whatever the verifications.
enum Budget {
  static let checks = 5
  static let sends = 5
  /// Seconds: a code that ends sooner is not sent again.
  static let shortestRest: Int64 = 60
  /// Seconds that a send waits for another one to the same address: longer than Twilio may take, shorter than a lease.
  static let longestTurn: Int64 = 15
  /// Seconds that an answer of Twilio's waits for a store that is locked: with the call itself shorter than a lease.
  static let longestSettling: Int64 = 20
  /// Milliseconds that a typed code waits for its turn, while another is checked or a message is sent.
  static let longestQueue: Int64 = 12_000
  /// Seconds that success can be read.
  static let successLife: Int64 = 300
  /// Milliseconds: a timer that is later than this asks instead of sending.
  static let latestTimer: Int64 = 30_000
  /// Seconds that a one-time result is good for.
  static let resultLife: Int64 = 60
}
#endif
