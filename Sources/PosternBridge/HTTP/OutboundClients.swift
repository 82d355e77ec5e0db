#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// HTTP clients that go only where they were sent: a host is resolved here, its address is judged, and the connection is
/// made to that very address, whatever the name says a moment later. No redirect is followed.
actor OutboundClients {
  /// Resolves a host to the address that will be used.
  typealias Resolve = @Sendable (_ host: String, _ port: Int) async throws -> IPAddress?

  /// Why nothing was sent.
  enum Refused: Error, Equatable {
    case malformedURL
    /// Not https, and not this machine.
    case insecure
    case unresolved
    /// The address is of a network of one's own.
    case privateAddress
  }

  static let maximumClients = 64

  private let resolve: Resolve
  private var clients: [String: HTTPClient] = [:]
  private var order: [String] = []

  init(resolve: @escaping Resolve = OutboundClients.system) {
    self.resolve = resolve
  }

  /// Sends a request and reads at most `limit` bytes of the answer; the body is nil when it is longer or breaks off.
  /// - Parameters:
  ///   - allowsPrivate: whether the host may be of a network of one's own; then it may also be plain http.
  ///   - timeout: milliseconds for all of it.
  func execute(
    _ request: HTTPClientRequest, allowsPrivate: Bool, timeout: Int64, limit: Int
  ) async throws -> (status: Int, body: [UInt8]?) {
    guard let origin = WebOrigin(request.url) else { throw Refused.malformedURL }
    guard origin.isSecure || allowsPrivate else { throw Refused.insecure }
    guard let address = try await resolve(origin.host, origin.port) else { throw Refused.unresolved }
    guard allowsPrivate || PublicAddress.isPublic(address) else { throw Refused.privateAddress }
    let client = client(origin.host, address)
    return try await TimeLimit.run(milliseconds: timeout) {
      let response = try await client.execute(request, timeout: .milliseconds(timeout))
      let body = try? await response.body.collect(upTo: limit)
      return (Int(response.status.code), body.map { Array(buffer: $0) })
    }
  }

  /// Closes every client.
  func shutdown() async {
    let all = clients.values
    clients = [:]
    order = []
    for client in all { try? await client.shutdown() }
  }

  private func client(_ host: String, _ address: IPAddress) -> HTTPClient {
    let key = "\(host) \(address.text)"
    if let client = clients[key] { return client }
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(3)
    configuration.dnsOverride = [host: address.text]
    let client = HTTPClient(
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    clients[key] = client
    order.append(key)
    if order.count > Self.maximumClients, let old = clients.removeValue(forKey: order.removeFirst()) {
      Task { try? await old.shutdown() }
    }
    return client
  }

  /// The system's resolver, off the event loops.
  static let system: Resolve = { host, port in
    if let address = IPAddress(host) { return address }
    let found = try await NIOThreadPool.singleton.runIfActive {
      try SocketAddress.makeAddressResolvingHost(host, port: port).ipAddress
    }
    return found.flatMap { IPAddress($0) }
  }
}

extension IPAddress {
  /// As a connection takes it.
  var text: String {
    if let v4 { return (0..<4).map { String(v4 >> UInt32(24 - 8 * $0) & 255) }.joined(separator: ".") }
    let groups = [high, low].flatMap { word in (0..<4).map { word >> UInt64(48 - 16 * $0) & 0xFFFF } }
    return groups.map { String($0, radix: 16) }.joined(separator: ":")
  }
}
#endif
