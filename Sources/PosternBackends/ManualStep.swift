/// Something that no API does, for a person to do: where, with which value, and why it is needed.
package struct ManualStep: Sendable, Hashable {
  /// Unique in its artefact, such as `redirect-uri/google`; parts are divided by `/`.
  package var key: String
  /// What is to be done, in one line.
  package var title: String
  /// The console's path, or whom to ask.
  package var place: String
  /// The exact value; nil where there is none.
  package var value: String?
  /// Why a person has to do it, and what holds until it is done.
  package var reason: String
  /// Who answers for it, when the policy says so.
  package var owner: String?
  /// Last day it is valid, `YYYY-MM-DD`, when the policy says so.
  package var until: String?

  init(
    _ key: String, title: String, place: String, value: String? = nil, reason: String, owner: String? = nil,
    until: String? = nil
  ) {
    self.key = key
    self.title = title
    self.place = place
    self.value = value
    self.reason = reason
    self.owner = owner
    self.until = until
  }
}
