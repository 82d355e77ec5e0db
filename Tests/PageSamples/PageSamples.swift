#if Server
@testable import PosternBridge

/// Views and looks that tests and the preview share.
enum PageSamples {
  static let settings = PageSettings(
    brand: "Acme", support: "https://help.example.com/sign-in", privacy: "https://www.example.com/privacy",
    accent: nil, defaultLocale: "en")

  static func view(_ phase: PageView.Phase = .enterCode, startedAt: Moment) -> PageView {
    PageView(
      phase: phase, channel: "sms", nextChannel: "call", canResend: true, destination: "+55•••••••21",
      codeLength: 6, attemptsLeft: 5, sendsLeft: 4, expiresAt: startedAt.adding(seconds: 600),
      resendAfter: startedAt.adding(seconds: 30), startedAt: startedAt, locale: nil, application: "Acme Wiki",
      signInFrom: "203.0.113.0/24", returnURL: nil, requiresResult: false, serviceName: "default")
  }

  static let reasons: [DeniedReason] = DeniedReason.allCases
}
#endif
