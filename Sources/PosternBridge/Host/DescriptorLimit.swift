#if Server
import Foundation

/// How many files and connections the process may have open.
enum DescriptorLimit {
  /// The soft limit; nil where the system does not say, or says unlimited.
  static func current() -> Int? {
    guard let data = FileManager.default.contents(atPath: "/proc/self/limits") else { return nil }
    return parse(String(decoding: data, as: UTF8.self))
  }

  static func parse(_ text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }) else {
      return nil
    }
    return line.split(separator: " ").dropFirst(3).first.flatMap { Int($0) }
  }
}
#endif
