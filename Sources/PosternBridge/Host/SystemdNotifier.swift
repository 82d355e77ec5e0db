#if Server
import Foundation
import NIOCore
import NIOPosix

/// Tells systemd how it stands: `sd_notify(3)` over the datagram socket of `NOTIFY_SOCKET`. Without that variable, and
/// with an abstract socket, it says nothing.
struct SystemdNotifier: Sendable {
  private let socket: String?
  /// Milliseconds between two signs of life: half of what systemd allows; nil: it asks for none.
  let watchdogInterval: Int64?

  init(environment: [String: String]) {
    let path = environment["NOTIFY_SOCKET"] ?? ""
    socket = path.hasPrefix("/") ? path : nil
    let processFits = environment["WATCHDOG_PID"].map {
      $0 == String(ProcessInfo.processInfo.processIdentifier)
    }
    if processFits ?? true, let microseconds = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }),
      microseconds > 0
    {
      watchdogInterval = max(microseconds / 2000, 100)
    } else {
      watchdogInterval = nil
    }
  }

  /// Sends one state, such as `READY=1`; whether it got there changes nothing here.
  func send(_ state: String) async {
    guard let socket else { return }
    do {
      let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(unixDomainSocketPath: socket).get()
      let address = try SocketAddress(unixDomainSocketPath: socket)
      try await channel.writeAndFlush(
        AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: state))
      ).get()
      try await channel.close()
    } catch {
      return
    }
  }

  /// Gives signs of life until the task is cancelled.
  func run(clock: any BridgeClock) async {
    guard let watchdogInterval, socket != nil else { return }
    while !Task.isCancelled {
      await send("WATCHDOG=1")
      guard (try? await clock.sleep(milliseconds: watchdogInterval)) != nil else { return }
    }
  }
}
#endif
