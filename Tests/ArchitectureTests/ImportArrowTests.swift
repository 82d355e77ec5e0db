import Testing
import TestSupport

/// The table of `Documentation/Architecture.md`, as the sources have it. SwiftPM's own check misses what comes in
/// transitively; this reads the imports.
@Suite struct ImportArrowTests {
  static let system: Set<String> = ["Glibc", "Musl", "Darwin"]

  /// Target → what it may import.
  static let arrows: [String: Set<String>] = [
    "PosternJSON": [],
    "PosternDigest": [],
    "PosternTable": [],
    "PosternDiagnostics": ["PosternJSON"],
    "PosternSource": ["CLibYAML", "PosternDiagnostics"],
    "PosternSchema": ["PosternSource", "PosternDiagnostics", "PosternJSON"],
    "PosternNumbering": ["CNumberingPlan"],
    "PosternModel": ["PosternDiagnostics", "PosternNumbering"],
    "PosternSemantics": [
      "PosternSchema", "PosternModel", "PosternNumbering", "PosternDiagnostics",
    ],
    "PosternDiagram": ["PosternModel", "PosternNumbering"],
    "PosternAnalysis": [
      "PosternDiagram", "PosternModel", "PosternNumbering", "PosternDiagnostics", "PosternDigest",
    ],
    "PosternReport": [
      "CWorldMap", "PosternAnalysis", "PosternModel", "PosternNumbering", "PosternDiagnostics",
      "PosternJSON", "PosternDigest",
    ],
    "PosternBackends": [
      "PosternModel", "PosternNumbering", "PosternTable", "PosternDiagnostics", "PosternJSON",
      "PosternDigest",
    ],
    "PosternCompiler": [
      "PosternSource", "PosternSchema", "PosternSemantics", "PosternModel", "PosternNumbering",
      "PosternAnalysis",
      "PosternTable", "PosternBackends", "PosternDiagnostics", "PosternJSON", "PosternDigest",
    ],
    "PosternRuntime": ["PosternTable", "Glibc", "Musl", "Darwin"],
    "PosternC": ["PosternRuntime", "CPostern", "Glibc", "Musl", "Darwin"],
    "PosternBridge": [
      "PosternRuntime", "PosternTable", "PosternJSON", "Foundation", "Hummingbird", "HummingbirdCore",
      "HummingbirdTLS", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "NIOConcurrencyHelpers",
      "NIOFoundationCompat", "HTTPTypes",
      "AsyncHTTPClient", "GRDB", "ServiceLifecycle", "UnixSignals", "Logging", "Metrics", "CoreMetrics",
      "Crypto",
      "_CryptoExtras",
    ],
    "postern-bridge": ["PosternBridge", "PosternRuntime", "ArgumentParser", "Logging"],
    "postern": [
      "PosternCompiler", "PosternRuntime", "PosternModel", "PosternDiagnostics", "PosternSchema",
      "PosternJSON", "PosternAnalysis", "PosternReport",
      "ArgumentParser", "Glibc", "Musl", "Darwin",
    ],
  ]

  @Test(arguments: arrows.keys.sorted())
  func importsOnlyWhatItsArrowAllows(_ target: String) throws {
    let allowed = try #require(Self.arrows[target])
    let files = Repository.files(below: "Sources/\(target)", suffix: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      let imported = try SwiftText(of: file).imports
      #expect(
        imported.subtracting(allowed).isEmpty, "\(file) imports \(imported.subtracting(allowed).sorted())")
    }
  }

  @Test func everyTargetHasAnArrow() {
    let targets = Set(Repository.names(in: "Sources")).subtracting([
      "CLibYAML", "CNumberingPlan", "CWorldMap",
    ])
    #expect(targets == Set(Self.arrows.keys))
  }

  @Test func onlyOneFileReadsLibYAML() throws {
    let files = try Repository.files(below: "Sources", suffix: ".swift").filter {
      try SwiftText(of: $0).imports.contains("CLibYAML")
    }
    #expect(files.count == 1, "\(files)")
  }

  @Test func theSystemIsTouchedInOneFolderOfTheExecutable() throws {
    let files = try Repository.files(below: "Sources/postern", suffix: ".swift").filter {
      try !SwiftText(of: $0).imports.isDisjoint(with: Self.system)
    }
    #expect(files.allSatisfy { $0.hasPrefix("Sources/postern/Host/") }, "\(files)")
  }
}
