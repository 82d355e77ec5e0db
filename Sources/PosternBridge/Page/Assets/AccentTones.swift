#if Server
import Foundation

/// A colour in sRGB, 8 bits a channel.
struct Colour: Equatable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// `#rrggbb`; nil for every other text.
  init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 7, digits[0] == 0x23 else { return nil }
    var value = 0
    for digit in digits.dropFirst() {
      switch digit {
      case 0x30...0x39: value = value << 4 | Int(digit - 0x30)
      case 0x41...0x46: value = value << 4 | Int(digit - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | Int(digit - 0x61 + 10)
      default: return nil
      }
    }
    self.init(value >> 16, value >> 8 & 0xFF, value & 0xFF)
  }

  static let white = Colour(255, 255, 255)
  /// What stands on light colours; not quite black.
  static let ink = Colour(10, 12, 16)

  /// `#rrggbb`.
  var hexadecimal: String {
    "#" + Hexadecimal.text([red, green, blue].map { UInt8(truncatingIfNeeded: $0) })
  }

  /// Relative luminance as WCAG 2.2 defines it, 0 to 1.
  var luminance: Double {
    func linear(_ channel: Int) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast ratio as WCAG 2.2 defines it, 1 to 21.
  func contrast(with other: Colour) -> Double {
    let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// The colour on the way to another.
  /// - Parameter sixtyFourths: 0 is this colour, 64 the other.
  func mixed(with other: Colour, sixtyFourths: Int) -> Colour {
    func mix(_ from: Int, _ to: Int) -> Int { (from * (64 - sixtyFourths) + to * sixtyFourths) / 64 }
    return Colour(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// The nearest colour towards another that stands out enough from a surface; the other one where none does.
  func moved(towards end: Colour, untilContrast ratio: Double, on surface: Colour) -> Colour {
    for step in 0...64 {
      let colour = mixed(with: end, sixtyFourths: step)
      if colour.contrast(with: surface) >= ratio { return colour }
    }
    return end
  }
}

/// What an accent becomes on one surface, so that everything drawn with it can be read.
struct AccentTones: Equatable, Sendable {
  /// Of buttons; the accent itself wherever that can be.
  var fill: Colour
  /// Under the pointer.
  var fillHover: Colour
  /// Around the fill: at least 3 : 1 against the surface, so that a pale button is still seen as one.
  var edge: Colour
  /// On the fill: at least 4.5 : 1.
  var onFill: Colour
  /// Of links and rings: at least 4.5 : 1 against the surface.
  var text: Colour

  /// - Parameters:
  ///   - accent: the policy's colour.
  ///   - surface: what it is drawn on.
  ///   - end: dark where the surface is light, white where it is dark.
  init(accent: Colour, surface: Colour, end: Colour) {
    // On a dark surface a dark button would be a hole; on a light one a pale button has its edge.
    fill = end == .white ? accent.moved(towards: end, untilContrast: 3, on: surface) : accent
    if Colour.white.contrast(with: fill) >= 3 {
      // White reads better on a middle tone than black does: a little darker, and it has its contrast.
      onFill = .white
      fill = fill.moved(towards: .ink, untilContrast: 4.5, on: .white)
    } else {
      onFill = .ink
    }
    fillHover = fill.mixed(with: onFill == .white ? .ink : .white, sixtyFourths: 8)
    edge = fill.moved(towards: end, untilContrast: 3, on: surface)
    text = accent.moved(towards: end, untilContrast: 4.5, on: surface)
  }
}
#endif
