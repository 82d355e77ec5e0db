import PosternDigest
import PosternTable

extension RoutingTableDecoder {
  /// The content digest of a table: SHA-256 over its sections, 64 hexadecimal digits; nil when the sections do not have
  /// the digest that the header gives. Readers do not look at it; `verify` does.
  public static func contentDigest(of bytes: [UInt8]) -> String? {
    guard bytes.count > TableFormat.digestedOffset else { return nil }
    let digest = SHA256.digest(of: Array(bytes[TableFormat.digestedOffset...]))
    let given = bytes[TableFormat.digestOffset..<TableFormat.digestOffset + 32]
    return digest.bytes.elementsEqual(given) ? digest.hex : nil
  }
}
