#if Server
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import PosternBridge

/// A browser that has opened many pages.
@Suite struct PageCookiesTests {
  private let cookies = PageCookies(isSecure: true)

  /// A request with the cookies of so many sign-ins, the oldest first, as browsers send them.
  private func request(_ count: Int) -> (request: Request, values: [String]) {
    let values = (0..<count).map { _ in PageTokens.random() }
    let pairs = values.map { cookies.setting($0).prefix { $0 != ";" } }
    let head = HTTPRequest(
      method: .get, scheme: nil, authority: "a", path: "/",
      headerFields: [.cookie: "other=1; \(pairs.joined(separator: "; "))"])
    return (Request(head: head, body: .init(buffer: ByteBuffer())), values)
  }

  @Test(arguments: [1, 16, 17, 60])
  func eachPageIsFoundByItsOwnCookie(_ count: Int) {
    let (request, values) = request(count)
    for value in values {
      #expect(cookies.value(handle: PageTokens.handle(cookie: value), in: request) == value)
    }
    #expect(cookies.value(handle: PageTokens.handle(cookie: PageTokens.random()), in: request) == nil)
  }

  @Test(arguments: [1, 16, 17, 60])
  func theNewestAreLookedUp(_ count: Int) {
    let (request, values) = request(count)
    #expect(cookies.values(in: request) == values.suffix(16))
  }
}
#endif
