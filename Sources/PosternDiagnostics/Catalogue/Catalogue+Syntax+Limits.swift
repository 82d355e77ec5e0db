extension Catalogue {
  static let syntaxOfLimits = [tooManyBytes, tooDeep, tooManyNodes, tooManyIncludes, tooManyFaults]

  static let tooManyBytes = CatalogueEntry(
    "PST0130", .error, "policy too large",
    explanation: """
      All files of a policy together have at most 8 MiB (8,388,608 bytes), and so have its texts with \
      variables, these replaced, which are counted by themselves.
      """,
    bad: CatalogueExample(description: "# … 8 MiB of policy …\n"), good: "description: small\n")

  static let tooDeep = CatalogueEntry(
    "PST0131", .error, "nested too deeply",
    explanation: """
      Lists and mappings nest at most 64 levels deep: the document itself is the first, and an alias counts with \
      all the levels of its value.
      """,
    bad: CatalogueExample([
      .init(
        "policy.yaml",
        "x-deep: " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64) + "\n")
    ]),
    good: "x-deep: [[[]]]\n")

  static let tooManyNodes = CatalogueEntry(
    "PST0132", .error, "too many nodes",
    explanation: """
      A policy has at most 1,000,000 keys, values, lists and mappings, all files together. Each alias counts as a \
      copy of its value, so a few lines of aliases of aliases can go beyond.
      """,
    bad: """
      x-a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
      x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
      x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
      x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
      x-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]

      """,
    good: "x-a: &a [1, 2, 3]\nx-b: [*a, *a]\n")

  static let tooManyIncludes = CatalogueEntry(
    "PST0133", .error, "too many files",
    explanation:
      "A policy includes at most 64 files, directly or through others; the entry file does not count.",
    bad: CatalogueExample(
      [.init("policy.yaml", "include: [" + partNames.joined(separator: ", ") + "]\n")]
        + partNames.map { .init($0, "x-part: 1\n", isWhole: true) }),
    good: CatalogueExample([
      .init("policy.yaml", "include: [part-1.yaml]\n"),
      .init("part-1.yaml", "x-part: 1\n", isWhole: true),
    ]))

  private static let partNames = (1...65).map { "part-\($0).yaml" }

  static let tooManyFaults = CatalogueEntry(
    "PST0134", .error, "too many faults",
    explanation:
      "The file has a thousand faults of syntax; it was not read further. Mend some and run again.",
    bad: CatalogueExample(description: "x-a: { a: 1, a: 1, a: 1, … }\n"), good: "x-a: { a: 1 }\n")
}

extension Diagnostic {
  /// More than 8 MiB in all files.
  package static func tooManyBytes(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyBytes, "with this file the policy has more than 8 MiB", at: range,
      help: "remove what is not needed, or split the policy")
  }

  /// More than 8 MiB once variables are replaced.
  package static func tooManyBytesOfVariables(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyBytes, "texts with variables, these replaced, have more than 8 MiB up to here",
      at: range,
      help: "use shorter values, or use them less often")
  }

  /// More than 64 levels.
  package static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooDeep, "more than 64 levels of lists and mappings are open here", at: range,
      help: "write it flatter")
  }

  /// More than 1,000,000 nodes.
  package static func tooManyNodes(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyNodes, "here the policy goes beyond 1,000,000 nodes, aliases counted as copies",
      at: range, help: "use fewer or smaller aliases, or split the policy")
  }

  /// More than 64 included files.
  package static func tooManyIncludes(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyIncludes, "this is the 65th included file, and 64 are allowed", at: range,
      help: "join some of the files")
  }

  /// A file given up for its faults.
  package static func tooManyFaults(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tooManyFaults, "\(limit) faults were found up to here; the file was not read further",
      at: range)
  }
}
