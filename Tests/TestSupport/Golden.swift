import Foundation

/// Committed files that a program's texts are held to.
public enum Golden {
  /// What is not as it is committed, in words; nil when all is. A file that is new is written, and is a fault once.
  /// - Parameters:
  ///   - text: what the program says now.
  ///   - path: the committed file, from the top of the checkout.
  public static func fault(of text: String, in path: String) throws -> String? {
    let file = Repository.root.appending(path: path)
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return "\(path) is new: look at it, and run again"
    }
    if text == expected { return nil }
    let (new, old) = (text.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
    let line = zip(new, old).prefix { $0 == $1 }.count
    return """
      \(path):\(line + 1) differs; remove it and run again to take the new text over
      committed: \(line < old.count ? old[line] : "(ends here)")
      now:       \(line < new.count ? new[line] : "(ends here)")
      """
  }
}
