#if Server
@testable import PosternBridge

/// Settings as a small policy gives them.
enum SampleSettings {
  static let webhook = WebhookSettings(
    url: "https://auth.example.com/idaas/2fa-trigger", scheme: .standardWebhooks, secrets: ["idaas-webhook"],
    verifySecrets: ["app-verify"], callbackSecrets: ["app-callback"], tolerance: 300, issuer: nil,
    audience: nil,
    jwksURL: nil, allowFrom: [], resume: .response, hold: 110, callbackURLs: [], privateCallbacks: [],
    returnURLs: [], requiresResult: false, mayOmit: [], codeLife: 600)

  static let bridge = BridgeSettings(
    policy: "quickstart", environment: "prod", digest: String(repeating: "ab", count: 32), webhook: webhook,
    twilio: nil, services: [], limits: [],
    page: PageSettings(brand: nil, support: nil, privacy: nil, accent: nil, defaultLocale: "en"),
    attributes: [],
    applicationNames: [:])
}
#endif
