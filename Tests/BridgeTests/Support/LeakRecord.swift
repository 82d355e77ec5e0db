#if Server
import Foundation
import NIOConcurrencyHelpers

@testable import PosternBridge

/// Keeps what a test's bridge has logged, served and stored, and which values none of it may have, for `make leak-check`.
/// Without `POSTERN_LEAK_FOLDER` in the environment nothing is kept.
final class LeakRecord: Sendable {
  /// What must not be seen. Tokens may be served: they are made for whoever they are served to.
  enum Kind: String {
    case code, number, secret, token
  }

  private static let top = ProcessInfo.processInfo.environment["POSTERN_LEAK_FOLDER"]

  let folder: String?
  private let lock = NIOLockedValueBox<Set<String>>([])

  /// - Parameter name: what the record is of.
  init(_ name: String) {
    folder = Self.top.map { "\($0)/\(name)-\(UUID().uuidString)" }
    guard let folder else { return }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  var isOn: Bool { folder != nil }

  func plant(_ kind: Kind, _ value: String) {
    guard isOn, !value.isEmpty else { return }
    let line = "\(kind.rawValue) \(Data(value.utf8).base64EncodedString())\n"
    let isNew = lock.withLockedValue { $0.insert(line).inserted }
    if isNew { append(Array(line.utf8), to: "planted.txt") }
  }

  func log(_ bytes: [UInt8]) { append(bytes, to: "log.jsonl") }

  func metrics(_ text: String) { append(Array(text.utf8), to: "metrics.txt") }

  /// What was answered; the tokens in it are planted: they must be nowhere else.
  func served(_ text: String, headers: [(String, String)] = []) {
    guard isOn else { return }
    let all = headers.map { "\($0.0): \($0.1)\n" }.joined() + text + "\n"
    append(Array(all.utf8), to: "served.txt")
    for mark in ["/challenge/", #"name="form" value=""#, "postern-", "result="] {
      for part in all.components(separatedBy: mark).dropFirst() {
        let token = part.drop { $0 != "=" && mark == "postern-" }.drop { $0 == "=" }
          .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        if token.utf8.count >= 22 { plant(.token, String(token)) }
      }
    }
  }

  /// What a person has typed into a form.
  func typed(_ form: String?) {
    for field in form?.split(separator: "&") ?? [] where field.hasPrefix("code=") {
      let digits = field.dropFirst("code=".count).filter(\.isNumber)
      if digits.count >= 6 { plant(.code, digits) }
    }
  }

  /// Copies the files of a store.
  func keep(store path: String) {
    guard let folder else { return }
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try? FileManager.default.copyItem(
        atPath: path + suffix, toPath: "\(folder)/store-\(UUID().uuidString)\(suffix)")
    }
  }

  /// Plants the secrets of a folder.
  func plant(secretsIn path: String) {
    guard isOn else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else { continue }
      plant(.secret, String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
    }
  }

  private func append(_ bytes: [UInt8], to name: String) {
    guard let folder else { return }
    lock.withLockedValue { _ in
      let path = "\(folder)/\(name)"
      if !FileManager.default.fileExists(atPath: path) {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
      }
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      _ = try? file.seekToEnd()
      try? file.write(contentsOf: Data(bytes))
      try? file.close()
    }
  }
}
#endif
