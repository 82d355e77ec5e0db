import Foundation
import TestSupport
import Testing

/// Holds a text to a committed file. One that is new is written, and fails once.
func expectGolden(_ name: String, _ text: String) throws {
  let file = Repository.root.appending(path: "Tests/PosternReportTests/Golden/\(name)")
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("\(name) is new: look at it, and run again")
    return
  }
  #expect(text == expected, "remove \(name) and run again to take it over")
}
