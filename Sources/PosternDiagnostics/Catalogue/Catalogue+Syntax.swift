extension Catalogue {
  /// PST01xx: files, bytes, YAML syntax and limits.
  static let syntax: [CatalogueEntry] = syntaxOfBytes + syntaxOfYAML + syntaxOfSubset + syntaxOfLimits

  private static let syntaxOfBytes = [notUTF8, controlCharacter, emptyFile, lineSeparator]

  static let notUTF8 = CatalogueEntry(
    "PST0101", .error, "not UTF-8",
    explanation: """
      Every file of a policy is UTF-8, with or without a byte order mark. Other encodings (Latin-1, UTF-16), \
      surrogates and overlong forms are refused, because two programs could read two different texts out of them. \
      Save the file as UTF-8 in your editor.
      """,
    bad: CatalogueExample(description: "description: Caf<E9>   # the byte E9 is Latin-1\n"),
    good: "description: Café\n")

  static let controlCharacter = CatalogueEntry(
    "PST0102", .error, "control character",
    explanation: """
      YAML allows no control characters but tab, line feed and carriage return, not even in comments. They usually \
      come in by copying from a terminal. In a text that needs one, write an escape in double quotes.
      """,
    bad: CatalogueExample(description: "description: bell <07> rings   # the byte 07\n"),
    good: "description: \"bell \\a rings\"\n")

  static let lineSeparator = CatalogueEntry(
    "PST0116", .error, "line separator",
    explanation: """
      U+0085, U+2028 and U+2029 end a line in YAML 1.1, and not in YAML 1.2 nor in most editors: what looks like the \
      end of a comment could be read as a key. No file of a policy holds them as they are, not even in comments. In a \
      text that needs one, write an escape in double quotes.
      """,
    bad: CatalogueExample(description: "description: one<2028>two   # the scalar U+2028\n"),
    good: "description: \"one\\u2028two\"\n")

  static let emptyFile = CatalogueEntry(
    "PST0103", .error, "empty file",
    explanation: """
      A file that takes part in a policy has one YAML document in it, and that document is a mapping. A file with \
      nothing but comments says nothing: fill it, or remove it.
      """,
    bad: CatalogueExample([.init("environments/dev.yaml", "# to come\n", isWhole: true)]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  /// A whole environment file, for the examples that need one.
  static let exampleEnvironment = """
    environment: dev
    idaas: { region: cn-hangzhou, instance: idaas_dev }
    twilio:
      account: AC0123456789abcdef0123456789abcdef
      apiKey: SK0123456789abcdef0123456789abcdef
      apiSecret: !secret twilio-api-secret
      services: { default: VA0123456789abcdef0123456789abcdef }

    """
}

extension Diagnostic {
  /// Bytes that are not UTF-8.
  package static func notUTF8(isUTF16: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.notUTF8, isUTF16 ? "the file is UTF-16" : "this byte is not UTF-8", at: range,
      help: "save the file as UTF-8")
  }

  /// A character that YAML does not allow.
  package static func controlCharacter(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.controlCharacter, "a control character stands here", at: range,
      help: "remove it, or write an escape such as `\\x07` in double quotes")
  }

  /// A line separator that is none everywhere. `name` is such as `U+2028`.
  package static func lineSeparator(_ name: String, escape: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.lineSeparator,
      "\(name) stands here, which ends the line for some programs and not for others",
      at: range, help: "remove it, or write the escape `\(escape)` in double quotes")
  }

  /// A file without content where a document is needed.
  package static func emptyFile(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyFile, "the file has no content", at: range, help: "fill it, or remove the file")
  }
}
