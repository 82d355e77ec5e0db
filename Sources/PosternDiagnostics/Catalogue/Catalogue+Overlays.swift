extension Catalogue {
  /// PST03xx: environments, overlays, variables, includes.
  static let overlays: [CatalogueEntry] =
    overlaysOfFiles + overlaysOfIncludes + overlaysOfVariables + overlaysOfRules + overlaysOfKeys

  private static let overlaysOfFiles = [
    environmentNameDiffers, ymlExtension, noEnvironment, unreadableFile,
  ]

  static let environmentNameDiffers = CatalogueEntry(
    "PST0301", .error, "environment and file disagree",
    explanation: """
      `environments/prod.yaml` says `environment: prod`: one name for one environment, wherever it is read.
      """,
    bad: CatalogueExample([
      .init(
        "environments/dev.yaml",
        exampleEnvironment.replacing("environment: dev", with: "environment: develop"), isWhole: true)
    ]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  static let ymlExtension = CatalogueEntry(
    "PST0302", .error, "`.yml` instead of `.yaml`",
    explanation: "Files of a policy end in `.yaml`, so that none is overlooked for its name.",
    bad: CatalogueExample([.init("environments/prod.yml", exampleEnvironment, isWhole: true)]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  static let noEnvironment = CatalogueEntry(
    "PST0303", .warning, "no environment",
    explanation: """
      A policy is checked and compiled in its environments: files in `environments/` beside `policy.yaml`. Without any, \
      variables are not looked at, and nothing can be deployed.
      """,
    bad: CatalogueExample(description: "# There is no file in environments/.\n"),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  static let unreadableFile = CatalogueEntry(
    "PST0304", .error, "unreadable file",
    explanation: """
      A file of the policy is there and cannot be read: it is no regular file, or may not be opened. Commands then end \
      with exit code 2, as without `policy.yaml`.
      """,
    bad: CatalogueExample(description: "# environments/dev.yaml is a folder\n"),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))
}

extension Diagnostic {
  /// Whether it says that a file cannot be read.
  public var isUnreadableFile: Bool { code == Catalogue.unreadableFile.code }

  /// `environment:` against the file's name.
  package static func environmentNameDiffers(
    _ name: String, file expected: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.environmentNameDiffers, "the file is called `\(expected)`, its environment `\(name)`",
      at: range, help: "write `environment: \(expected)`, or rename the file to `\(name).yaml`")
  }

  /// A file that ends in `.yml`.
  package static func ymlExtension(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.ymlExtension, "`\(name)` ends in `.yml`", at: range,
      help: "rename it to `\(name.dropLast(4)).yaml`")
  }

  /// A policy without an environment.
  package static func noEnvironment(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.noEnvironment, "the policy has no environment", at: range,
      help: "add `environments/dev.yaml`")
  }

  /// A file that cannot be read. `why` says so in a few words.
  package static func unreadableFile(_ name: String, why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(Catalogue.unreadableFile, "`\(name)` \(why)", at: range)
  }
}
