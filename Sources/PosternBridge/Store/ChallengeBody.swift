#if Server
import Foundation

/// A challenge as the text that is stored: JSON, by the names of its properties.
enum ChallengeBody {
  static func text(of challenge: Challenge) throws -> String {
    String(decoding: try JSONEncoder().encode(challenge), as: UTF8.self)
  }

  /// - Throws: `StoreError.unreadable`, without anything of the text.
  static func challenge(from text: String) throws -> Challenge {
    do {
      return try JSONDecoder().decode(Challenge.self, from: Data(text.utf8))
    } catch {
      throw StoreError.unreadable("a challenge cannot be read")
    }
  }
}
#endif
