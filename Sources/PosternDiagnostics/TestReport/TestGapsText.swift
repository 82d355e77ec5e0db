/// Shows people what tests leave out; what is the same in several environments once.
struct TestGapsText {
  let colour: Bool

  private var paint: Painter { Painter(colour: colour) }

  func coverage(_ suites: [TestReport.Suite]) -> [String] {
    grouped(suites.map { ($0.environment, $0.coverage) }).flatMap { coverage, environments in
      [head(coverage, environments)] + gaps(coverage)
    }
  }

  func mutants(_ suites: [TestReport.Suite]) -> [String] {
    grouped(suites.map { ($0.environment, $0.mutants) }).flatMap { mutants, environments in
      let all = mutants.caught + mutants.survivors.count
      return ["  mutants in \(list(environments)): \(mutants.caught) of \(all) caught"]
        + mutants.survivors.flatMap(lines)
    }
  }

  private func grouped<Value: Equatable>(_ values: [(String, Value?)]) -> [(Value, [String])] {
    var groups: [(Value, [String])] = []
    for (environment, value) in values {
      guard let value else { continue }
      if let same = groups.firstIndex(where: { $0.0 == value }) {
        groups[same].1.append(environment)
      } else {
        groups.append((value, [environment]))
      }
    }
    return groups
  }

  private func list(_ names: [String]) -> String { names.map { SafeText.of($0) }.joined(separator: ", ") }

  private func place(_ place: ReportedPlace?) -> String {
    place.map { "  " + paint(.gutter, SafeText.of($0.position.text)) } ?? ""
  }

  // MARK: - Coverage

  private func head(_ coverage: TestCoverage, _ environments: [String]) -> String {
    let counts = [
      ("regions", coverage.regions), ("rules", coverage.rules), ("outcomes", coverage.outcomes),
      ("plans", coverage.plans),
    ]
    let shares = counts.compactMap { name, count in
      count.map { "\($0.hit) of \($0.total) \(name) (\($0.percent)%)" }
    }
    return "  touched in \(list(environments)): " + shares.joined(separator: ", ")
  }

  /// Where regions are known, they tell of rules, outcomes and plans too.
  private func gaps(_ coverage: TestCoverage) -> [String] {
    guard let regions = coverage.regions else {
      return coverage.rules.gaps.map { line("no test ends at rule `\($0.name)`", $0) }
        + coverage.outcomes.gaps.map { line("no test ends in `\($0.name)`", $0) }
        + coverage.plans.gaps.map { line("no test is left the whole plan `\($0.name)`", $0) }
    }
    return regions.gaps.map { gap in
      line("no test: \(gap.name)", gap) + (gap.example.map { "\n      " + SafeText.of($0.given) } ?? "")
    }
  }

  private func line(_ words: String, _ gap: TestCoverage.Gap) -> String {
    "    " + SafeText.of(words) + place(gap.place)
  }

  // MARK: - Mutants

  private func lines(_ survivor: TestMutants.Survivor) -> [String] {
    var lines = ["    not caught: " + SafeText.of(survivor.change) + place(survivor.place)]
    if let example = survivor.example { lines.append("      " + SafeText.of(example.given)) }
    let detail = survivor.detail.map { "  (\($0))" } ?? ""
    lines.append("      " + paint(.error, "- " + SafeText.of(survivor.before.text)))
    lines.append("      " + paint(.help, "+ " + SafeText.of(survivor.after.text)) + detail)
    return lines
  }
}
