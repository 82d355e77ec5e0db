// swift-tools-version: 6.2

import PackageDescription

/// The settings of every Swift target of this package.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// Tests import with `@testable` and read files of the repository: no strict memory safety there,
/// since the expansion of `#expect(processExitsWith:)` cannot carry `unsafe`.
let testing: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A product of a package that only the bridge needs.
func server(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Server"]))
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: testing)
}

let package = Package(
  name: "postern",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "postern", targets: ["postern"]),
    .library(name: "PosternC", type: .dynamic, targets: ["PosternC"]),
    // For Benchmarks/.
    .library(name: "PosternSource", targets: ["PosternSource"]),
    .library(name: "PosternDiagnostics", targets: ["PosternDiagnostics"]),
    .library(name: "PosternNumbering", targets: ["PosternNumbering"]),
    .library(name: "PosternTable", targets: ["PosternTable"]),
    .library(name: "PosternRuntime", targets: ["PosternRuntime"]),
    .library(name: "PosternSchema", targets: ["PosternSchema"]),
    .library(name: "PosternCompiler", targets: ["PosternCompiler"]),
  ],
  traits: [.default(enabledTraits: ["Server"]), .trait(name: "Server")],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    // For the bridge, behind the trait.
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    // C: the system's libyaml; the numbering plan and the world map as data.
    .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CNumberingPlan"),
    .target(name: "CWorldMap"),

    // Leaves.
    module("PosternJSON"),
    module("PosternDigest"),
    module("PosternTable"),
    module("PosternDiagnostics", ["PosternJSON"]),

    // The front end.
    .target(
      name: "PosternSource", dependencies: ["CLibYAML", "PosternDiagnostics"],
      swiftSettings: strict,
      linkerSettings: [
        .linkedLibrary(":libyaml.a", .when(platforms: [.linux])),
        .linkedLibrary("yaml", .when(platforms: [.macOS])),
      ]),
    module("PosternSchema", ["PosternSource", "PosternDiagnostics", "PosternJSON"]),
    module("PosternNumbering", ["CNumberingPlan"]),
    module("PosternModel", ["PosternDiagnostics", "PosternNumbering"]),
    module(
      "PosternSemantics",
      ["PosternSchema", "PosternModel", "PosternNumbering", "PosternDiagnostics"]),
    module("PosternDiagram", ["PosternModel", "PosternNumbering"]),
    module(
      "PosternAnalysis",
      ["PosternDiagram", "PosternModel", "PosternNumbering", "PosternDiagnostics", "PosternDigest"]),
    module(
      "PosternReport",
      [
        "CWorldMap", "PosternAnalysis", "PosternModel", "PosternNumbering", "PosternDiagnostics",
        "PosternJSON", "PosternDigest",
      ]),

    // The back ends, the facade, the runtime.
    module(
      "PosternBackends",
      [
        "PosternModel", "PosternNumbering", "PosternTable", "PosternDiagnostics", "PosternJSON",
        "PosternDigest",
      ]),
    module(
      "PosternCompiler",
      [
        "PosternSource", "PosternSchema", "PosternSemantics", "PosternModel", "PosternNumbering",
        "PosternAnalysis", "PosternTable", "PosternBackends", "PosternDiagnostics", "PosternJSON",
        "PosternDigest",
      ]),
    module("PosternRuntime", ["PosternTable"]),
    .systemLibrary(name: "CPostern", path: "Sources/PosternC/Header"),
    .target(
      name: "PosternC", dependencies: ["PosternRuntime", "CPostern"], exclude: ["Header"],
      swiftSettings: strict),
    .executableTarget(
      name: "postern",
      dependencies: [
        "PosternCompiler", "PosternRuntime", "PosternModel", "PosternDiagnostics", "PosternSchema",
        "PosternJSON", "PosternAnalysis", "PosternReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The bridge.
    module(
      "PosternBridge",
      [
        "PosternRuntime", "PosternTable", "PosternJSON",
        server("Hummingbird", "hummingbird"), server("HummingbirdTLS", "hummingbird"),
        server("AsyncHTTPClient", "async-http-client"),
        server("ServiceLifecycle", "swift-service-lifecycle"),
        server("UnixSignals", "swift-service-lifecycle"),
        server("NIOCore", "swift-nio"), server("NIOPosix", "swift-nio"), server("NIOHTTP1", "swift-nio"),
        server("NIOConcurrencyHelpers", "swift-nio"),
        server("HTTPTypes", "swift-http-types"), server("Logging", "swift-log"),
        server("Metrics", "swift-metrics"), server("Crypto", "swift-crypto"),
        server("_CryptoExtras", "swift-crypto"), server("GRDB", "GRDB.swift"),
      ]),
    .executableTarget(
      name: "postern-bridge",
      dependencies: [
        "PosternBridge", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Fuzzing: see `make fuzz`.
    .executableTarget(
      name: "fuzz-front-end",
      dependencies: ["PosternCompiler", "PosternSource", "PosternSchema", "PosternDiagnostics"],
      path: "Fuzz/FuzzFrontEnd", swiftSettings: strict),
    .executableTarget(
      name: "fuzz-table", dependencies: ["PosternRuntime", "PosternTable"], path: "Fuzz/FuzzTable",
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-signature", dependencies: ["PosternBridge"], path: "Fuzz/FuzzSignature",
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-bodies", dependencies: ["PosternBridge"], path: "Fuzz/FuzzBodies", swiftSettings: strict),
    .executableTarget(
      name: "fuzz-form", dependencies: ["PosternBridge"], path: "Fuzz/FuzzForm", swiftSettings: strict),
    .executableTarget(
      name: "damage", dependencies: ["PosternRuntime", "TableSamples"], path: "Fuzz/Damage",
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: [
        "PosternCompiler", "PosternRuntime", "PosternSchema", "PosternModel", "PosternNumbering",
        "PosternDiagnostics", "PosternDiagram",
      ],
      path: "Tests/TestSupport", swiftSettings: testing),
    tests("PosternJSONTests", ["PosternJSON"]),
    tests("PosternDigestTests", ["PosternDigest"]),
    tests(
      "PosternBackendsTests",
      ["PosternBackends", "PosternModel", "PosternNumbering", "PosternDiagnostics", "PosternJSON"],
      exclude: ["Golden"]),
    tests("PosternDiagnosticsTests", ["PosternDiagnostics", "PosternJSON"]),
    tests("ArchitectureTests", ["TestSupport"]),
    tests("CommandLineTests", ["TestSupport"], exclude: ["Golden"]),
    tests(
      "GoldenTests",
      ["TestSupport", "PosternCompiler", "PosternSchema", "PosternDiagnostics", "PosternJSON"]),
    tests(
      "CatalogueTests", ["TestSupport", "PosternCompiler", "PosternSchema", "PosternDiagnostics"]),
    tests("ConformanceTests", ["TestSupport", "PosternSchema"]),
    .executableTarget(
      name: "conformance-run", dependencies: ["TestSupport", "PosternSchema"],
      path: "Tests/ConformanceProgram",
      swiftSettings: testing),
    .target(
      name: "TableSamples",
      dependencies: [
        "PosternRuntime", "PosternTable", "PosternBackends", "PosternModel", "PosternNumbering",
        "PosternDiagnostics",
      ], path: "Tests/TableSamples", swiftSettings: testing),
    tests("PosternTableTests", ["PosternTable"]),
    tests(
      "PosternRuntimeTests",
      [
        "PosternRuntime", "PosternTable", "PosternBackends", "PosternModel", "PosternNumbering",
        "PosternDiagnostics", "TableSamples",
      ]),
    tests("PosternCTests", ["PosternC", "CPostern", "PosternRuntime", "TableSamples"]),
    tests(
      "PosternDiagramTests",
      ["PosternDiagram", "PosternModel", "PosternNumbering", "PosternCompiler", "TestSupport"]),
    tests(
      "PosternAnalysisTests",
      [
        "PosternAnalysis", "PosternDiagram", "PosternModel", "PosternNumbering", "PosternDiagnostics",
        "PosternCompiler", "TestSupport",
      ]),
    tests(
      "PosternReportTests",
      [
        "PosternReport", "PosternAnalysis", "PosternModel", "PosternNumbering", "PosternDiagnostics",
        "PosternJSON", "PosternCompiler", "TestSupport",
      ], exclude: ["Golden"]),
    tests("PosternSchemaTests", ["PosternSchema", "PosternDiagnostics", "PosternJSON"]),
    tests("PosternSourceTests", ["PosternSource", "PosternDiagnostics"]),
    tests("PosternNumberingTests", ["PosternNumbering"]),
    tests(
      "PosternSemanticsTests",
      [
        "PosternSemantics", "PosternSchema", "PosternModel", "PosternNumbering", "PosternDiagnostics",
        "TestSupport",
      ]),
    .target(
      name: "FakeTwilio",
      dependencies: [
        "PosternJSON", server("Hummingbird", "hummingbird"), server("NIOCore", "swift-nio"),
        server("NIOPosix", "swift-nio"), server("NIOConcurrencyHelpers", "swift-nio"),
        server("HTTPTypes", "swift-http-types"),
        server("Logging", "swift-log"), server("ServiceLifecycle", "swift-service-lifecycle"),
      ],
      path: "Tests/FakeTwilio", swiftSettings: testing),
    .target(
      name: "PageSamples",
      dependencies: ["PosternBridge", server("NIOConcurrencyHelpers", "swift-nio")],
      path: "Tests/PageSamples", swiftSettings: testing),
    .executableTarget(
      name: "page-preview",
      dependencies: [
        "PosternBridge", "PageSamples", server("Hummingbird", "hummingbird"),
        server("NIOConcurrencyHelpers", "swift-nio"), server("Logging", "swift-log"),
      ], path: "Tests/PagePreview", swiftSettings: testing),
    tests(
      "BridgeTests",
      [
        "PageSamples",
        "PosternBridge", "PosternRuntime", "PosternTable", "PosternJSON", "TestSupport", "FakeTwilio",
        "PosternCompiler", server("Hummingbird", "hummingbird"), server("HummingbirdTesting", "hummingbird"),
        server("AsyncHTTPClient", "async-http-client"), server("NIOCore", "swift-nio"),
        server("NIOConcurrencyHelpers", "swift-nio"), server("HTTPTypes", "swift-http-types"),
        server("Logging", "swift-log"), server("Metrics", "swift-metrics"), server("Crypto", "swift-crypto"),
        server("_CryptoExtras", "swift-crypto"), server("GRDB", "GRDB.swift"),
        server("ServiceLifecycle", "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "bridge-demo",
      dependencies: [
        "PosternBridge", "FakeTwilio", "PosternRuntime", server("NIOConcurrencyHelpers", "swift-nio"),
        server("Logging", "swift-log"),
      ], path: "Tests/BridgeDemo", swiftSettings: testing),
    .executableTarget(
      name: "bridge-load",
      dependencies: [
        "PosternBridge", "FakeTwilio", "PosternRuntime", server("Hummingbird", "hummingbird"),
        server("NIOCore", "swift-nio"), server("NIOPosix", "swift-nio"),
        server("NIOConcurrencyHelpers", "swift-nio"), server("Logging", "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/BridgeLoad", swiftSettings: testing),
    .executableTarget(
      name: "numbering-classify", dependencies: ["PosternNumbering"],
      path: "Tests/NumberingClassify", swiftSettings: strict),
  ]
)
