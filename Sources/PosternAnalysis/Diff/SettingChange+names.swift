extension SettingChange {
  /// Whether a name of the policy stands for something else: an id of a group, an application or a provider, or a
  /// network's addresses. Decisions are compared by names, but sign-ins carry ids and addresses, so that this changes who
  /// is meant, though no decision is another.
  public var changesWhoIsMeant: Bool {
    switch part {
    case .directory, .identityProviders: !isThing && (path.hasSuffix(".id") || path.hasSuffix(".cidrs"))
    default: false
    }
  }
}

extension PolicyComparison {
  /// Settings that say who or what a name stands for.
  public var nameChanges: [SettingChange] { settings.filter(\.changesWhoIsMeant) }
  /// All others, which no sign-in shows.
  public var hiddenSettings: [SettingChange] { settings.filter { !$0.changesWhoIsMeant } }
}
