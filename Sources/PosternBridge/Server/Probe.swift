#if Server
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import PosternJSON

/// The conformance client: sends requests to a running bridge and says what holds.
public struct Probe: Sendable {
  /// One thing that must hold.
  public struct Finding: Sendable, Equatable {
    public var what: String
    public var holds: Bool
    /// What came instead.
    public var seen: String?
  }

  /// An answer.
  struct Reply: Sendable {
    var status: Int
    var text: String

    var json: JSONValue? { try? JSONValue(parsing: text) }

    /// Its status, and what it says of itself: a state with its reason, or a problem.
    var words: String {
      let json = json
      let said = ["status", "reason", "message", "title", "detail"].compactMap { json?[$0]?.string }
      return ([String(status)] + said).joined(separator: ", ")
    }
  }

  let trigger: String
  let secret: WebhookSecret
  let verifySecret: WebhookSecret

  /// - Throws: `ConfigurationError` for an address or a secret that is none.
  public init(url: String, secretFile: String, verifySecretFile: String?) throws(ConfigurationError) {
    guard WebOrigin(url) != nil else { throw ConfigurationError(["--url `\(url)` is not a URL"]) }
    trigger = url
    secret = try Self.read(secretFile)
    verifySecret =
      try verifySecretFile.map { file throws(ConfigurationError) in try Self.read(file) } ?? secret
  }

  private static func read(_ file: String) throws(ConfigurationError) -> WebhookSecret {
    guard let bytes = FileWatcher.bytes(file),
      let secret = WebhookSecret(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines))
    else { throw ConfigurationError(["`\(file)` holds no secret of the form whsec_…"]) }
    return secret
  }

  /// The address of an endpoint.
  func url(_ endpoint: WebhookEndpoint) -> String {
    (WebOrigin(trigger)?.text ?? "") + endpoint.path(webhookURL: trigger)
  }

  /// A new `auth_request_id`.
  static func newID() -> String { "probe-" + Base64URL.text(RandomBytes.make(12)) }

  /// Sends one request, signed unless told otherwise.
  func send(
    _ client: HTTPClient, _ endpoint: WebhookEndpoint, _ body: String, id: String = newID(), age: Int64 = 0,
    signedBody: String? = nil, secret: WebhookSecret? = nil, prefer: String? = nil, isSigned: Bool = true
  ) async throws -> Reply {
    let timestamp = SystemClock().now.seconds - age
    var request = HTTPClientRequest(url: url(endpoint))
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    if isSigned {
      request.headers.add(name: "webhook-id", value: id)
      request.headers.add(name: "webhook-timestamp", value: String(timestamp))
      request.headers.add(
        name: "webhook-signature",
        value: StandardWebhooks.signature(
          id: id, timestamp: timestamp, body: Array((signedBody ?? body).utf8),
          secrets: [secret ?? (endpoint == .verify ? verifySecret : self.secret)]))
    }
    if let prefer { request.headers.add(name: "prefer", value: prefer) }
    request.body = .bytes(ByteBuffer(string: body))
    let response = try await client.execute(request, timeout: .seconds(150))
    let bytes = try await response.body.collect(upTo: 64 * 1024)
    return Reply(status: Int(response.status.code), text: String(buffer: bytes))
  }

  /// Runs a body with a client that follows nothing.
  func withClient<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(5)
    let client = HTTPClient(
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    do {
      let result = try await body(client)
      try await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }
}
#endif
