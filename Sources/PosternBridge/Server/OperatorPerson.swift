#if Server
import Foundation

/// Whom an operator means: a user's id, a number or an e-mail address, as typed or pasted.
struct OperatorPerson: Sendable, Equatable {
  /// As a user's id or an e-mail address.
  var text: String
  /// As a number: what begins with `+` without the marks that people write between digits.
  var number: String

  /// - Throws: `ConfigurationError` when nothing was given.
  init(_ typed: String) throws(ConfigurationError) {
    text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty {
      throw ConfigurationError(["nobody is named: give a user's id, a number or an e-mail address"])
    }
    let digits = text.dropFirst().filter { !Self.isMark($0) }
    let isNumber =
      text.hasPrefix("+") && !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    number = isNumber ? "+\(digits)" : text
  }

  /// Blanks, dashes of all kinds, parentheses, dots and slashes.
  private static func isMark(_ character: Character) -> Bool {
    character.isWhitespace || "-()./\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(character)
  }
}
#endif
