#if Server
import NIOConcurrencyHelpers
import NIOCore

/// A request body that tells whether anybody has begun to read it. Only a connection that is up does: as long as nobody
/// has, the request surely was not processed, whatever went wrong.
struct WitnessedBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  private let bytes: ByteBuffer
  private let taken = NIOLockedValueBox(false)

  init(_ text: String) {
    bytes = ByteBuffer(string: text)
  }

  /// Bytes.
  var count: Int { bytes.readableBytes }

  var isTaken: Bool { taken.withLockedValue { $0 } }

  func makeAsyncIterator() -> Iterator {
    Iterator(bytes: bytes, taken: taken)
  }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var bytes: ByteBuffer?
    fileprivate let taken: NIOLockedValueBox<Bool>

    mutating func next() async -> ByteBuffer? {
      taken.withLockedValue { $0 = true }
      defer { bytes = nil }
      return bytes
    }
  }
}
#endif
