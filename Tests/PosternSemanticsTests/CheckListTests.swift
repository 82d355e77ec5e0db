import PosternDiagnostics
import Testing

@testable import PosternSemantics

struct CheckListTests {
  /// What resolution itself raises: names, countries and networks that mean nothing.
  static let ofResolution = [
    "PST0401", "PST0402", "PST0403", "PST0404", "PST0405", "PST0406", "PST0407", "PST0501", "PST0502",
    "PST0503",
    "PST0504", "PST0505", "PST0506", "PST0602", "PST0603", "PST0850", "PST0851", "PST0852",
  ]

  /// What needs all requests there are, and so is found behind this phase.
  static let ofAnalysis: Set = ["PST0623", "PST0624", "PST0625"]

  @Test func everyCodeOfThisPhaseIsRaisedByOneOfIts() {
    let raised = Set(CheckList.all.flatMap(\.codes) + Self.ofResolution + ["PST0920"])
    let prefixes = ["PST04", "PST05", "PST060", "PST061", "PST062", "PST07", "PST08", "PST092"]
    let listed = Catalogue.entries.map(\.code).filter { code in prefixes.contains { code.hasPrefix($0) } }
    #expect(listed.filter { !raised.contains($0) && !Self.ofAnalysis.contains($0) } == [])
    #expect(raised.filter { Catalogue.entry(code: $0) == nil }.sorted() == [])
  }

  /// An entry of this phase whose examples are fragments of the base policy.
  @Test(
    arguments: Catalogue.entries.filter { entry in
      CheckListTests.ofResolution.contains(entry.code)
        || CheckList.all.contains { $0.codes.contains(entry.code) }
    }.map(\.code))
  func examplesShowWhatTheySay(_ code: String) throws {
    let entry = try #require(Catalogue.entry(code: code))
    for (example, isBad) in [(entry.bad, true), (entry.good, false)] {
      var files = ["policy.yaml": BasePolicy.policy, "environments/prod.yaml": BasePolicy.environment]
      for file in example.files {
        files[file.name] =
          file.isWhole ? file.text : BasePolicy.text(replacing: file.text, in: files[file.name] ?? "")
      }
      let run = Run(files: files, environment: "prod", today: example.today ?? "2026-02-10")
      let before = run.before.filter { $0.severity == .error }.map(\.message)
      #expect(before == [], "\(code) \(isBad ? "bad" : "good")")
      let others = run.codes.filter { $0 != code && Catalogue.entry(code: $0)?.severity == .error }
      #expect(run.codes.contains(code) == isBad, "\(code) \(isBad ? "bad" : "good"): \(run.codes)")
      #expect(others == [], "\(code) \(isBad ? "bad" : "good")")
    }
  }
}
