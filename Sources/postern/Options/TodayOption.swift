import ArgumentParser

/// `--today`.
struct TodayOption: ParsableArguments {
  @Option(help: ArgumentHelp("The day to judge dates by, UTC; today unless given.", valueName: "YYYY-MM-DD"))
  var today: String?
}
