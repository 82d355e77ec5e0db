import PosternModel
import PosternNumbering
import PosternTable

extension RoutingTableDecoder {
  /// Providers by name and id; the rest of them is not in a table.
  func providers() -> [IdentityProvider] {
    (0..<view.count(.providers)).map { record in
      IdentityProvider(
        name: name(ProviderField.name, record), kind: .oidc, settings: .fields([]),
        id: text(ProviderField.id, record), source: Self.source)
    }
  }

  func entries(_ section: Section) -> [DirectoryEntry] {
    (0..<view.count(section)).map { record in
      DirectoryEntry(
        name: view.name(view.value(EntryField.name, section, record)),
        id: view.name(view.value(EntryField.id, section, record)),
        displayName: view.text(view.value(EntryField.displayName, section, record)), source: Self.source)
    }
  }

  func zones() -> [NetworkZone] {
    (0..<view.count(.zones)).map { record in
      NetworkZone(
        name: name(ZoneField.name, record), id: text(ZoneField.id, record),
        cidrs: cidrs(integer(ZoneField.firstCIDR, record), integer(ZoneField.cidrCount, record)),
        source: Self.source)
    }
  }

  private func cidrs(_ first: Int, _ count: Int) -> [CIDR] {
    (first..<first + count).map { record in
      let words = [CIDRField.word0, .word1, .word2, .word3].map { view.value($0, record) }
      let bytes = words.flatMap { word in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
      }
      return CIDR(
        address: integer(CIDRField.family, record) == 4 ? Array(bytes.prefix(4)) : bytes,
        length: integer(CIDRField.length, record))
    }
  }

  func services() -> [VerifyService] {
    (0..<view.count(.services)).map { record in
      VerifyService(
        name: name(ServiceField.name, record), friendlyName: name(ServiceField.friendlyName, record),
        codeLength: integer(ServiceField.codeLength, record), psd2: integer(ServiceField.psd2, record) == 1,
        sid: text(ServiceField.sid, record), source: Self.source)
    }
  }

  func channels() throws(TableDecodingError) -> [ChannelSettings] {
    var channels: [ChannelSettings] = []
    for record in 0..<view.count(.channels) {
      guard let channel = Channel(rawValue: UInt8(truncatingIfNeeded: integer(ChannelField.channel, record)))
      else { throw .value(.channels, record: record) }
      channels.append(
        ChannelSettings(
          channel: channel, service: integer(ChannelField.service, record),
          wait: view.value(ChannelField.wait, record), locale: text(ChannelField.locale, record),
          template: text(ChannelField.template, record),
          lineTypes: optional(ChannelField.lineTypes, record).map {
            LineTypeSet(rawValue: UInt16(truncatingIfNeeded: $0))
          }, from: text(ChannelField.from, record),
          messagingService: text(ChannelField.messagingService, record), source: Self.source))
    }
    return channels
  }

  func limits() throws(TableDecodingError) -> [Limit] {
    let keys: [LimitKey] = [.number, .prefix(dropDigits: 0), .ip, .country, .user, .all]
    var limits: [Limit] = []
    for record in 0..<view.count(.limits) {
      var key = keys[min(integer(LimitField.key, record), keys.count - 1)]
      if let digits = optional(LimitField.dropDigits, record) { key = .prefix(dropDigits: Int(digits)) }
      let first = integer(LimitField.firstBucket, record)
      limits.append(
        Limit(
          name: name(LimitField.name, record), key: key,
          buckets: (first..<first + integer(LimitField.bucketCount, record)).map {
            Bucket(max: integer(BucketField.max, $0), interval: view.value(BucketField.interval, $0))
          }, observesOnly: integer(LimitField.observesOnly, record) == 1,
          twilio: integer(LimitField.twilio, record) == 1, source: Self.source))
    }
    return limits
  }

  func webhook() throws(TableDecodingError) -> Webhook? {
    guard view.count(.webhook) == 1 else { return nil }
    guard
      let scheme = SigningScheme.allCases.first(where: { $0.number == view.value(WebhookField.scheme, 0) }),
      let resume = ResumeMode.allCases.first(where: { $0.number == view.value(WebhookField.resume, 0) })
    else { throw .value(.webhook, record: 0) }
    return Webhook(
      url: name(WebhookField.url, 0),
      signing: Signing(
        scheme: scheme, secrets: texts(WebhookField.secrets, 0),
        verifySecrets: texts(WebhookField.verifySecrets, 0),
        callbackSecrets: texts(WebhookField.callbackSecrets, 0),
        tolerance: view.value(WebhookField.tolerance, 0), issuer: text(WebhookField.issuer, 0),
        audience: text(WebhookField.audience, 0), jwksURL: text(WebhookField.jwksURL, 0),
        allowFrom: cidrs(integer(WebhookField.firstAllowed, 0), integer(WebhookField.allowedCount, 0))),
      resume: resume, hold: optional(WebhookField.hold, 0), callbackURLs: texts(WebhookField.callbackURLs, 0),
      privateCallbacks: texts(WebhookField.privateCallbacks, 0),
      returnURLs: texts(WebhookField.returnURLs, 0),
      requireResult: integer(WebhookField.requireResult, 0) == 1,
      mayOmit: texts(WebhookField.mayOmit, 0), fallbackMethods: try methods(WebhookField.fallbackMethods, 0),
      codeLife: view.value(WebhookField.codeLife, 0), source: Self.source)
  }

  func methods<Field: RecordField>(_ field: Field, _ record: Int) throws(TableDecodingError) -> [Method] {
    let numbers = numbers(field, record)
    let methods = numbers.compactMap { Method(rawValue: UInt8(truncatingIfNeeded: $0)) }
    guard methods.count == numbers.count else { throw .value(Field.sections[0], record: record) }
    return methods
  }

  func page() -> Page {
    Page(
      brand: text(PageField.brand, 0), support: text(PageField.support, 0),
      privacy: text(PageField.privacy, 0),
      accent: text(PageField.accent, 0), defaultLocale: name(PageField.defaultLocale, 0))
  }
}
