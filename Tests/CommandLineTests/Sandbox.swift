import Foundation
import TestSupport

/// A folder of its own for one test, with policies in it; it is removed at the end.
final class Sandbox {
  let folder: URL

  /// With one policy, `policies/example`, as the catalogue's examples have it, and what is laid over it.
  init(_ changes: [String: String] = [:], replacing: [(String, String)] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "postern-\(UUID().uuidString)")
    try add("policies/example", changes, replacing: replacing)
  }

  /// With nothing in it.
  init(empty: Void) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "postern-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Adds another such policy; `replacing` changes texts of its `policy.yaml`.
  func add(_ path: String, _ changes: [String: String] = [:], replacing: [(String, String)] = []) throws {
    for (name, text) in ExamplePolicy.files.merging(changes, uniquingKeysWith: { $1 }) {
      var text = text
      for (old, new) in name == "policy.yaml" ? replacing : [] {
        precondition(text.contains(old), "the example policy has no \(old)")
        text = text.replacingOccurrences(of: old, with: new)
      }
      try write("\(path)/\(name)", text)
    }
  }

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url(path))
  }

  func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// The files below a folder and their bytes.
  func contents(of path: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: url(path).path) {
      var isFolder: ObjCBool = false
      let full = url(path).appending(path: name)
      if FileManager.default.fileExists(atPath: full.path, isDirectory: &isFolder), !isFolder.boolValue {
        found[name] = try Data(contentsOf: full)
      }
    }
    return found
  }

  func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Output {
    try Program.run(arguments, in: folder, input: input.map { Array($0.utf8) }, environment: environment)
  }

  func run(_ arguments: [String], input: [UInt8]) throws -> Output {
    try Program.run(arguments, in: folder, input: input)
  }

  /// Runs a line of shell in which `$POSTERN` is the program.
  func shell(_ line: String) throws -> Output {
    try Program.run(
      ["-c", line], in: folder, environment: ["POSTERN": Program.path], executable: "/bin/sh")
  }
}

/// What the example policy compiles to, made once by the program.
enum Compiled {
  static let files: [String: Data] = {
    guard let sandbox = try? Sandbox(), let run = try? sandbox.run("compile"), run.code == 0 else {
      return [:]
    }
    return (try? sandbox.contents(of: "generated/example")) ?? [:]
  }()

  /// A sandbox with the policy and what it compiles to.
  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    for (name, data) in files { try sandbox.write("generated/example/\(name)", Array(data)) }
    return sandbox
  }
}

/// A change of the example policy, and what the program then says.
enum Faults {
  static let unknownGroup = [("when: { group: admins }", "when: { group: admin }")]
  static let unusedGroup = [("admins: group_admins,", "admins: group_admins, spare: group_spare,")]
  static let dated = [("      skip: true", "      skip: true\n      until: 2027-03-31")]

  static let expiringRule = """
    warning[PST0611]: rule expires soon
      --> policies/example/policy.yaml:32:14
       |
    32 |       until: 2027-03-31
       |              ^^^^^^^^^^ rule `office-wiki` expires after `2027-03-31`, today
       |
       = help: extend it or drop the rule before


    """

  static func unknownGroup(in file: String) -> String {
    """
    error[PST0401]: unknown group
      --> \(file):27:22
       |
    10 |   groups: { admins: group_admins, glass: group_glass }
       |   ------ declared groups are here
    ...
    27 |       when: { group: admin }
       |                      ^^^^^ group `admin` is not declared
       |
       = help: did you mean `admins`?


    """
  }

  static func unusedGroup(in file: String) -> String {
    """
    warning[PST0421]: unused group
      --> \(file):10:35
       |
    10 |   groups: { admins: group_admins, spare: group_spare, glass: group_glass }
       |                                   ^^^^^ group `spare` is declared and never used
       |
       = help: use it, or drop it from `directory.groups`


    """
  }
}
