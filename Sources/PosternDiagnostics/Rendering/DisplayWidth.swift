/// Columns that text takes on a terminal.
enum DisplayWidth {
  /// Columns of each scalar. A cluster's width stands at its first scalar, so that an emoji made of several, or a
  /// letter with its accents, is counted once.
  static func columns(_ text: String) -> [Int] {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      return Array(repeating: 1, count: text.utf8.count)
    }
    var columns: [Int] = []
    for character in text {
      let scalars = character.unicodeScalars
      var width = scalars.map(Self.columns(of:)).max() ?? 0
      // U+FE0F asks for the picture form of what would be a narrow sign.
      if scalars.contains("\u{FE0F}") { width = 2 }
      columns.append(width)
      columns += Array(repeating: 0, count: scalars.count - 1)
    }
    return columns
  }

  /// Columns of a whole text.
  static func of(_ text: String) -> Int {
    columns(text).reduce(0, +)
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// East Asian Width W and F of Unicode 15 (`EastAsianWidth.txt`), rounded to whole blocks; emoji are told by
  /// their property.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}

/// Makes text of a policy safe for a terminal or a log: it cannot send commands, hide, or turn its direction.
package enum SafeText {
  /// Each tab becomes four spaces; other control characters their pictures (`␛`); invisible marks and marks of
  /// direction U+FFFD.
  package static func of(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        safe.append(contentsOf: "    ".unicodeScalars)
      } else {
        safe.append(of(scalar))
      }
    }
    return String(safe)
  }

  /// The scalar that is shown for one that is no tab.
  static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      "\u{FFFD}"
    default: scalar
    }
  }
}
