#if Server
import Foundation

/// The files of a store: nobody but their owner may read them, from the first moment.
enum StoreFile {
  /// Makes an empty file that only its owner can open, unless there is one already.
  /// - Throws: `StoreError.unreadable`.
  static func create(at path: String) throws {
    if FileManager.default.fileExists(atPath: path) { return }
    try inPrivateFolder(beside: path) { file in
      guard FileManager.default.createFile(atPath: file, contents: nil) else {
        throw StoreError.unreadable("`\(path)` cannot be made")
      }
      do {
        try publish(file, as: path)
      } catch {
        // Another process was first.
        guard FileManager.default.fileExists(atPath: path) else { throw error }
      }
    }
  }

  /// What the file system knows the file at a path by; nil when there is none.
  static func number(_ path: String) -> UInt64? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
  }

  /// Takes everybody's rights but the owner's from what is there.
  static func restrict(_ path: String) throws {
    for file in [path, path + "-wal", path + "-shm"] {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o177 != 0
      else { continue }
      do {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      } catch {
        throw StoreError.unreadable("others may read `\(file)`, and that cannot be changed")
      }
    }
  }

  /// Gives a file, whole and on disk, its name, which must be free.
  static func publish(_ file: String, as path: String) throws {
    do {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
      try handle.synchronize()
      try handle.close()
      // Unlike a move, a link never replaces what is there.
      try FileManager.default.linkItem(atPath: file, toPath: path)
    } catch {
      throw StoreError.unreadable("`\(path)` cannot be made")
    }
  }

  /// Runs a body with the name of a file that is not there yet, in a folder that others cannot enter.
  static func inPrivateFolder(beside path: String, _ body: (String) throws -> Void) throws {
    let folder = path + ".new-" + String(UInt64.random(in: .min ... .max), radix: 36)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError.unreadable("`\(path)` cannot be made")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/store")
  }
}
#endif
