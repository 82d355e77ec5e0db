#if Server
import NIOConcurrencyHelpers

/// What this process wrote or read last, so that a text that stands there unchanged is not parsed again. The text itself is compared: whatever another process, or a transaction that did not hold, has written in between.
final class ChallengeBodies: Sendable {
  private struct Entry {
    var texts: ChallengeTexts
    var challenge: Challenge
  }

  /// Two generations: when the young one is full it takes the place of the old one.
  private struct Entries {
    var young: [String: Entry] = [:]
    var old: [String: Entry] = [:]
  }

  /// How many a generation holds.
  private let limit: Int
  private let entries = NIOLockedValueBox(Entries())

  /// What stands before a text that is sealed.
  private let blanks: String

  /// - Parameter pageSize: of the store's pages, in bytes.
  init(limit: Int = 1024, pageSize: Int = ChallengeTexts.pageSize) {
    self.limit = limit
    blanks = String(repeating: " ", count: pageSize)
  }

  func texts(
    of challenge: Challenge, known: (secrets: ChallengeTexts.Secrets, text: String?)? = nil
  ) throws -> ChallengeTexts {
    let texts = try ChallengeTexts(challenge, behind: blanks, known: known)
    remember(challenge, texts)
    return texts
  }

  /// - Throws: `StoreError.unreadable`, without anything of the text.
  func challenge(id: String, from texts: ChallengeTexts) throws -> Challenge {
    let known = entries.withLockedValue { $0.young[id] ?? $0.old[id] }
    if let known, known.texts == texts { return known.challenge }
    do {
      let challenge = try texts.challenge()
      remember(challenge, texts)
      return challenge
    } catch {
      throw StoreError.unreadable("a challenge cannot be read")
    }
  }

  /// Forgets everything, so that nothing outlives the rows.
  func forget() {
    entries.withLockedValue { $0 = Entries() }
  }

  private func remember(_ challenge: Challenge, _ texts: ChallengeTexts) {
    entries.withLockedValue { entries in
      if entries.young.count >= limit {
        entries.old = entries.young
        entries.young = [:]
      }
      entries.young[challenge.id] = Entry(texts: texts, challenge: challenge)
    }
  }
}
#endif
