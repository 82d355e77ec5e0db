import Foundation
import PosternSchema

extension PolicyFiles {
  /// The files of a policy from memory: name relative to the policy's folder → text.
  public static func memory(_ files: [String: String]) -> PolicyFiles {
    memory(files.mapValues { Array($0.utf8) })
  }

  /// The files of a policy from memory: name relative to the policy's folder → bytes; and names of folders that
  /// stand where files are expected.
  public static func memory(_ files: [String: [UInt8]], folders: Set<String> = []) -> PolicyFiles {
    let names = (Array(files.keys) + Array(folders)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return PolicyFiles(
      environmentFiles: names.filter { $0.hasPrefix("environments/") },
      testFiles: names.filter { $0.hasPrefix("tests/") }
    ) { name in
      if folders.contains(name) { return .failure(.notAFile) }
      return files[name].map(Result.success) ?? .failure(.missing)
    }
  }

  /// The files of a policy of the checkout.
  public static func checkout(_ folder: String) throws -> PolicyFiles {
    var files: [String: [UInt8]] = [:]
    for path in Repository.files(below: folder, suffix: ".yaml") {
      files[String(path.dropFirst(folder.count + 1))] = try Repository.bytes(path)
    }
    return memory(files)
  }
}

/// The day that tests check policies on, unless they say another.
public let dayOfTests = "2026-01-15"
