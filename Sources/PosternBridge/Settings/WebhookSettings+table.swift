#if Server
import PosternTable

extension WebhookSettings {
  /// nil for a table without a webhook.
  init?(_ view: TableView) {
    guard view.count(.webhook) > 0 else { return nil }
    func number(_ field: WebhookField) -> UInt32 { view.value(field, 0) }
    func texts(_ field: WebhookField) -> [String] { view.list(number(field)).map(view.name) }
    let secrets = texts(.secrets)
    let verify = texts(.verifySecrets)
    let callback = texts(.callbackSecrets)
    let first = Int(number(.firstAllowed))
    let hold = number(.hold)
    self.init(
      url: view.name(number(.url)), scheme: Scheme(number(.scheme)), secrets: secrets,
      verifySecrets: verify.isEmpty ? secrets : verify,
      callbackSecrets: callback.isEmpty ? secrets : callback,
      tolerance: Int64(number(.tolerance)), issuer: view.text(number(.issuer)),
      audience: view.text(number(.audience)), jwksURL: view.text(number(.jwksURL)),
      allowFrom: (first..<first + Int(number(.allowedCount))).map { Network(view, $0) },
      resume: Resume(number(.resume)), hold: hold == TableFormat.none ? 0 : Int64(hold),
      callbackURLs: texts(.callbackURLs), privateCallbacks: texts(.privateCallbacks),
      returnURLs: texts(.returnURLs), requiresResult: number(.requireResult) == 1,
      mayOmit: Set(texts(.mayOmit)), codeLife: Int64(number(.codeLife)))
  }
}

extension WebhookSettings.Scheme {
  init(_ number: UInt32) {
    self =
      switch number {
      case 0: .standardWebhooks
      case 1: .jwks
      default: .token
      }
  }
}

extension WebhookSettings.Resume {
  init(_ number: UInt32) {
    self =
      switch number {
      case 0: .response
      case 1: .callback
      default: .poll
      }
  }
}

extension Network {
  init(_ view: TableView, _ record: Int) {
    func word(_ field: CIDRField) -> UInt64 { UInt64(view.value(field, record)) }
    self.init(
      isIPv4: word(.family) == 4, length: Int(word(.length)), high: word(.word0) << 32 | word(.word1),
      low: word(.word2) << 32 | word(.word3))
  }

  /// Whether an address is in it: its family and its bits, as they stand in a network.
  func holds(isIPv4: Bool, high: UInt64, low: UInt64) -> Bool {
    guard isIPv4 == self.isIPv4 else { return false }
    let highMask = length >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(length))
    let lowMask = length <= 64 ? 0 : length >= 128 ? UInt64.max : ~(UInt64.max >> UInt64(length - 64))
    return high & highMask == self.high && low & lowMask == self.low
  }
}
#endif
