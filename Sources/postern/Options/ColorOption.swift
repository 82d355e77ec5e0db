import ArgumentParser

/// `--color`.
struct ColorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("When to colour: always, never, or on a terminal without NO_COLOR.", valueName: "when")
  )
  var color = ColorChoice.auto
}
