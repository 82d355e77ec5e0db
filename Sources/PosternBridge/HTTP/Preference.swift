#if Server
import HTTPTypes

/// `Prefer: wait=N`, RFC 7240.
enum Preference {
  /// Seconds that a caller may wait at most.
  static let longestWait: Int64 = 120

  /// Seconds that the caller wants to wait, at most 120; nil when it says nothing, or nothing that can be read. The
  /// first `wait` counts.
  static func wait(_ headers: HTTPFields) -> Int64? {
    for element in headers[values: .prefer].flatMap({ $0.split(separator: ",") }) {
      let preference = element.split(separator: ";").first ?? ""
      let parts = preference.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\t" } }
      guard parts.count == 2, parts[0].lowercased() == "wait" else { continue }
      let value = parts[1].filter { $0 != "\"" }
      guard (1...9).contains(value.utf8.count), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let seconds = Int64(value)
      else { return nil }
      return min(seconds, longestWait)
    }
    return nil
  }
}
#endif
