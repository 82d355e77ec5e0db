/// What a piece of terminal output is, so that one place knows its colours.
enum Style: Sendable {
  case error
  case warning
  case title
  case gutter
  case related
  case help

  /// Parameters of the control sequence SGR, ECMA-48 §8.3.117.
  fileprivate var parameters: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .title: "1"
    case .gutter, .related: "1;34"
    case .help: "1;36"
    }
  }
}

/// Adds colour, or nothing at all.
struct Painter: Sendable {
  let colour: Bool

  func callAsFunction(_ style: Style, _ text: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(style.parameters)m\(text)\u{1B}[0m" : text
  }
}

extension Severity {
  var style: Style {
    switch self {
    case .error: .error
    case .warning: .warning
    }
  }
}
