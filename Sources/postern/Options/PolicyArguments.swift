import ArgumentParser

/// The policies that a command is about.
struct PolicyArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Folders of policies, or their policy.yaml; - reads one file from standard input. "
        + "Without any: policies/*/policy.yaml.",
      valueName: "policy"))
  var policies: [String] = []

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp(
      "Where the file on standard input belongs: its folder gives parts and environments.", valueName: "path")
  )
  var standardInputPath: String?
}

/// The environments that a command is about.
struct EnvironmentOption: ParsableArguments {
  @Option(
    name: .customLong("env"),
    help: ArgumentHelp("Only this environment; may be given several times.", valueName: "environment"))
  var environments: [String] = []
}
