extension JSONScanner {
  /// Up to this many keys of one object are compared with each other as they come; more are sorted at its end,
  /// so that a hostile object costs n log n.
  static var fewKeys: Int { 16 }

  /// Remembers a key of the innermost object, and throws when that object has it already.
  mutating func note(_ text: JSONText, at offset: Int, since firstKey: Int) throws(JSONError) {
    let key = Key(tag: tag(of: text), text: text, offset: offset)
    if keys.count - firstKey < Self.fewKeys {
      for index in firstKey..<keys.count
      where keys[index].tag == key.tag && compare(keys[index].text, text) == 0 {
        throw JSONError(.duplicateKey, at: offset)
      }
    }
    keys.append(key)
  }

  /// Throws when two of the keys from that index on are equal, at the second one that stands first.
  mutating func compareManyKeys(from firstKey: Int) throws(JSONError) {
    var order = Array(keys[firstKey...])
    order.sort { a, b in
      if a.tag != b.tag { return a.tag < b.tag }
      let result = compare(a.text, b.text)
      return result != 0 ? result < 0 : a.offset < b.offset
    }
    var duplicate: Int?
    for (a, b) in zip(order, order.dropFirst()) where a.tag == b.tag && compare(a.text, b.text) == 0 {
      duplicate = min(duplicate ?? b.offset, b.offset)
    }
    if let duplicate { throw JSONError(.duplicateKey, at: duplicate) }
  }

  private func tag(of text: JSONText) -> UInt64 {
    let bytes = unsafe lend(text)
    let length = UInt64(truncatingIfNeeded: text.count)
    if text.count >= 8, let base = unsafe UnsafeRawPointer(bytes.baseAddress) {
      let word = UInt64(littleEndian: unsafe base.loadUnaligned(as: UInt64.self))
      return word &+ length &* 0x9E37_79B9_7F4A_7C15
    }
    var tag = length
    for index in 0..<text.count {
      tag = tag << 8 | UInt64(unsafe bytes[index])
    }
    return tag
  }

  /// Less than, equal to or greater than 0, by length, then by bytes.
  private func compare(_ a: JSONText, _ b: JSONText) -> Int {
    if a.count != b.count { return a.count - b.count }
    let first = unsafe lend(a)
    let second = unsafe lend(b)
    for index in 0..<a.count {
      let x = unsafe first[index]
      let y = unsafe second[index]
      if x != y { return Int(x) - Int(y) }
    }
    return 0
  }
}
