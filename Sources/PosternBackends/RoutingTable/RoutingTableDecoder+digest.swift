import PosternDigest
import PosternTable

extension RoutingTableDecoder {
  /// The content digest of a table: SHA-256 over its sections, 64 hexadecimal digits; nil when the sections do not have
  /// the digest that the header gives. Readers do not look at it; `verify` does.
  public static func contentDigest(of bytes: [UInt8]) -> String? {
    guard bytes.count > TableFormat.digestedOffset else { return nil }
    var hash = SHA256()
    hash.update(bytes[TableFormat.digestedOffset...])
    let digest = hash.finish()
    let given = bytes[TableFormat.digestOffset..<TableFormat.digestOffset + 32]
    return digest.bytes.elementsEqual(given) ? digest.hex : nil
  }

  /// The content digest that a table's header gives, as it stands: for a table that was just written.
  package static func statedContentDigest(of bytes: [UInt8]) -> String? {
    guard bytes.count > TableFormat.digestedOffset else { return nil }
    return SHA256Digest(bytes: Array(bytes[TableFormat.digestOffset..<TableFormat.digestOffset + 32])).hex
  }
}
