// swift-tools-version: 6.2

import PackageDescription

/// As the main package's, but for strict memory safety: pointers are handed to C on almost every page here.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func postern(_ name: String) -> Target.Dependency { .product(name: name, package: "postern") }

let package = Package(
  name: "postern-benchmarks",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "benchmarks", targets: ["benchmarks"]),
    .executable(name: "hello", targets: ["hello"]),
  ],
  dependencies: [
    .package(name: "postern", path: "..", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
  ],
  targets: [
    // What the figures are compared with: the same work in C.
    .target(
      name: "CBaseline",
      linkerSettings: [
        .linkedLibrary(":libyaml.a", .when(platforms: [.linux])),
        .linkedLibrary("yaml", .when(platforms: [.macOS])),
      ]),
    // Counts allocations by standing in for malloc. Not for a fully static executable.
    .target(name: "CAllocations"),
    // Starts programs and says what they took.
    .target(name: "CProcess"),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CBaseline", "CAllocations", "CProcess", postern("PosternSource"), postern("PosternDiagnostics"),
        postern("PosternNumbering"), postern("PosternTable"), postern("PosternRuntime"),
        postern("PosternSchema"),
        postern("PosternCompiler"),
      ],
      swiftSettings: settings),
    // The least that a command with ArgumentParser can be: what a cold start is compared with.
    .executableTarget(
      name: "hello",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
  ]
)
