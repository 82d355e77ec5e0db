import ArgumentParser

/// `--color`.
struct ColorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("When to colour; auto is on a terminal, unless NO_COLOR is set.", valueName: "when")
  )
  var color = ColorChoice.auto
}
