/// Texts by their bytes; Swift's own equality would take canonically equivalent ones for one.
struct TextPool {
  /// The pool in its final order.
  struct Sorted {
    /// New numbers by old ones.
    var numbers: [UInt32]
    /// Where each text ends.
    var ends: [UInt32] = []
    var bytes: [UInt8] = []

    /// Bytes of a text.
    func range(_ text: UInt32) -> Range<Int> {
      let index = Int(text)
      return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
  }

  private var texts: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt32] = [:]

  /// The number of a text, in order of first use.
  mutating func number(of text: String) -> UInt32 {
    let key = Array(text.utf8)
    if let found = numbers[key] { return found }
    let number = UInt32(clamping: texts.count)
    numbers[key] = number
    texts.append(key)
    return number
  }

  /// Sorted by bytes.
  func sorted() -> Sorted {
    var sorted = Sorted(numbers: Array(repeating: 0, count: texts.count))
    let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
    for (number, old) in order.enumerated() {
      sorted.numbers[old] = UInt32(clamping: number)
      sorted.bytes += texts[old]
      sorted.ends.append(UInt32(clamping: sorted.bytes.count))
    }
    return sorted
  }
}
