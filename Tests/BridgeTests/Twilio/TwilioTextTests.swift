#if Server
import Testing

@testable import PosternBridge

/// Small texts on the way to Twilio and back.
@Suite struct TwilioTextTests {
  @Test(
    arguments: [
      ("https://verify.twilio.com", "https://verify.twilio.com"),
      ("HTTPS://Verify.Twilio.com/", "https://verify.twilio.com"),
      ("https://verify.dublin.ie1.twilio.com:8443", "https://verify.dublin.ie1.twilio.com:8443"),
      ("http://127.0.0.1:9000", "http://127.0.0.1:9000"), ("http://localhost", "http://localhost"),
      ("http://[::1]:80/", "http://[::1]:80"), ("http://127.254.0.9", "http://127.254.0.9"),
    ])
  func takesEndpoints(_ text: String, _ origin: String) throws {
    #expect(try TwilioEndpoint(text).origin == origin)
  }

  @Test(
    arguments: [
      ("http://verify.twilio.com", .insecure), ("http://127.0.0.1.example.com", .insecure),
      ("http://localhost.example.com", .insecure), ("http://128.0.0.1", .insecure),
      ("http://127.0.0", .insecure),
      ("", .malformed), ("verify.twilio.com", .malformed), ("ftp://verify.twilio.com", .malformed),
      ("https://", .malformed), ("https://user@verify.twilio.com", .malformed),
      ("https://u:p@verify.twilio.com", .malformed), ("https://verify.twilio.com/v2", .malformed),
      ("https://verify.twilio.com?x=1", .malformed), ("https://verify.twilio.com#x", .malformed),
      ("https://verify.twilio.com:0", .malformed), ("https://verify.twilio.com:99999", .malformed),
    ] as [(String, TwilioEndpointError)])
  func refusesEndpoints(_ text: String, _ error: TwilioEndpointError) {
    #expect(throws: error) { try TwilioEndpoint(text) }
  }

  @Test(
    arguments: [
      ([("To", "+5511")], "To=%2B5511"), ([("a", "b c&d=e%f")], "a=b%20c%26d%3De%25f"),
      ([("é", "☎")], "%C3%A9=%E2%98%8E"), ([("a", ""), ("b", "~-._")], "a=&b=~-._"),
      ([("x", "\r\n\0")], "x=%0D%0A%00"),
    ] as [([(String, String)], String)])
  func encodesForms(_ fields: [(String, String)], _ text: String) {
    #expect(FormEncoding.text(fields) == text)
  }

  @Test(
    arguments: [
      (1_438_286_400_000, "2015-07-30T20:00:00Z"), (0, "1970-01-01T00:00:00Z"),
      (1_709_164_799_999, "2024-02-28T23:59:59Z"), (1_709_251_199_000, "2024-02-29T23:59:59Z"),
    ] as [(Int64, String)])
  func writesTimes(_ milliseconds: Int64, _ text: String) {
    #expect(UTCText.text(Moment(milliseconds: milliseconds)) == text)
    #expect(UTCText.moment(text)?.milliseconds == milliseconds - milliseconds % 1_000)
  }

  @Test(
    arguments: [
      ("2015-07-30T20:00:00.250Z", 1_438_286_400_250), ("2015-07-30T20:00:00.5Z", 1_438_286_400_500),
      ("2015-07-30T20:00:00.123456789Z", 1_438_286_400_123), ("Thu, 30 Jul 2015 20:00:00 +0000", nil),
      ("", nil),
      ("2015-07-30", nil), (".", nil),
    ] as [(String, Int64?)])
  func readsTimes(_ text: String, _ milliseconds: Int64?) {
    #expect(UTCText.moment(text)?.milliseconds == milliseconds)
  }
}
#endif
