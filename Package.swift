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
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2")
  ],
  targets: [
    // C: the system's libyaml, and the numbering plan as data.
    .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CNumberingPlan"),

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
    module(
      "PosternAnalysis", ["PosternModel", "PosternNumbering", "PosternDiagnostics"]),

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
        "PosternJSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
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
      name: "damage", dependencies: ["PosternRuntime", "TableSamples"], path: "Fuzz/Damage",
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: [
        "PosternCompiler", "PosternRuntime", "PosternSchema", "PosternModel", "PosternNumbering",
        "PosternDiagnostics",
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
      "PosternAnalysisTests",
      ["PosternAnalysis", "PosternModel", "PosternNumbering", "PosternDiagnostics"]),
    tests("PosternSchemaTests", ["PosternSchema", "PosternDiagnostics", "PosternJSON"]),
    tests("PosternSourceTests", ["PosternSource", "PosternDiagnostics"]),
    tests("PosternNumberingTests", ["PosternNumbering"]),
    tests(
      "PosternSemanticsTests",
      [
        "PosternSemantics", "PosternSchema", "PosternModel", "PosternNumbering", "PosternDiagnostics",
        "TestSupport",
      ]),
    .executableTarget(
      name: "numbering-classify", dependencies: ["PosternNumbering"],
      path: "Tests/NumberingClassify", swiftSettings: strict),
  ]
)
