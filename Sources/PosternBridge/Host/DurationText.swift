#if Server
/// Durations as the command line has them: `500ms`, `3s`, `5m`, `24h`, `7d`.
enum DurationText {
  private static let units: [(String, Int64)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// Milliseconds; nil when it is no duration, or one that cannot be.
  static func milliseconds(_ text: String) -> Int64? {
    for (suffix, factor) in units where text.hasSuffix(suffix) {
      let digits = text.dropLast(suffix.count)
      guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let value = Int64(digits)
      else { continue }
      return value * factor
    }
    return nil
  }
}
#endif
