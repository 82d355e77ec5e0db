#if Server
import HTTPTypes
import Testing

@testable import PosternBridge

@Suite struct TokenSchemeTests {
  static let token = "correct horse battery staple 42"

  static func request(
    _ headers: HTTPFields = [:], query: String? = nil, from address: String = "10.1.2.3"
  ) -> ReceivedRequest {
    ReceivedRequest(
      headers: headers, query: query, body: [], address: IPAddress(address),
      receivedAt: Moment(milliseconds: 0))
  }

  static func cause(_ request: ReceivedRequest, secrets: [String] = ["old token", token]) -> Unauthorized
    .Cause?
  {
    do throws(Unauthorized) {
      let networks = ["10.0.0.0/8", "2001:db8::/32"].compactMap { Network($0) }
      let sender = try TokenScheme.verify(request, secrets: secrets, allowFrom: networks)
      return sender.webhookID == nil ? nil : .malformed
    } catch {
      return error.cause
    }
  }

  @Test func takesABearerOrAQuery() {
    let encoded = "a=b&token=correct%20horse%20battery%20staple%2042"
    #expect(Self.cause(Self.request([.authorization: "Bearer sesame"]), secrets: ["sesame"]) == nil)
    #expect(Self.cause(Self.request([.authorization: "bearer sesame"]), secrets: ["x", "sesame"]) == nil)
    #expect(Self.cause(Self.request(query: encoded)) == nil)
    #expect(Self.cause(Self.request(query: encoded, from: "2001:db8::7")) == nil)
  }

  @Test func refuses() {
    let good: HTTPFields = [.authorization: "Bearer sesame"]
    #expect(Self.cause(Self.request(good, from: "11.0.0.1"), secrets: ["sesame"]) == .wrongAddress)
    #expect(Self.cause(Self.request(good, from: "no address"), secrets: ["sesame"]) == .wrongAddress)
    #expect(Self.cause(Self.request(good), secrets: []) == .noSecret)
    #expect(Self.cause(Self.request(good), secrets: ["sesam"]) == .wrongSignature)
    #expect(Self.cause(Self.request(good), secrets: ["sesame "]) == .wrongSignature)
    #expect(Self.cause(Self.request()) == .missing)
    #expect(Self.cause(Self.request(good, query: "token=sesame"), secrets: ["sesame"]) == .duplicate)
    #expect(Self.cause(Self.request(query: "token=a&token=sesame"), secrets: ["sesame"]) == .duplicate)
    #expect(Self.cause(Self.request(query: "token="), secrets: [""]) == .malformed)
    #expect(Self.cause(Self.request(query: "token=%zz")) == .malformed)
    #expect(Self.cause(Self.request([.authorization: "Basic sesame"]), secrets: ["sesame"]) == .malformed)
    var twice = HTTPFields()
    twice[values: .authorization] = ["Bearer sesame", "Bearer sesame"]
    #expect(Self.cause(Self.request(twice), secrets: ["sesame"]) == .duplicate)
  }
}
#endif
