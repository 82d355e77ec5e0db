public import PosternDiagnostics
public import PosternNumbering

/// What a country rule says of whether codes may be sent.
public enum CountryMode: UInt8, Sendable, Hashable, CaseIterable {
  case allow = 0
  case observe
  case block

  /// The policy's name.
  public var name: String {
    switch self {
    case .allow: "allow"
    case .observe: "observe"
    case .block: "block"
    }
  }
}

/// A paper that a country asks for, such as a vetting.
public struct Paper: Sendable, Equatable {
  /// The paper's name.
  public var name: String
  /// Who keeps it.
  public var owner: String?
  /// Last day it is valid, UTC, `YYYY-MM-DD`.
  public var until: String?
  /// Where its name stands.
  public var source: SourceRange

  public init(name: String, owner: String?, until: String?, source: SourceRange) {
    self.name = name
    self.owner = owner
    self.until = until
    self.source = source
  }
}

/// One rule of `countries.rules`, with its sets expanded. Keys that it does not give are nil.
public struct CountryRule: Sendable, Equatable {
  /// Optional.
  public var name: String?
  /// The regions it is about, `unknown` only where named.
  public var regions: RegionSet
  /// `mode:`.
  public var mode: CountryMode?
  /// `locale:`.
  public var locale: String?
  /// `channels.forbid`.
  public var forbidden: ChannelSet?
  /// `messagingService:`.
  public var messagingService: String?
  /// `requires:`.
  public var papers: [Paper]
  /// Why, who, until when.
  public var annotations: Annotations
  /// Where the rule stands: its name, else its `countries`.
  public var source: SourceRange

  public init(
    name: String? = nil, regions: RegionSet, mode: CountryMode? = nil, locale: String? = nil,
    forbidden: ChannelSet? = nil, messagingService: String? = nil, papers: [Paper] = [],
    annotations: Annotations = Annotations(), source: SourceRange
  ) {
    self.name = name
    self.regions = regions
    self.mode = mode
    self.locale = locale
    self.forbidden = forbidden
    self.messagingService = messagingService
    self.papers = papers
    self.annotations = annotations
    self.source = source
  }
}

/// What holds for one region after the cascade. Each key comes with the index of the rule that gave it last, in
/// `CountryPolicy.rules`; nil: `otherwise`, or nothing.
public struct CountrySettings: Sendable, Hashable {
  /// `countries.otherwise`, or `block` for unknown, where no rule gives one.
  public var mode: CountryMode
  /// Which rule gave the mode.
  public var modeRule: Int?
  /// The locale, `auto` included.
  public var locale: String?
  /// Which rule gave the locale.
  public var localeRule: Int?
  /// The channels the country forbids.
  public var forbidden: ChannelSet
  /// Which rule forbade them.
  public var forbiddenRule: Int?
  /// `MG…` for SMS.
  public var messagingService: String?
  /// Which rule gave it.
  public var messagingServiceRule: Int?

  public init(mode: CountryMode) {
    self.mode = mode
    self.forbidden = []
  }
}

/// `countries:`.
public struct CountryPolicy: Sendable, Equatable {
  /// In order; later rules win key by key.
  public var rules: [CountryRule]
  /// The mode where no rule gives one; not for `unknown`, which is then blocked.
  public var otherwise: CountryMode
  private let cascade: CountryCascade

  /// Computes the cascade.
  public init(rules: [CountryRule], otherwise: CountryMode) {
    self.rules = rules
    self.otherwise = otherwise
    self.cascade = CountryCascade(rules, otherwise: otherwise)
  }

  /// After the cascade, by `Region.index`: `Region.count` of them.
  public var settings: [CountrySettings] { Region.all.map { cascade[$0] } }

  /// The settings of a region.
  public subscript(region: Region) -> CountrySettings { cascade[region] }
}
