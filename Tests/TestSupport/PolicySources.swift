import Foundation
import PosternSchema

extension PolicyFiles {
  /// The files of a policy from memory: name relative to the policy's folder → text.
  public static func memory(_ files: [String: String]) -> PolicyFiles {
    memory(files.mapValues { Array($0.utf8) })
  }

  /// The files of a policy from memory: name relative to the policy's folder → bytes.
  public static func memory(_ files: [String: [UInt8]]) -> PolicyFiles {
    PolicyFiles(
      environmentFiles: files.keys.filter { $0.hasPrefix("environments/") }.sorted(),
      testFiles: files.keys.filter { $0.hasPrefix("tests/") }.sorted()
    ) { name in
      files[name].map(Result.success) ?? .failure(.missing)
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
