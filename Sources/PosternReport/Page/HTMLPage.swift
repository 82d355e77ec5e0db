import PosternDigest

/// Text of an HTML page in the making: one file, nothing from elsewhere, no script.
///
/// Names are literals of the program and every value is escaped, so nothing that a policy says becomes markup.
struct HTMLPage {
  typealias Attributes = [(name: StaticString, value: String)]

  private(set) var text = ""

  /// A whole page. Its own policy lets in nothing but its own style, wherever it is shown.
  static func document(title: String, _ body: (inout HTMLPage) -> Void) -> String {
    var page = HTMLPage()
    let hash = Base64.text(SHA256.digest(of: PageStyle.text).bytes)
    page.text += "<!DOCTYPE html>\n"
    page.element("html", [("lang", "en")]) { page in
      page.element("head") { page in
        page.void("meta", [("charset", "utf-8")])
        page.void(
          "meta",
          [
            ("http-equiv", "Content-Security-Policy"),
            (
              "content", "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
            ),
          ])
        page.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
        page.void("meta", [("name", "color-scheme"), ("content", "light dark")])
        page.element("title", text: title)
        page.text += "\n<style>\(PageStyle.text)</style>"
      }
      page.element("body") { body(&$0) }
    }
    return page.text + "\n"
  }

  /// An element with what the closure writes in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [], _ content: (inout HTMLPage) -> Void
  ) {
    open(name, attributes)
    content(&self)
    text += "</\(name)>"
  }

  /// An element with a text in it.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [], text: String) {
    element(name, attributes) { $0.write(text) }
  }

  /// An element that has no content by the standard.
  mutating func void(_ name: StaticString, _ attributes: Attributes = []) { open(name, attributes) }

  /// Text.
  mutating func write(_ plain: String) { text += Self.escape(plain) }

  private mutating func open(_ name: StaticString, _ attributes: Attributes) {
    if Self.startsLine.contains("\(name)") { text += "\n" }
    text += "<\(name)"
    for attribute in attributes { text += " \(attribute.name)=\"\(Self.escape(attribute.value))\"" }
    text += ">"
  }

  private static let startsLine: Set<String> = [
    "head", "body", "meta", "title", "header", "main", "section", "footer", "h1", "h2", "h3", "p", "figure",
    "svg",
    "a", "table", "caption", "thead", "tbody", "tr", "ul", "li", "div", "pattern", "nav",
  ]

  /// Text as text: control, direction and other invisible characters become U+FFFD.
  static func escape(_ plain: String) -> String {
    if plain.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && ![0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }) {
      return plain
    }
    var result = ""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(" ")
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
          result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}

/// RFC 4648, with padding.
enum Base64 {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = group.reduce(0) { $0 << 8 | Int($1) }
      value <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(place <= group.count ? digits[value >> (18 - 6 * place) & 63] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
