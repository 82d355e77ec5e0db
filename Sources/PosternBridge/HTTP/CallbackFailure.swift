#if Server
import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

/// Why a callback did not reach its receiver, in words for the log. Nothing of the address but what the words say.
enum CallbackFailure {
  static func words(_ error: any Error) -> String {
    switch error {
    case let refused as OutboundClients.Refused: words(refused)
    case is TimeLimit.Exceeded: "no answer within 10 seconds"
    case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
      "no answer within 10 seconds"
    case let error as HTTPClientError where error == .connectTimeout: "no connection within 3 seconds"
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      "TLS failed: the certificate is not trusted, or the receiver speaks no TLS"
    case let error as HTTPClientError: "the connection failed: \(error.shortDescription)"
    case is NIOConnectionError, is IOError, is ChannelError: "the connection failed or broke off"
    default: "the request failed: \(type(of: error))"
    }
  }

  private static func words(_ refused: OutboundClients.Refused) -> String {
    switch refused {
    case .malformedURL: "the address is malformed"
    case .insecure: "the address is not https"
    case .unresolved: "the host has no address"
    case .privateAddress: "the host's address is private, and `privateCallbacks` does not name the host"
    }
  }
}

extension Answer {
  /// Which login it is about.
  var authRequestID: String {
    switch self {
    case .success(let id, _, _), .denied(let id, _, _), .native(let id, _): id
    case .pending(let pending): pending.authRequestID
    }
  }
}
#endif
