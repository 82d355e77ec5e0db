#if Server
import Foundation
import NIOConcurrencyHelpers

/// Secrets by name: from the files of a directory, read anew when told to; else from the environment as it was at the
/// start. Says nothing of them when printed.
public final class SecretStore: SecretSource {
  private enum Origin: Sendable {
    case directory(String)
    case environment([String: String])
  }

  /// Bytes of a secret that are read.
  static let maximumBytes = 16 * 1024

  private let origin: Origin
  private let kept = NIOLockedValueBox<[String: [String]]>([:])

  /// Files `<name>` and `<name>.previous`; one final newline is not part of a secret.
  public init(directory: String) {
    origin = .directory(directory)
  }

  /// Variables `POSTERN_SECRET_<NAME>` and `…_PREVIOUS`; `-` of a name is `_` there.
  public init(environment: [String: String]) {
    origin = .environment(environment.filter { $0.key.hasPrefix("POSTERN_SECRET_") })
  }

  public func values(_ name: String) -> [String] {
    guard Self.fault(ofName: name) == nil else { return [] }
    if let values = kept.withLockedValue({ $0[name] }) { return values }
    let values = read(name)
    kept.withLockedValue { $0[name] = values }
    return values
  }

  /// Reads anew whatever was asked for so far. A secret that can no longer be read, or is not accepted, stays as it is.
  /// - Returns: the names of those.
  public func reload(accepting isGood: (String, [String]) -> Bool = { _, _ in true }) -> [String] {
    var failed: [String] = []
    for name in kept.withLockedValue({ $0.keys.sorted() }) {
      let values = read(name)
      if values.isEmpty || !isGood(name, values) {
        failed.append(name)
      } else {
        kept.withLockedValue { $0[name] = values }
      }
    }
    return failed
  }

  /// Why a name cannot be one here; nil when it can.
  static func fault(ofName name: String) -> String? {
    if name.hasSuffix("-previous") || name.hasSuffix(".previous") {
      return "the secret `\(name)` ends like a previous one"
    }
    let isPlain = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
    }
    return isPlain && !name.hasPrefix(".") && !name.isEmpty ? nil : "`\(name)` cannot be the name of a secret"
  }

  /// Why nothing can be read from where secrets are; nil when it can. One fault instead of one for each secret.
  var obstacle: String? {
    guard case .directory(let directory) = origin else { return nil }
    guard Self.kind(directory)?.isDirectory == true else {
      return "--secrets `\(directory)` is no directory"
    }
    // To open a file one must be allowed to pass through its directory; listing it is not needed.
    return FileManager.default.isExecutableFile(atPath: directory)
      ? nil : "--secrets `\(directory)` cannot be read"
  }

  /// Whether there is a file, though nothing could be read from it.
  func isUnreadable(_ name: String) -> Bool {
    guard case .directory(let directory) = origin, Self.fault(ofName: name) == nil else { return false }
    let path = "\(directory)/\(name)"
    return FileManager.default.fileExists(atPath: path) && FileManager.default.contents(atPath: path) == nil
  }

  /// Whether others than the owner and its group can put files into the directory, or replace those of others.
  var isOpenToWriting: Bool {
    guard case .directory(let directory) = origin, let mode = Self.kind(directory)?.mode else { return false }
    return mode & 0o002 != 0 && mode & 0o1000 == 0
  }

  /// The mode of what a path leads to, through links, and whether it is a directory.
  private static func kind(_ path: String) -> (mode: Int, isDirectory: Bool)? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      let mode = attributes[.posixPermissions] as? Int
    else { return nil }
    return (mode, attributes[.type] as? FileAttributeType == .typeDirectory)
  }

  /// Files that others than the owner and its group can read or write.
  func exposed(_ names: [String]) -> [String] {
    guard case .directory(let directory) = origin else { return [] }
    return names.flatMap { ["\($0)", "\($0).previous"] }.filter { file in
      Self.kind("\(directory)/\(file)").map { $0.mode & 0o006 != 0 } ?? false
    }
  }

  private func read(_ name: String) -> [String] {
    let current: String?
    let previous: String?
    switch origin {
    case .directory(let directory):
      current = Self.read(file: "\(directory)/\(name)")
      previous = Self.read(file: "\(directory)/\(name).previous")
    case .environment(let variables):
      let variable = "POSTERN_SECRET_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
      current = variables[variable]
      previous = variables[variable + "_PREVIOUS"]
    }
    return [current, previous].compactMap { $0 }.filter { !$0.isEmpty }
  }

  private static func read(file: String) -> String? {
    guard let data = FileManager.default.contents(atPath: file), data.count <= maximumBytes,
      let text = String(data: data, encoding: .utf8)
    else { return nil }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

extension SecretStore: CustomStringConvertible, CustomReflectable {
  public var description: String { "SecretStore" }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
#endif
