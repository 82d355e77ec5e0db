#if Server
import PosternRuntime

/// What must be there before anything is decided: nothing missing counts as absent.
enum TriggerCheck {
  /// - Throws: `Refusal.unprocessable`, naming keys and never values.
  static func attributes(_ trigger: Trigger, _ settings: BridgeSettings) throws(Refusal) {
    let mayOmit = settings.webhook.mayOmit
    func require(_ key: String, _ attribute: String, _ isThere: Bool) throws(Refusal) {
      guard !isThere, settings.attributes.contains(attribute), !mayOmit.contains(key) else { return }
      throw .unprocessable("`\(key)` is missing, and rules read it")
    }
    try require("groups", "group", trigger.groups != nil)
    try require("application", "application", trigger.application?.isEmpty == false)
    try require("identity_provider", "identityProvider", trigger.identityProvider?.isEmpty == false)
    let hasPlace = trigger.networkZones != nil || trigger.clientIP?.isEmpty == false
    if !hasPlace, settings.attributes.contains("networkZone"), !mayOmit.contains("network_zones"),
      !mayOmit.contains("client_ip")
    {
      throw .unprocessable("`network_zones` and `client_ip` are missing, and rules read one of them")
    }
  }

  /// Where the trigger says the browser and the outcome shall go.
  /// - Returns: the callback URL in force; nil unless `resume` is `callback`.
  static func addresses(_ trigger: Trigger, _ webhook: WebhookSettings) throws(Refusal) -> String? {
    if let url = trigger.returnURL, !webhook.returnURLs.contains(url) {
      throw .unprocessable("`return_url` is none of the policy's `returnUrls`")
    }
    guard webhook.resume == .callback else {
      if trigger.callbackURL != nil {
        throw .unprocessable("`callback_url` is given, but the policy's `resume` is not `callback`")
      }
      return nil
    }
    if let url = trigger.callbackURL {
      guard webhook.callbackURLs.contains(url) else {
        throw .unprocessable("`callback_url` is none of the policy's `callbackUrls`")
      }
      return url
    }
    guard webhook.callbackURLs.count == 1 else {
      throw .unprocessable("`callback_url` is missing, and the policy has several `callbackUrls`")
    }
    return webhook.callbackURLs.first
  }

  /// What sending by this plan needs of the trigger.
  static func plan(
    _ plan: [PlanStep], _ trigger: Trigger, _ limits: [LimitSettings], _ webhook: WebhookSettings
  ) throws(Refusal) {
    if trigger.userID?.isEmpty != false {
      throw .unprocessable("`user.id` is missing, and wrong codes are counted by it")
    }
    if webhook.requiresResult, trigger.returnURL == nil {
      throw .unprocessable("`return_url` is missing, and success waits for the browser to come back to it")
    }
    if plan.contains(where: \.isPSD2) {
      if trigger.amount?.isEmpty != false {
        throw .unprocessable("`amount` is missing, and the service is PSD2")
      }
      if trigger.payee?.isEmpty != false {
        throw .unprocessable("`payee` is missing, and the service is PSD2")
      }
    }
    for limit in limits {
      switch limit.key {
      case .ip where trigger.clientIP.flatMap(LimitAddress.init) == nil:
        throw .unprocessable(
          "`client_ip` is missing or unreadable, and the limit `\(limit.name)` counts by it")
      default: break
      }
    }
  }
}
#endif
