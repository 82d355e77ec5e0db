#if Server
import HTTPTypes
import Hummingbird
import NIOCore
import PosternJSON

/// Problem details by RFC 9457: the one type that knows how errors become responses.
struct Problem: Error, Sendable, Equatable {
  var status: HTTPResponse.Status
  /// The last part of `type`.
  var name: String
  var title: String
  var detail: String?
  /// Seconds.
  var retryAfter: Int64?
  /// `WWW-Authenticate`.
  var challenge: String?
  /// Whether the connection is of no use any more: said in `Connection`, so that nobody sends another request on it.
  var closesConnection = false

  init(
    _ status: HTTPResponse.Status, _ name: String, _ title: String, detail: String? = nil,
    retryAfter: Int64? = nil
  ) {
    self.status = status
    self.name = name
    self.title = title
    self.detail = detail
    self.retryAfter = retryAfter
  }

  static let noHost = Problem(.badRequest, "no-host", "The request names no host, or two")
  static let notFound = Problem(.notFound, "unknown-path", "There is nothing at this address")
  static let wrongMethod = Problem(.methodNotAllowed, "wrong-method", "This address takes another method")
  static let bodyTooLarge = Problem(.contentTooLarge, "body-too-large", "The body is larger than 64 KiB")
  static let headersTooLarge = Problem(
    .requestHeaderFieldsTooLarge, "headers-too-large", "The headers are larger than 16 KiB")
  static let tooSlow = Problem(.requestTimeout, "too-slow", "The body did not arrive within 10 seconds")
  static let `internal` = Problem(.internalServerError, "internal", "Something went wrong here")

  /// 401; the same for every cause.
  static func unauthorized(_ scheme: WebhookSettings.Scheme) -> Problem {
    var problem = Problem(.unauthorized, "unauthorized", "The request does not prove who sent it")
    problem.challenge = scheme == .standardWebhooks ? "Standard-Webhooks" : "Bearer"
    return problem
  }

  init(_ refusal: Refusal) {
    switch refusal {
    case .malformed(let detail):
      self.init(.badRequest, "malformed", "The request is malformed", detail: detail)
    case .unknown:
      self.init(.notFound, "unknown-request", "There is no such `auth_request_id`")
    case .conflict:
      self.init(.conflict, "conflict", "The same id was used with another meaning")
    case .unprocessable(let detail):
      self.init(.unprocessableContent, "unprocessable", "The request cannot be decided", detail: detail)
    case .usedUp:
      self.init(.conflict, "used-up", "There is nothing left to send")
    case .tooEarly(let seconds):
      self.init(.tooManyRequests, "too-early", "Another send is not open yet", retryAfter: seconds)
    case .limited(let seconds):
      self.init(.tooManyRequests, "limited", "A limit refuses another send", retryAfter: seconds)
    case .unavailable(let seconds):
      self.init(.serviceUnavailable, "unavailable", "Not possible now", retryAfter: seconds)
    }
  }

  var body: JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", .string("urn:postern:problem:\(name)")), ("title", .string(title)),
      ("status", .integer(status.code)),
    ]
    if let detail { members.append(("detail", .string(detail))) }
    return .object(members)
  }

  var response: Response {
    var response = Response.json(status, body, type: "application/problem+json")
    if let retryAfter { response.headers[.retryAfter] = String(max(1, retryAfter)) }
    if closesConnection { response.headers[.connection] = "close" }
    if let challenge { response.headers[.wwwAuthenticate] = challenge }
    return response
  }
}

extension Response {
  /// One line of JSON, never cached.
  static func json(_ status: HTTPResponse.Status, _ value: JSONValue, type: String = "application/json")
    -> Response
  {
    let bytes = JSONWriter(indent: nil, finalNewline: false).bytes(value)
    return Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
#endif
