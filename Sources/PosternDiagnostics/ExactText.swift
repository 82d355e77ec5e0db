/// A text that equals another only if it has the same bytes.
///
/// `String` takes what Unicode calls canonically equivalent for equal: `é` written as one scalar and as two. Vendors,
/// and the routing table, do not.
package struct ExactText: Hashable, Sendable {
  /// The text.
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (a: ExactText, b: ExactText) -> Bool { a.text.hasSameBytes(as: b.text) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension String {
  /// Whether two texts are the same byte by byte.
  package func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
