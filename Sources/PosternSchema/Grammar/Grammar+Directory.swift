/// Keys of an application or a group that is more than an id.
enum DirectoryEntryKey: Int, MappingKey {
  case id, displayName

  static let grammar = MappingGrammar(
    "an entry of the directory", [required("id", .filled), optional("displayName", .filled)])
}

/// Keys of a network zone.
enum NetworkZoneKey: Int, MappingKey {
  case cidrs

  static let grammar = MappingGrammar("a network zone", [required("cidrs", .list(of: .filled))])
}

/// Keys of `breakGlass:`.
enum BreakGlassKey: Int, MappingKey {
  case groups, use

  static let grammar = MappingGrammar(
    "`breakGlass`", [required("groups", .list(of: .filled)), required("use", .list(of: .method))])
}

/// Keys of `directory:`.
enum DirectoryKey: Int, MappingKey {
  case applications, groups, networkZones, breakGlass

  static let grammar = MappingGrammar(
    "`directory`", joins: true,
    [
      optional("applications", entries("an application")),
      optional("groups", entries("a group")),
      optional(
        "networkZones",
        .names(
          NamesGrammar(
            noun: "a network zone", reserved: Vocabulary.unknown,
            value: .mapping(NetworkZoneKey.grammar), joins: true))),
      required("breakGlass", .textOr(.choice(["none"]), BreakGlassKey.grammar)),
    ])

  private static func entries(_ noun: String) -> ValueGrammar {
    .names(
      NamesGrammar(
        noun: noun, reserved: Vocabulary.unknown, value: .textOr(.filled, DirectoryEntryKey.grammar),
        joins: true))
  }
}
