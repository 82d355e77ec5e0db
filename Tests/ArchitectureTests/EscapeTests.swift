import Testing
import TestSupport

/// `unsafe`, C and traps stand only where `Documentation/Architecture.md` says so.
@Suite struct EscapeTests {
  /// Files, or folders ending in a slash, that may write `unsafe`.
  static let unsafeAllowed = [
    "Sources/PosternSource/YAMLEventReader.swift",
    "Sources/PosternJSON/",
    "Sources/PosternNumbering/EmbeddedPlan.swift",
    "Sources/PosternReport/Map/WorldMap.swift",
    "Sources/PosternTable/",
    "Sources/PosternRuntime/",
    "Sources/PosternC/",
    "Sources/postern/Host/",
    "Sources/postern/Decide/",
  ]

  static let sources = Repository.files(below: "Sources", suffix: ".swift")

  @Test func unsafeStaysWhereItIsAllowed() throws {
    for file in Self.sources where !Self.unsafeAllowed.contains(where: file.hasPrefix) {
      let text = try SwiftText(of: file)
      #expect(!text.code.contains { $0.split(separator: " ").contains("unsafe") }, "\(file) uses `unsafe`")
    }
  }

  /// The bridge's packages have Foundation in them as it is; the compile path and the runtime do without.
  static let foundationAllowed = ["Sources/PosternBridge/", "Sources/postern-bridge/"]

  @Test func foundationStaysWithTheBridge() throws {
    for file in Self.sources where !Self.foundationAllowed.contains(where: file.hasPrefix) {
      #expect(try !SwiftText(of: file).contains("import Foundation"), "\(file) imports Foundation")
    }
  }

  @Test(arguments: [
    "@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", ".unsafelyUnwrapped", "fatalError(",
    "print(",
  ])
  func noEscape(_ word: String) throws {
    for file in Self.sources {
      #expect(try !SwiftText(of: file).contains(word), "\(file) has `\(word)`")
    }
  }
}
