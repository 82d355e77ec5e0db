public import PosternDiagnostics
public import PosternNumbering

/// A channel of Twilio Verify that a policy can use.
public enum Channel: UInt8, Sendable, Hashable, CaseIterable {
  case sms = 0
  case whatsapp
  case call
  case email

  /// Twilio's and the policy's name.
  public var name: String {
    switch self {
    case .sms: "sms"
    case .whatsapp: "whatsapp"
    case .call: "call"
    case .email: "email"
    }
  }

  /// The channel of a name; nil when it is none.
  public init?(name: String) {
    // Asked for every step of every plan.
    switch name {
    case "sms": self = .sms
    case "whatsapp": self = .whatsapp
    case "call": self = .call
    case "email": self = .email
    default: return nil
    }
  }

  /// Whether it needs a phone number rather than an e-mail address.
  public var needsPhone: Bool { self != .email }
}

/// A set of channels: bit *i* is the channel of raw value *i*.
public struct ChannelSet: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  @inlinable
  public init(_ channels: some Sequence<Channel>) {
    self.rawValue = channels.reduce(0) { $0 | 1 << $1.rawValue }
  }

  /// Whether a channel is in the set.
  public func contains(_ channel: Channel) -> Bool { rawValue & (1 << channel.rawValue) != 0 }

  /// In the order of `Channel`.
  public var channels: [Channel] { Channel.allCases.filter(contains) }
}

/// How one channel is used: `channels.<channel>`.
public struct ChannelSettings: Sendable, Equatable {
  /// Which.
  public var channel: Channel
  /// Index into `PolicyModel.services`.
  public var service: Int
  /// Seconds after a send before the next step is open; > 0.
  public var wait: UInt32
  /// Locale of the message, `auto` included; nil when not given.
  public var locale: String?
  /// `HJ…`; nil when not given.
  public var template: String?
  /// Line types that the channel can reach; nil: no exclusion.
  public var lineTypes: LineTypeSet?
  /// WhatsApp: the sender, `whatsapp:+…`.
  public var from: String?
  /// SMS and WhatsApp: `MG…`.
  public var messagingService: String?
  /// Where the channel's name stands.
  public var source: SourceRange

  public init(
    channel: Channel, service: Int, wait: UInt32, locale: String? = nil, template: String? = nil,
    lineTypes: LineTypeSet? = nil, from: String? = nil, messagingService: String? = nil, source: SourceRange
  ) {
    self.channel = channel
    self.service = service
    self.wait = wait
    self.locale = locale
    self.template = template
    self.lineTypes = lineTypes
    self.from = from
    self.messagingService = messagingService
    self.source = source
  }
}
