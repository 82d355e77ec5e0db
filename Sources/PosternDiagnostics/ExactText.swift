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
  package func hasSameBytes(as other: String) -> Bool {
    guard #available(macOS 26, *) else { return utf8.elementsEqual(other.utf8) }
    let (own, others) = (utf8.span, other.utf8.span)
    guard own.count == others.count else { return false }
    for index in own.indices where own[index] != others[index] { return false }
    return true
  }
}
