internal import PosternModel

/// What the webhook is to do, for its operator and its caller: no object of the EIAM API, so never sent there.
package struct WebhookExtension: Sendable, Hashable {
  /// Names of the routing rules that decide behind the webhook, in order of meaning.
  package var rules: [String]
  /// Names, in the instance, of the policies whose second factor the webhook decides, in order of priority.
  package var policies: [String]
  /// URL, signing, schemas and the rest, with `rules` and `policies` last.
  package var contents: VendorObject
}

extension IDaaSTranslator {
  /// nil when the split routes nothing to the webhook.
  func describeWebhook() -> WebhookExtension? {
    guard split.usesWebhook, let webhook = model.webhook else { return nil }
    let routed = split.policies.filter { $0.outcome == .webhook }
    let rules = Set(routed.flatMap(\.rules)).sorted().map(model.ruleName)
    let policies = routed.map(name)
    var contents = VendorObject()
    contents.set("url", .text(webhook.url))
    contents.set("signing", .object(describe(webhook.signing)))
    contents.set("resume", .text(webhook.resume.rawValue))
    contents.set("holdSeconds", webhook.hold.map { .integer(Int($0)) })
    contents.set("codeLifeSeconds", .integer(Int(webhook.codeLife)))
    contents.set("callbackUrls", .texts(webhook.callbackURLs))
    contents.set("returnUrls", .texts(webhook.returnURLs))
    if !webhook.privateCallbacks.isEmpty {
      contents.set("privateCallbacks", .texts(webhook.privateCallbacks))
    }
    contents.set("requireResult", .boolean(webhook.requireResult))
    contents.set("mayOmit", .texts(webhook.mayOmit))
    contents.set("fallbackMethods", .texts(webhook.fallbackMethods.map(\.eiamName)))
    contents.set("request", .object(triggerSchema(webhook)))
    contents.set("response", .object(answerSchema))
    contents.set("rules", .texts(rules))
    contents.set("policies", .texts(policies))
    return WebhookExtension(rules: rules, policies: policies, contents: contents)
  }

  /// Secrets appear by name only.
  private func describe(_ signing: Signing) -> VendorObject {
    var contents = VendorObject()
    contents.set("scheme", .text(signing.scheme.rawValue))
    contents.set("secretNames", .texts(signing.secrets))
    contents.set(
      "verifySecretNames", .texts(signing.verifySecrets.isEmpty ? signing.secrets : signing.verifySecrets))
    contents.set(
      "callbackSecretNames",
      .texts(signing.callbackSecrets.isEmpty ? signing.secrets : signing.callbackSecrets))
    contents.set("toleranceSeconds", .integer(Int(signing.tolerance)))
    contents.set("issuer", signing.issuer.map(VendorValue.text))
    contents.set("audience", signing.audience.map(VendorValue.text))
    contents.set("jwksUrl", signing.jwksURL.map(VendorValue.text))
    if !signing.allowFrom.isEmpty { contents.set("allowFrom", .texts(signing.allowFrom.map(\.description))) }
    return contents
  }
}
