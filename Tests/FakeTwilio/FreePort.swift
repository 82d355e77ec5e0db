#if Server
import NIOCore
import NIOPosix

/// A port of this machine that nobody listens at.
public enum FreePort {
  /// - Returns: the one that is preferred; another if that is taken or 0.
  public static func find(preferring preferred: Int = 0) -> Int {
    bound(preferred) ?? bound(0) ?? preferred
  }

  private static func bound(_ port: Int) -> Int? {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    guard let channel = try? bootstrap.bind(host: "127.0.0.1", port: port).wait() else { return nil }
    defer { try? channel.close().wait() }
    return channel.localAddress?.port
  }
}
#endif
