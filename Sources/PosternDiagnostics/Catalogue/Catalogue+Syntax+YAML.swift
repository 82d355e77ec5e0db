extension Catalogue {
  static let syntaxOfYAML = [
    yamlSyntax, indentation, tabIndentation, unclosedQuote, unclosedBracket, unknownEscape,
    unquotedVariable, strayColon, missingColon, contentAfterEnd, directive, secondDocument,
  ]

  static let yamlSyntax = CatalogueEntry(
    "PST0104", .error, "YAML syntax",
    explanation: """
      The file is not YAML from here on, so nothing behind this place was read. Often a text that begins with a \
      character YAML keeps for itself (`@`, a backquote, `%`, `*`, `&`, `!`, `|`, `>`) only needs quotes.
      """,
    bad: "description: @home\n", good: "description: \"@home\"\n")

  static let indentation = CatalogueEntry(
    "PST0105", .error, "indentation",
    explanation: """
      In YAML the indentation says what belongs to what: the keys of one mapping stand in one column, and so do \
      the dashes of one list. This line stands in none of the columns that are open.
      """,
    bad: """
      webhook:
        url: https://login.example/hook
       resume: response

      """,
    good: """
      webhook:
        url: https://login.example/hook
        signing: { secrets: [!secret idaas-webhook] }
        resume: response

      """)

  static let tabIndentation = CatalogueEntry(
    "PST0106", .error, "tab in indentation",
    explanation:
      "YAML is indented with spaces alone, since tabs are as wide as each editor likes. Replace the tab.",
    bad: "webhook:\n\turl: https://login.example/hook\n",
    good: "webhook:\n  url: https://login.example/hook\n  signing: { secrets: [!secret idaas-webhook] }\n")

  static let unclosedQuote = CatalogueEntry(
    "PST0107", .error, "unclosed quote",
    explanation: """
      A text that begins with a quote ends at the next quote of its kind, on this line or on a later one. In single \
      quotes, a quote is written twice (`'it''s'`); in double quotes, with a backslash.
      """,
    bad: "description: \"Sign in\n", good: "description: \"Sign in\"\n")

  static let unclosedBracket = CatalogueEntry(
    "PST0108", .error, "unclosed bracket",
    explanation: """
      A list in `[ ]` and a mapping in `{ }` have commas between their parts and end with their closing bracket. \
      Either it is missing here, or a comma before the place shown.
      """,
    bad: "description: [a\n", good: "description: a list\n")

  static let unknownEscape = CatalogueEntry(
    "PST0109", .error, "unknown escape",
    explanation: """
      In double quotes a backslash begins an escape such as `\\n`, `\\t`, `\\"`, `\\\\` or `\\u00e9`; this one does not \
      exist. In single quotes a backslash is a backslash.
      """,
    bad: "description: \"C:\\policies\"\n", good: "description: 'C:\\policies'\n")

  static let unquotedVariable = CatalogueEntry(
    "PST0110", .error, "unquoted variable in brackets",
    explanation: """
      Inside `{ }` and `[ ]` a brace is YAML's own, so `${name}` has to stand in quotes there: `{ wiki: "${app}" }`. \
      Outside of brackets it needs none.
      """,
    bad: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: ${group}, glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }

      """,
    good: """
      directory:
        applications: { wiki: app_wiki }
        groups: { admins: "$${group}", glass: group_glass }
        networkZones: { office: { cidrs: [203.0.113.0/24] } }
        breakGlass: { groups: [glass], use: [webauthn] }

      """)

  static let strayColon = CatalogueEntry(
    "PST0111", .error, "stray colon",
    explanation: """
      `: ` begins a value, and here none can begin. Either the text holds a colon and needs quotes, or the line is \
      indented further than the one it follows, or two keys stand on one line.
      """,
    bad: "description: note: sign in\n", good: "description: \"note: sign in\"\n")

  static let missingColon = CatalogueEntry(
    "PST0112", .error, "missing colon",
    explanation: "Where keys stand, each has a colon and a blank (or the line's end) behind it.",
    bad: "description: a\nx-note\nlanguage: 1\n", good: "description: a\nx-note: b\n")

  static let contentAfterEnd = CatalogueEntry(
    "PST0113", .error, "content after the end",
    explanation:
      "The document is complete before this place: what follows belongs to nothing. Check its indentation.",
    bad: CatalogueExample([.init("environments/dev.yaml", "{ environment: dev }\nidaas: {}\n", isWhole: true)]
    ),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  static let directive = CatalogueEntry(
    "PST0114", .error, "YAML directive",
    explanation:
      "A line that begins with `%` speaks to the YAML reader. Only `%YAML 1.1` and `%YAML 1.2` are known.",
    bad: CatalogueExample([
      .init(
        "environments/dev.yaml", "%TAG ! tag:example.com,2000:\n---\n" + exampleEnvironment, isWhole: true)
    ]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))

  static let secondDocument = CatalogueEntry(
    "PST0115", .error, "second document",
    explanation: "A file holds one YAML document. Move what follows `---` into a file of its own.",
    bad: CatalogueExample([
      .init("environments/dev.yaml", exampleEnvironment + "---\nenvironment: other\n", isWhole: true)
    ]),
    good: CatalogueExample([.init("environments/dev.yaml", exampleEnvironment, isWhole: true)]))
}

extension Diagnostic {
  /// A fault of YAML that has no code of its own, by libyaml's word for it.
  package static func yamlSyntax(
    libyaml problem: String, at range: SourceRange, related: [SourceRange]
  ) -> Diagnostic {
    let (message, help) = reworded(problem)
    return Diagnostic(
      Catalogue.yamlSyntax, message, at: range,
      related: related.map { RelatedPlace("in what begins here", $0) }, help: help)
  }

  private static func reworded(_ problem: String) -> (message: String, help: String?) {
    switch problem {
    case "block sequence entries are not allowed in this context":
      ("a list with dashes cannot begin here", "begin it on a line of its own")
    case "mapping keys are not allowed in this context":
      ("`? ` cannot begin a key here", "write `key: value`")
    case "did not find expected alphabetic or numeric character":
      ("a name is missing behind `*` or `&`", "put the text in quotes if it begins with one of these")
    case "did not find expected node content":
      ("a value is missing here", nil)
    case "did not find expected comment or line break":
      ("the text behind `|` or `>` begins on the next line", "or put the value in quotes")
    case "found an indentation indicator equal to 0":
      ("the indentation behind `|` or `>` cannot be 0", nil)
    case "did not find expected whitespace or line break", "did not find expected tag URI",
      "did not find the expected '>'", "did not find expected '!'":
      ("this is no tag", "put the text in quotes if it begins with `!`")
    case "found unexpected ':'": ("a colon cannot stand here", "put the text in quotes")
    default: ("this is not YAML: \(problem)", nil)
    }
  }

  /// More on a line behind a value that is complete.
  package static func contentBehindValue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.yamlSyntax, "the value before this is complete, and nothing can follow it", at: range,
      help: "put the whole text in quotes, or begin a new line")
  }

  /// A character that begins no value.
  package static func reservedCharacter(_ character: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.yamlSyntax, "no value can begin with `\(character)`", at: range,
      help: "put the text in quotes")
  }

  /// A line in none of the open columns.
  package static func indentation(isList: Bool, at range: SourceRange, opened: SourceRange) -> Diagnostic {
    let what = isList ? "list" : "mapping"
    return Diagnostic(
      Catalogue.indentation, "this does not fit into the \(what) above", at: range,
      related: [RelatedPlace("the \(what) begins here", opened)],
      help: isList
        ? "begin the line with `- ` in the column of the other dashes"
        : "indent the key like the keys it belongs to")
  }

  /// A tab where spaces indent.
  package static func tabIndentation(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.tabIndentation, "a tab stands where only spaces indent", at: range,
      help: "replace it with spaces")
  }

  /// A quote without its pair.
  package static func unclosedQuote(_ quote: String, at range: SourceRange, end: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unclosedQuote, "the text that begins with `\(quote)` never ends", at: range,
      related: [RelatedPlace("it was read up to here", end)], help: "close it with `\(quote)`")
  }

  /// A bracket without its pair, or with a comma missing inside.
  package static func unclosedBracket(
    _ bracket: String, closing: String, at range: SourceRange, related: RelatedPlace
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unclosedBracket, "`\(bracket)` is not closed, or lacks a comma inside", at: range,
      related: [related], help: "write `,` between the parts and `\(closing)` at the end")
  }

  /// A closing bracket with nothing to close.
  package static func strayBracket(_ bracket: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.yamlSyntax, "`\(bracket)` closes nothing", at: range,
      help: "remove it, or put the text in quotes")
  }

  /// A backslash with an unknown letter.
  package static func unknownEscape(_ escape: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownEscape, "`\(escape)` is no escape", at: range,
      help: "write `\\\\` for a backslash, or use single quotes")
  }

  /// `${x}` unquoted in brackets. `quoted` is the value as it should stand.
  package static func unquotedVariable(_ quoted: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.unquotedVariable, "a variable inside brackets has to be quoted", at: range,
      help: "quote it: `\(clipped(quoted))`")
  }

  /// A colon where no value can begin.
  package static func strayColon(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.strayColon, "no value can begin here", at: range,
      help: "put a text with a colon in quotes, and give each key its own line and indentation")
  }

  /// A key without a colon.
  package static func missingColon(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.missingColon, "a key stands here, but no `:` follows", at: range,
      help: "write `key: value`")
  }

  /// Content behind a complete document.
  package static func contentAfterEnd(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.contentAfterEnd, "the document has ended before this", at: range,
      help: "indent it like what it belongs to")
  }

  /// A `%` line.
  package static func directive(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.directive, "directives are not read", at: range,
      help: "remove the line; a text that begins with `%` needs quotes")
  }

  /// A second document in one file.
  package static func secondDocument(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.secondDocument, "a second document begins here", at: range,
      help: "keep one document per file")
  }
}

extension RelatedPlace {
  /// Where a value is written that does not stand at its place.
  package static func origin(_ range: SourceRange) -> RelatedPlace {
    RelatedPlace("the value comes from here", range)
  }

  /// Where reading ended in search of a closing bracket.
  package static func readUpTo(_ range: SourceRange) -> RelatedPlace {
    RelatedPlace("it was read up to here", range)
  }

  /// The bracket that is open.
  package static func bracketOpened(_ range: SourceRange) -> RelatedPlace {
    RelatedPlace("the bracket opens here", range)
  }
}
