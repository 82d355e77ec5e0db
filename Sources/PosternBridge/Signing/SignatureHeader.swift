import Foundation

/// The three headers of Standard Webhooks, read and not yet believed. Takes any text without trapping.
package struct SignatureHeader: Sendable {
  /// Signatures in one header that are looked at; one more, and it is malformed.
  static let maximumSignatures = 16
  /// Bytes of a `webhook-id`.
  static let maximumID = 256
  /// Bytes of an HMAC-SHA256.
  static let signatureBytes = 32

  /// Of `webhook-timestamp`: since 1970, at most twelve digits.
  package let seconds: Int64
  /// Those of version `v1`, decoded, at least one; other versions are passed over.
  package let signatures: [[UInt8]]

  /// nil: malformed.
  package init?(id: String, timestamp: String, signature: String) {
    guard id.utf8.count <= Self.maximumID, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      (1...12).contains(timestamp.utf8.count), timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let seconds = Int64(timestamp)
    else { return nil }
    let words = signature.split(separator: " ")
    guard words.count <= Self.maximumSignatures else { return nil }
    let found = words.compactMap { word in
      word.hasPrefix("v1,") ? Data(base64Encoded: String(word.dropFirst(3))).map(Array.init) : nil
    }.filter { $0.count == Self.signatureBytes }
    guard !found.isEmpty else { return nil }
    self.seconds = seconds
    signatures = found
  }
}
