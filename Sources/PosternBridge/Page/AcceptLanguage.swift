#if Server
/// Reads `Accept-Language` (RFC 9110 section 12.5.4).
public enum AcceptLanguage {
  /// The language ranges that are wanted, the most wanted first; equals keep their order. A range with weight 0 and
  /// whatever is not well-formed is left out. Reads the first 1,024 bytes and at most 32 ranges.
  public static func ranges(_ header: String) -> [String] {
    guard header.utf8.count <= 1024 else { return [] }
    var found: [(range: String, weight: Int)] = []
    for element in header.split(separator: ",", maxSplits: 32).prefix(32) {
      guard let (range, weight) = read(element), weight > 0 else { continue }
      // Insertion keeps the order of equals.
      let place = found.firstIndex { $0.weight < weight } ?? found.count
      found.insert((range, weight), at: place)
    }
    return found.map(\.range)
  }

  private static func read(_ element: Substring) -> (range: String, weight: Int)? {
    let parts = element.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard let range = parts.first, isRange(range) else { return nil }
    var weight = 1000
    for parameter in parts.dropFirst() {
      let sides = parameter.split(separator: "=", omittingEmptySubsequences: false).map(trimmed)
      guard sides.count == 2, sides[0] == "q" || sides[0] == "Q", let value = thousandths(sides[1]) else {
        return nil
      }
      weight = value
    }
    return (String(range), weight)
  }

  /// `0`, `0.5`, `1.000`: a weight in thousandths.
  private static func thousandths(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard (1...5).contains(bytes.count), bytes[0] == 0x30 || bytes[0] == 0x31 else { return nil }
    guard bytes.count == 1 || bytes[1] == 0x2E else { return nil }
    var value = Int(bytes[0] - 0x30) * 1000
    var scale = 100
    for byte in bytes.dropFirst(2) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value += Int(byte - 0x30) * scale
      scale /= 10
    }
    return value <= 1000 ? value : nil
  }

  private static func isRange(_ text: Substring) -> Bool {
    if text == "*" { return true }
    return text.utf8.first != 0x2D
      && !text.isEmpty
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
      }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
#endif
