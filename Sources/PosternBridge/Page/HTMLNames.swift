#if Server
/// The elements that the page has.
enum HTMLElement: String {
  case html, head, title, body, header, main, footer, section, div, form, details, summary, noscript, script
  case h1, h2, p, ul, li, dl, dt, dd
  case a, bdi, button, label, span, strong, time

  /// Whether a line ends after it: between inline elements that would be a space.
  var isBlock: Bool {
    switch self {
    case .a, .bdi, .button, .label, .span, .strong, .time: false
    default: true
    }
  }
}

/// The elements without content.
enum HTMLVoidElement: String {
  case meta, link, input
}

/// An attribute: the name is the page's own, the value is escaped where it is written.
struct HTMLAttribute {
  let name: String
  /// nil: the attribute stands alone.
  let value: String?

  private init(_ name: StaticString, _ value: String?) {
    self.name = name.description
    self.value = value
  }

  static func id(_ value: String) -> Self { Self("id", value) }
  static func `class`(_ value: String) -> Self { Self("class", value) }
  static func lang(_ value: String) -> Self { Self("lang", value) }
  static func dir(_ value: String) -> Self { Self("dir", value) }
  static func name(_ value: String) -> Self { Self("name", value) }
  static func content(_ value: String) -> Self { Self("content", value) }
  static func charset(_ value: String) -> Self { Self("charset", value) }
  static func httpEquiv(_ value: String) -> Self { Self("http-equiv", value) }
  static func rel(_ value: String) -> Self { Self("rel", value) }
  static func type(_ value: String) -> Self { Self("type", value) }
  static func value(_ value: String) -> Self { Self("value", value) }
  static func `for`(_ value: String) -> Self { Self("for", value) }
  static func pattern(_ value: String) -> Self { Self("pattern", value) }
  static func title(_ value: String) -> Self { Self("title", value) }
  static func inputMode(_ value: String) -> Self { Self("inputmode", value) }
  static func autocomplete(_ value: String) -> Self { Self("autocomplete", value) }
  static func enterKeyHint(_ value: String) -> Self { Self("enterkeyhint", value) }
  static func size(_ value: Int) -> Self { Self("size", String(value)) }
  static func dateTime(_ value: String) -> Self { Self("datetime", value) }
  static func tabIndex(_ value: Int) -> Self { Self("tabindex", String(value)) }
  static func role(_ value: String) -> Self { Self("role", value) }
  static func postTo(_ path: String) -> Self { Self("action", path) }
  static func aria(_ name: AriaName, _ value: String) -> Self { Self(name.full, value) }
  static func data(_ name: DataName, _ value: String) -> Self { Self(name.full, value) }

  static let post = Self("method", "post")
  static let hidden = Self("hidden", nil)
  static let required = Self("required", nil)
  static let autofocus = Self("autofocus", nil)
  static let deferred = Self("defer", nil)

  /// A link within the page's own folder.
  static func path(_ path: String) -> Self { Self("href", path) }

  /// A script of the page's own.
  static func source(_ path: String) -> Self { Self("src", path) }

  /// A link to elsewhere; nil for every scheme but https and mailto.
  static func link(_ address: String) -> Self? {
    let lowered = address.lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("mailto:") else { return nil }
    return Self("href", address)
  }

  enum AriaName {
    case describedBy, invalid, labelledBy, hidden, live, atomic

    fileprivate var full: StaticString {
      switch self {
      case .describedBy: "aria-describedby"
      case .invalid: "aria-invalid"
      case .labelledBy: "aria-labelledby"
      case .hidden: "aria-hidden"
      case .live: "aria-live"
      case .atomic: "aria-atomic"
      }
    }
  }

  /// What the script reads.
  enum DataName {
    case mark, path, phase, seconds, length, busy, said, message, prefix

    fileprivate var full: StaticString {
      switch self {
      case .mark: "data-mark"
      case .path: "data-path"
      case .phase: "data-phase"
      case .seconds: "data-seconds"
      case .length: "data-length"
      case .busy: "data-busy"
      case .said: "data-said"
      case .message: "data-message"
      case .prefix: "data-prefix"
      }
    }
  }
}
#endif
