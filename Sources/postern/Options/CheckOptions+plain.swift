extension CheckOptions {
  /// Reads `check` and its arguments in their plain form: policies, and options in full with their value as the next
  /// word, each at most once but `--env`. Nil for everything else, which is ArgumentParser's to read, and to refuse.
  ///
  /// Reading the options of one command costs ArgumentParser more time than checking a small policy takes.
  init?(plain arguments: ArraySlice<String>) {
    guard arguments.first == "check" else { return nil }
    self.init()
    var given: [String] = []
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if !word.utf8.starts(with: "-".utf8) {
        policies.append(word)
        continue
      }
      guard word == "--env" || !given.contains(word) else { return nil }
      given.append(word)
      if word == "--strict" {
        strict = true
        continue
      }
      if word == "--no-analyses" {
        analyses = false
        continue
      }
      guard let value = rest.popFirst(), !value.isEmpty, !value.utf8.starts(with: "-".utf8),
        take(value, of: word)
      else { return nil }
    }
  }

  /// Takes an option's value over; false for what is no option, or no value of it.
  private mutating func take(_ value: String, of option: String) -> Bool {
    switch option {
    case "--env": environments.append(value)
    case "--stdin-path": standardInputPath = value
    case "--today": today = value
    case "--format":
      guard let known = CheckCommand.Format(rawValue: value) else { return false }
      format = known
    case "--color":
      guard let known = ColorChoice(rawValue: value) else { return false }
      color = known
    default: return false
    }
    return true
  }
}
