#if Server
import AsyncHTTPClient
import NIOHTTP1

/// Fetches key sets: https, or this machine; 256 KiB at most.
struct KeySetFetcher: Sendable {
  /// The answer was not 200, or too long.
  struct Failed: Error { var status: Int }

  var clients: OutboundClients

  func fetch(_ url: String) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: url)
    request.headers.add(name: "accept", value: "application/json")
    // The policy names this address itself, and a key set may well be served inside one's own network.
    let origin = WebOrigin(url)
    guard let origin, origin.isSecure || origin.isLoopback else { throw OutboundClients.Refused.insecure }
    let reply = try await clients.execute(
      request, allowsPrivate: true, timeout: 5_000, limit: 256 * 1024)
    guard reply.status == 200, let body = reply.body else { throw Failed(status: reply.status) }
    return body
  }
}
#endif
