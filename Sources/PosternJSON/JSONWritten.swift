/// Where long arrays were written that a value holds more than once: not equal ones, but the same one.
struct JSONWritten {
  private struct Key: Hashable {
    let address: UInt
    let level: Int
  }

  /// Shorter ones are written again in less time.
  private static let shortest = 16

  private var places: [Key: (count: Int, range: Range<Int>)] = [:]

  /// Where an array was written at a level. As long as a value is being written, no two of its arrays that are there
  /// at once have one address, unless they are one.
  func range(of elements: [JSONValue], level: Int) -> Range<Int>? {
    guard elements.count >= Self.shortest, let key = key(of: elements, level),
      let found = places[key], found.count == elements.count
    else { return nil }
    return found.range
  }

  mutating func add(_ elements: [JSONValue], level: Int, at range: Range<Int>) {
    guard elements.count >= Self.shortest, let key = key(of: elements, level) else { return }
    places[key] = (elements.count, range)
  }

  private func key(of elements: [JSONValue], _ level: Int) -> Key? {
    unsafe elements.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map { Key(address: UInt(bitPattern: $0), level: level) }
    }
  }
}
