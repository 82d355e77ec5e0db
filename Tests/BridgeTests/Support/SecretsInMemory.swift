#if Server
import NIOConcurrencyHelpers

@testable import PosternBridge

/// Secrets of a test.
final class SecretsInMemory: SecretSource {
  private let secrets: NIOLockedValueBox<[String: [String]]>

  init(_ secrets: [String: [String]]) {
    self.secrets = NIOLockedValueBox(secrets)
  }

  func values(_ name: String) -> [String] { secrets.withLockedValue { $0[name] ?? [] } }

  func set(_ name: String, _ values: [String]) { secrets.withLockedValue { $0[name] = values } }
}

/// Secrets that tests share, each of its own bytes.
enum TestSecret {
  static func webhook(_ seed: UInt8) -> String {
    "whsec_" + SymmetricBytes.base64((0..<32).map { seed &+ $0 })
  }
}

enum SymmetricBytes {
  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = Array(bytes[start..<min(start + 3, bytes.count)])
      let word = part.indices.reduce(UInt32(0)) { $0 | UInt32(part[$1]) << UInt32(16 - 8 * $1) }
      for place in 0..<4 {
        text.append(place <= part.count ? digits[Int(word >> UInt32(18 - 6 * place) & 63)] : "=")
      }
    }
    return text
  }
}
#endif
