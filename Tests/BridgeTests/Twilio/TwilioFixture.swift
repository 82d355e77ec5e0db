#if Server
import AsyncHTTPClient
import FakeTwilio
import Testing

@testable import PosternBridge

/// A fake Twilio over loopback, and a client to it.
enum TwilioFixture {
  static let service = FakeVerifyService.sid(1)
  static let number = "+5511987654321"
  static let address = "ana.souza@example.com"
  static let apiKey = FakeSettings().apiKey
  static let secret = "fake-secret"

  /// One client for all tests: it keeps nothing but connections, and each fake has a port of its own.
  static let http = TwilioClient.makeHTTPClient(connections: 64)

  /// Enough for a busy machine.
  static let patient: TwilioClient.Timeouts = {
    var timeouts = TwilioClient.Timeouts()
    timeouts.start = 20_000
    timeouts.check = 20_000
    timeouts.other = 20_000
    return timeouts
  }()

  static func start(_ channel: String = "sms", to: String? = nil) -> StartVerification {
    StartVerification(
      service: service, to: to ?? (channel == "email" ? address : number), channel: channel)
  }

  /// Runs a fake, and expects that nothing was asked against Twilio's description.
  static func run(
    _ settings: FakeSettings = FakeSettings(), clock: VirtualClock = VirtualClock(),
    timeouts: TwilioClient.Timeouts = patient, violations: Int = 0,
    _ body: @Sendable @escaping (FakeTwilio, TwilioClient, VirtualClock) async throws -> Void
  ) async throws {
    let fake = try FakeTwilio(settings, now: { clock.now.milliseconds })
    try await fake.serving { url in
      try await body(fake, client(url, timeouts: timeouts), clock)
    }
    #expect(fake.violations.count == violations, "\(fake.violations)")
  }

  static func client(
    _ url: String, secret: @escaping @Sendable () -> String? = { TwilioFixture.secret },
    timeouts: TwilioClient.Timeouts = patient
  ) throws -> TwilioClient {
    TwilioClient(
      http: http, endpoint: try TwilioEndpoint(url), apiKey: apiKey, secret: secret, timeouts: timeouts)
  }

  /// The fault that a call ends with.
  static func fault(_ call: () async throws -> some Sendable) async -> TwilioFault? {
    do {
      _ = try await call()
      return nil
    } catch {
      return error as? TwilioFault
    }
  }
}
#endif
