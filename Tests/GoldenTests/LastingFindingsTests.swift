import Foundation
import PosternCompiler
import PosternDiagnostics
import TestSupport
import Testing

/// What an artefact says of findings hangs on its environment's files alone: not on the day, and not on what else was
/// compiled with it.
@Suite struct LastingFindingsTests {
  /// Name → file → text that is replaced, and by what.
  static let policies: [String: [String: (old: String, new: String)]] = [
    "a rule that ends soon, allowed to": [
      "policy.yaml": (
        "skip: true",
        "skip: true\n      because: a trial\n      until: 2026-02-10 # postern: allow PST0611 -- it shall end"
      )
    ],
    "a suppression of nothing": [
      "policy.yaml": ("language: 1", "language: 1 # postern: allow PST0421 -- nothing is here")
    ],
    "a suppression of nothing in another environment": [
      "environments/dev.yaml": (
        "environment: dev", "environment: dev # postern: allow PST0421 -- nothing is here"
      )
    ],
    "a group that nothing uses": [
      "policy.yaml": ("glass: group_glass", "glass: group_glass, unused: group_unused")
    ],
  ]

  @Test(arguments: policies.keys.sorted())
  func saysTheSame(_ name: String) throws {
    var files = ExamplePolicy.files
    for (file, change) in try #require(Self.policies[name]) {
      let text = try #require(files[file])
      #expect(text.contains(change.old))
      files[file] = text.replacingOccurrences(of: change.old, with: change.new)
    }
    func compiled(_ only: Set<String>, _ today: String) throws -> [CompiledFile] {
      let checked = Pipeline.check(.memory(files), folder: "example", only: only, today: today)
      #expect(checked.diagnostics.filter { $0.severity == .error } == [])
      return try checked.compile(try #require(checked.environments.first { $0.name == "prod" }))
    }
    let all = try compiled([], "2026-01-15")
    #expect(try compiled(["prod"], "2026-01-15") == all)
    #expect(try compiled([], "2025-01-15") == all)
  }
}
