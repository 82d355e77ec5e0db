import Foundation
import TestSupport

/// What one run of the program gave.
struct Output: Equatable, CustomStringConvertible {
  var standardOutput = ""
  var standardError = ""
  var code: Int32 = 0

  var description: String { "[\(code)]\n--- stdout\n\(standardOutput)--- stderr\n\(standardError)" }
  var lines: [Substring] { standardOutput.split(separator: "\n") }
}

/// The program that was built beside these tests.
enum Program {
  static let path: String = {
    let links = ["/proc/self/exe"].compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: $0)
    }
    let places = links + CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    for place in places {
      var folder = URL(filePath: place).deletingLastPathComponent()
      for _ in 0..<5 {
        let candidate = folder.appending(path: "postern").path
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return Repository.root.appending(path: ".build/debug/postern").path
  }()

  /// A run that is under way.
  struct Running {
    let process: Process
    let output: URL
    let error: URL

    /// What it has written to standard output so far.
    var written: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    func finish() throws -> Output {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(at: output.deletingLastPathComponent()) }
      let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
      return Output(
        standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self), code: code)
    }
  }

  /// Starts the program in a folder; its colours do not depend on who runs the tests.
  static func start(
    _ arguments: [String], in folder: URL, input: Any?, environment: [String: String] = [:],
    executable: String = path
  ) throws -> Running {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "postern-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let (output, error) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    try Data().write(to: output)
    try Data().write(to: error)
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "COLUMNS", "TERM"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    return Running(process: process, output: output, error: error)
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in folder: URL, input: [UInt8]? = nil, environment: [String: String] = [:],
    executable: String = path
  ) throws -> Output {
    guard let input else {
      return try start(
        arguments, in: folder, input: nil, environment: environment, executable: executable
      ).finish()
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "postern-in-\(UUID().uuidString)")
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try start(
      arguments, in: folder, input: try FileHandle(forReadingFrom: file), environment: environment,
      executable: executable
    ).finish()
  }
}
