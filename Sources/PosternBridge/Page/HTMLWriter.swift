#if Server
/// Writes HTML. Names come from closed lists, and every value is escaped: no text can become markup.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(8192)
    write("<!DOCTYPE html>\n")
  }

  /// An element with what the closure writes in it.
  mutating func element(
    _ name: HTMLElement, _ attributes: [HTMLAttribute] = [], _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    write("</")
    write(name.rawValue)
    write(">")
    if name.isBlock { write("\n") }
  }

  /// An element with a text in it.
  mutating func element(_ name: HTMLElement, _ attributes: [HTMLAttribute] = [], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that has no content by the standard.
  mutating func void(_ name: HTMLVoidElement, _ attributes: [HTMLAttribute]) {
    write("<")
    write(name.rawValue)
    for attribute in attributes { write(attribute) }
    write(">\n")
  }

  /// Text.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars { write(escaping: scalar) }
  }

  /// Text of unknown direction: kept from mixing with what stands around it.
  mutating func isolated(_ text: String, direction: String? = nil) {
    element(.bdi, direction.map { [.dir($0)] } ?? []) { $0.text(text) }
  }

  /// A sentence; the closure writes what stands in its places.
  mutating func phrase(_ phrase: Phrase, _ slot: (Phrase.Slot, inout HTMLWriter) -> Void) {
    for part in phrase.parts {
      switch part {
      case .text(let text): self.text(text)
      case .slot(let name): slot(name, &self)
      }
    }
  }

  private mutating func open(_ name: HTMLElement, _ attributes: [HTMLAttribute]) {
    write("<")
    write(name.rawValue)
    for attribute in attributes { write(attribute) }
    write(">")
  }

  private mutating func write(_ attribute: HTMLAttribute) {
    write(" ")
    write(attribute.name)
    guard let value = attribute.value else { return }
    write("=\"")
    text(value)
    write("\"")
  }

  private mutating func write(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Control characters, which HTML does not allow, become U+FFFD.
  private mutating func write(escaping scalar: Unicode.Scalar) {
    switch scalar {
    case "&": write("&amp;")
    case "<": write("&lt;")
    case ">": write("&gt;")
    case "\"": write("&quot;")
    case "'": write("&#39;")
    case "\t", "\n": bytes.append(UInt8(scalar.value))
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": write("\u{FFFD}")
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
#endif
