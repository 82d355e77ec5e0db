extension Catalogue {
  static let overlaysOfIncludes = [
    missingInclude, includeOutside, includedTwice, includedByItself, headerInPart,
  ]

  static let missingInclude = CatalogueEntry(
    "PST0310", .error, "missing include",
    explanation:
      "`include:` names files relative to the policy's folder, also from within an included file.",
    bad: CatalogueExample([.init("policy.yaml", "include: [nowhere.yaml]\n")]),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]))

  static let includeOutside = CatalogueEntry(
    "PST0311", .error, "include outside of the folder",
    explanation: """
      A policy is whole within its folder, so that what is reviewed is what is compiled: no absolute path, no `..`, no \
      backslash, and no symbolic link that leads out.
      """,
    bad: CatalogueExample([.init("policy.yaml", "include: [../shared.yaml]\n")]),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]))

  static let includedTwice = CatalogueEntry(
    "PST0312", .error, "included twice",
    explanation: "A file takes part once: its rules have one place in the order.",
    bad: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml, part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]))

  static let includedByItself = CatalogueEntry(
    "PST0313", .error, "include in a circle",
    explanation: "A file includes itself, directly or through others.",
    bad: CatalogueExample([.init("policy.yaml", "include: [policy.yaml]\n")]),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]))

  static let headerInPart = CatalogueEntry(
    "PST0314", .error, "header key in a part",
    explanation: "`policy` and `language` stand in `policy.yaml` alone, for all parts.",
    bad: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "language: 1\npage: { brand: Acme }\n", isWhole: true),
    ]),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part.yaml]\n"),
      .init("part.yaml", "page: { brand: Acme }\n", isWhole: true),
    ]))
}

extension Diagnostic {
  /// An included file that is not there.
  package static func missingInclude(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingInclude, "there is no file `\(name)` in the policy's folder", at: range,
      help: "paths are relative to the policy's folder")
  }

  /// A path that leaves the folder, or might.
  package static func includeOutside(_ name: String, why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.includeOutside, "`\(name)` \(why)", at: range,
      help: "name a file of the policy's folder, relative to it")
  }

  /// A file named a second time.
  package static func includedTwice(
    _ name: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.includedTwice, "`\(name)` is included twice", at: range,
      related: [RelatedPlace("first included here", first)], help: "remove one of them")
  }

  /// A file that includes itself. `opened` is where that began; nil for the entry file.
  package static func includedByItself(
    _ name: String, at range: SourceRange, opened: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.includedByItself, "`\(name)` includes itself", at: range,
      related: opened.map { [RelatedPlace("it was included here", $0)] } ?? [], help: "remove it")
  }

  /// `policy` or `language` in an included file.
  package static func headerInPart(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.headerInPart, "`\(key)` stands in `policy.yaml` alone", at: range, help: "remove it here")
  }
}
