#if Server
/// A code as somebody typed it.
enum TypedCode {
  /// Its digits in ASCII: spaces are dropped, other scripts' decimal digits are read; nil for what has anything else.
  static func digits(_ text: String) -> String? {
    var digits = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar == "\u{200E}" || scalar == "\u{200F}" { continue }
      guard scalar.properties.generalCategory == .decimalNumber,
        let value = scalar.properties.numericValue, digits.utf8.count < 16
      else { return nil }
      digits += String(Int(value))
    }
    return digits.isEmpty ? nil : digits
  }
}
#endif
