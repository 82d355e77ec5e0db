import Testing
import TestSupport

@Suite struct BudgetTests {
  static let sources = ["Sources", "Tests", "Fuzz", "Benchmarks"].flatMap {
    Repository.files(below: $0, suffix: ".swift")
  }

  @Test func noFileIsLongerThan400Lines() throws {
    #expect(Self.sources.count > 50)
    for file in Self.sources {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 400, "\(file) has \(lines) lines")
    }
  }

  @Test func nineOfTenFilesHaveAtMost300Lines() throws {
    let lengths = try Self.sources.map { try Repository.text($0).count { $0 == "\n" } }.sorted()
    #expect(lengths[lengths.count * 9 / 10] <= 300)
  }

  @Test func thereIsNoRoomForLeftovers() {
    let forbidden: Set<Substring> = ["Utils", "Helpers", "Core", "Common", "Misc", "Util"]
    for file in Self.sources {
      #expect(file.split(separator: "/").dropLast().allSatisfy { !forbidden.contains($0) }, "\(file)")
    }
  }

  @Test func theTopLevelHoldsWhatItShould() {
    let allowed: Set<String> = [
      "Benchmarks", "CONTRIBUTING.md", "Documentation", "Fuzz", "LICENSE", "Makefile", "Package.swift",
      "README.md",
      "Scripts", "Sources", "Tests", "generated", "policies",
    ]
    let names = Repository.names(in: "").filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(Set(names).subtracting(allowed).isEmpty, "\(Set(names).subtracting(allowed))")
  }
}
