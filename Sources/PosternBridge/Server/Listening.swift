#if Server
import Foundation
import NIOCore
import ServiceLifecycle

/// A listener; an address that cannot be had is a fault of the configuration, in words.
struct Listening: Service {
  var application: any Service
  var address: BridgeConfiguration.Listener
  var flag: String

  func run() async throws {
    do {
      try await application.run()
    } catch let error as IOError {
      throw ConfigurationError(["`\(address.text)` (\(flag)) \(Self.why(error.errnoCode))"])
    } catch is SocketAddressError {
      throw ConfigurationError(["`\(address.text)` (\(flag)) is no address of this machine"])
    }
  }

  private static func why(_ code: CInt) -> String {
    switch code {
    case EADDRINUSE: "is in use: another program listens there"
    case EADDRNOTAVAIL: "is no address of this machine"
    case EACCES, EPERM: "may not be listened at by this user"
    default: "cannot be listened at (error \(code))"
    }
  }
}

extension BridgeConfiguration.Listener {
  /// As it is written behind a flag.
  var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
#endif
