#if Server
public import PosternRuntime
import PosternTable

extension BridgeSettings {
  /// Reads what the bridge needs from a table.
  /// - Returns: nil for a table without a webhook: nothing is sent by it, so there is nothing to serve.
  public init?(_ table: RoutingTable) {
    let view = table.view
    guard let webhook = WebhookSettings(view) else { return nil }
    self.policy = table.policy
    self.environment = table.environment
    self.digest = Hexadecimal.text(table.contentDigest)
    self.webhook = webhook
    self.twilio = TwilioAccount(view)
    self.services = (0..<view.count(.services)).map { ServiceSettings(view, $0) }
    self.limits = (0..<view.count(.limits)).map { LimitSettings(view, $0) }
    self.page = PageSettings(view)
    let read = view.value(PolicyField.attributes, 0)
    self.attributes = Set(
      Attribute.allCases.filter { read >> UInt32($0.rawValue) & 1 == 1 }.map { "\($0)" })
    self.applicationNames = Self.applicationNames(view)
  }

  /// What a person is told of an application, by its name and by its id.
  private static func applicationNames(_ view: TableView) -> [String: String] {
    var names: [String: String] = [:]
    for record in 0..<view.count(.applications) {
      let name = view.name(view.value(EntryField.name, .applications, record))
      let id = view.name(view.value(EntryField.id, .applications, record))
      let shown = view.text(view.value(EntryField.displayName, .applications, record)) ?? name
      names[name] = shown
      names[id] = shown
    }
    return names
  }
}

extension ActiveTable {
  /// Reads what the bridge needs; nil for a table without a webhook.
  public init?(_ table: RoutingTable) {
    guard let settings = BridgeSettings(table) else { return nil }
    let view = table.view
    let regions = (0..<view.count(.regions)).map { (view.text(view.value(RegionField.code, $0)) ?? "", $0) }
    self.init(
      table: table, settings: settings, regions: Dictionary(regions, uniquingKeysWith: { first, _ in first }))
  }
}

extension TwilioAccount {
  init?(_ view: TableView) {
    guard view.count(.twilio) > 0 else { return nil }
    self.init(
      account: view.name(view.value(TwilioField.account, 0)),
      apiKey: view.name(view.value(TwilioField.apiKey, 0)),
      apiSecret: view.name(view.value(TwilioField.apiSecret, 0)),
      codeTTL: Int64(view.value(TwilioField.codeTTL, 0)))
  }
}

extension ServiceSettings {
  init(_ view: TableView, _ record: Int) {
    self.init(
      name: view.name(view.value(ServiceField.name, record)),
      friendlyName: view.name(view.value(ServiceField.friendlyName, record)),
      sid: view.text(view.value(ServiceField.sid, record)),
      codeLength: Int(view.value(ServiceField.codeLength, record)),
      isPSD2: view.value(ServiceField.psd2, record) == 1)
  }
}

extension LimitSettings {
  init(_ view: TableView, _ record: Int) {
    let first = Int(view.value(LimitField.firstBucket, record))
    let count = Int(view.value(LimitField.bucketCount, record))
    self.init(
      name: view.name(view.value(LimitField.name, record)), key: Key(view, record),
      buckets: (first..<first + count).map {
        Bucket(
          max: Int(view.value(BucketField.max, $0)), interval: Int64(view.value(BucketField.interval, $0)))
      },
      observesOnly: view.value(LimitField.observesOnly, record) == 1,
      isTwilio: view.value(LimitField.twilio, record) == 1)
  }
}

extension LimitSettings.Key {
  init(_ view: TableView, _ record: Int) {
    switch view.value(LimitField.key, record) {
    case 0: self = .number
    case 1: self = .prefix(dropDigits: Int(view.value(LimitField.dropDigits, record)))
    case 2: self = .ip
    case 3: self = .country
    case 4: self = .user
    default: self = .all
    }
  }
}

extension PageSettings {
  init(_ view: TableView) {
    self.init(
      brand: view.text(view.value(PageField.brand, 0)),
      support: view.text(view.value(PageField.support, 0)),
      privacy: view.text(view.value(PageField.privacy, 0)),
      accent: view.text(view.value(PageField.accent, 0)),
      defaultLocale: view.text(view.value(PageField.defaultLocale, 0)) ?? "en")
  }
}
#endif
