import Foundation
@testable import PosternBackends
import Testing

/// Each fixture's files, byte for byte. `POSTERN_RECORD=1 swift test` writes them anew, and then fails once, so
/// that a person looks at the difference.
@Suite struct BackendGoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  struct Case: Sendable, CustomTestStringConvertible {
    var fixture: Fixture
    var backend: Backend
    var testDescription: String { "\(fixture.name)/\(backend.fileName)" }
    var file: URL { BackendGoldenTests.folder.appending(path: "\(fixture.name)/\(backend.fileName)") }
  }

  static let cases = Fixture.all.flatMap { fixture in
    Backend.all.map { Case(fixture: fixture, backend: $0) }
  }

  @Test(arguments: cases) func matches(_ test: Case) throws {
    let artefact = test.backend.artefact(test.fixture.input)
    let written = String(decoding: artefact.bytes, as: UTF8.self)
    if ProcessInfo.processInfo.environment["POSTERN_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: test.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(artefact.bytes).write(to: test.file)
      Issue.record("written anew: \(test.testDescription)")
      return
    }
    let golden = try String(contentsOf: test.file, encoding: .utf8)
    if golden != written {
      let pair = zip(
        golden.split(separator: "\n", omittingEmptySubsequences: false),
        written.split(separator: "\n", omittingEmptySubsequences: false)
      ).enumerated().first { $0.element.0 != $0.element.1 }
      Issue.record(
        "line \((pair?.offset ?? 0) + 1)\n- \(pair?.element.0 ?? "(end)")\n+ \(pair?.element.1 ?? "(end)")")
    }
  }

  @Test(arguments: cases) func isTheSameTwice(_ test: Case) {
    #expect(test.backend.artefact(test.fixture.input) == test.backend.artefact(test.fixture.input))
  }

  @Test(arguments: cases) func isPlainText(_ test: Case) {
    let bytes = test.backend.artefact(test.fixture.input).bytes
    #expect(bytes.last == 0x0A && bytes.dropLast().last != 0x0A)
    #expect(!bytes.contains(0x0D) && !bytes.contains(0x09))
  }
}
