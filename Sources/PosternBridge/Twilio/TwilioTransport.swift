#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import PosternJSON

/// One request to Twilio and its answer, without meaning.
struct TwilioTransport: Sendable {
  /// The longest answer that is read: 64 KiB.
  static let longestBody = 65_536

  let http: HTTPClient
  let endpoint: TwilioEndpoint
  let apiKey: @Sendable () -> String
  let secret: @Sendable () -> String?

  /// A 2xx answer.
  struct Reply {
    var status: Int
    var body: JSONObject
    var requestID: String?

    /// For an answer that does not say what it must.
    var unreadable: TwilioFault { TwilioFault(status: status, execution: .unknown, requestID: requestID) }
  }

  /// `POST`
  /// - Parameter timeout: milliseconds for all of it.
  func post(_ path: String, _ form: [(String, String)], timeout: Int64) async throws(TwilioFault) -> Reply {
    let body = WitnessedBody(FormEncoding.text(form))
    var request = HTTPClientRequest(url: endpoint.origin + path)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(body, length: .known(Int64(body.count)))
    return try await reply(to: request, timeout: timeout) { body.isTaken ? .unknown : .notProcessed }
  }

  /// `GET`: has no effect, so it never may have had one.
  /// - Parameter timeout: milliseconds for all of it.
  func get(_ pathAndQuery: String, timeout: Int64) async throws(TwilioFault) -> Reply {
    do {
      let request = HTTPClientRequest(url: endpoint.origin + pathAndQuery)
      return try await reply(to: request, timeout: timeout) { .notProcessed }
    } catch {
      var fault = error
      fault.execution = .notProcessed
      throw fault
    }
  }

  private func reply(
    to request: HTTPClientRequest, timeout: Int64, execution: () -> TwilioFault.Execution
  ) async throws(TwilioFault) -> Reply {
    guard let secret = secret() else { throw TwilioFault(execution: .notProcessed, isLocal: true) }
    var request = request
    request.setBasicAuth(username: apiKey(), password: secret)
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "User-Agent", value: "postern-bridge")
    let deadline = NIODeadline.now() + .milliseconds(timeout)
    let response: HTTPClientResponse
    do {
      response = try await http.execute(request, deadline: deadline)
    } catch {
      throw TwilioFault(execution: execution())
    }
    let status = Int(response.status.code)
    let requestID = Self.requestID(response.headers)
    let body = await Self.body(of: response, before: deadline)
    guard (200..<300).contains(status) else {
      throw TwilioFault(status: status, body: body, requestID: requestID)
    }
    guard let object = body.flatMap({ try? JSONValue(parsing: $0) })?.object else {
      throw TwilioFault(status: status, execution: .unknown, requestID: requestID)
    }
    return Reply(status: status, body: object, requestID: requestID)
  }

  /// nil: too long, too slow, or cut off.
  private static func body(of response: HTTPClientResponse, before deadline: NIODeadline) async -> [UInt8]? {
    let rest = (deadline - .now()).nanoseconds / 1_000_000
    return try? await TimeLimit.run(milliseconds: rest) {
      Array((try await response.body.collect(upTo: longestBody)).readableBytesView)
    }
  }

  /// `RQ…`; anything but letters and digits is no id, and goes into no log.
  private static func requestID(_ headers: HTTPHeaders) -> String? {
    guard let value = headers.first(name: "Twilio-Request-Id"), (1...64).contains(value.utf8.count),
      value.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) })
    else { return nil }
    return value
  }
}
#endif
