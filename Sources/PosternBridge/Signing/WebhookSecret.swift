#if Server
import Crypto
import Foundation

/// A secret in the form of Standard Webhooks: `whsec_` and base64. Says nothing of itself when printed.
public struct WebhookSecret: Sendable {
  /// Bytes that it has at least: 24, as the specification asks.
  public static let minimumCount = 24

  let key: SymmetricKey

  /// Reads the text form.
  /// - Returns: nil for another form, malformed base64, or fewer than 24 bytes.
  public init?(_ text: String) {
    guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))),
      bytes.count >= Self.minimumCount
    else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// The text form of 32 random bytes.
  public static func random() -> String {
    "whsec_" + RandomBytes.make(32).base64EncodedString()
  }
}

extension WebhookSecret: CustomStringConvertible, CustomReflectable {
  public var description: String { "WebhookSecret" }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}

/// Bytes from the system's generator.
enum RandomBytes {
  static func make(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    // Eight bytes at a time: each number is a call of the system.
    while bytes.count < count {
      let word = generator.next() as UInt64
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return Data(bytes.prefix(count))
  }
}
#endif
