import ArgumentParser
import PosternDiagnostics

/// `postern explain-code`.
struct ExplainCodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-code",
    abstract: "Explain a code of a finding, with an example; without a code, list all.",
    discussion: """
      EXAMPLES:
        postern explain-code PST0401
        postern explain-code
      """)

  /// How a page is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown
  }

  @Argument(help: "A code, such as PST0401.")
  var code: String?

  @Option(help: "How it is written.")
  var format = Format.text

  @OptionGroup var color: ColorOption

  func run() throws {
    try reporting {
      guard let code else {
        Terminal.output(format == .markdown ? CataloguePage.document : CataloguePage.index)
        return .done
      }
      guard let entry = Catalogue.entry(code: code) else {
        throw UsageFault("there is no code `\(code)`; `postern explain-code` lists all")
      }
      let colour = Terminal.colours(color.color, standardError: false)
      Terminal.output(
        format == .markdown ? CataloguePage.markdown(entry) : CataloguePage.terminal(entry, colour: colour))
      return .done
    }
  }
}
