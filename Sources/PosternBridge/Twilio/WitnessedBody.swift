#if Server
import NIOConcurrencyHelpers

/// A request body that tells whether anybody has begun to read it. Only a connection that is up does: as long as nobody
/// has, the request surely was not processed, whatever went wrong. A collection, not a stream: it is taken at once.
struct WitnessedBody: RandomAccessCollection, Sendable {
  private let bytes: [UInt8]
  private let taken = NIOLockedValueBox(false)

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isTaken: Bool { taken.withLockedValue { $0 } }

  // How long it is may be asked without taking it.
  var startIndex: Int { bytes.startIndex }
  var endIndex: Int { bytes.endIndex }

  subscript(position: Int) -> UInt8 {
    taken.withLockedValue { $0 = true }
    return bytes[position]
  }
}
#endif
