extension JSONScanner {
  /// Up to this many keys of one object are compared with each other as they come; more are sorted at its end,
  /// so that a hostile object costs n log n.
  static var fewKeys: Int { 16 }

  /// Remembers a key of the innermost object, and throws when that object has it already.
  mutating func note(_ text: JSONText, at offset: Int, since firstKey: Int) throws(JSONError) {
    let key = Key(tag: tag(of: text), text: text, offset: offset)
    if keyCount - firstKey < Self.fewKeys {
      for index in firstKey..<keyCount {
        let other = unsafe keys[index]
        if other.tag == key.tag, compare(other.text, text) == 0 { throw JSONError(.duplicateKey, at: offset) }
      }
    }
    if keyCount == keyCapacity { growKeys() }
    unsafe (keys + keyCount).initialize(to: key)
    keyCount += 1
  }

  @inline(never)
  private mutating func growKeys() {
    keyCapacity *= 2
    let larger = UnsafeMutablePointer<Key>.allocate(capacity: keyCapacity)
    unsafe larger.update(from: keys, count: keyCount)
    unsafe keys.deallocate()
    unsafe keys = larger
  }

  /// Throws when two of the keys from that index on are equal, at the second one that stands first.
  mutating func compareManyKeys(from firstKey: Int) throws(JSONError) {
    var order = unsafe Array(UnsafeBufferPointer(start: keys + firstKey, count: keyCount - firstKey))
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
    let start = unsafe UnsafeRawPointer(pointer(to: text))
    let length = UInt64(truncatingIfNeeded: text.count)
    // Behind a lent text stands at least its quote; a decoded one may end where its room ends.
    let room = text.isDecoded ? text.count : size - text.start
    var word: UInt64 = 0
    if room >= 8 {
      word = UInt64(littleEndian: unsafe start.loadUnaligned(as: UInt64.self))
      if text.count < 8 { word &= (1 &<< (8 &* length)) &- 1 }
    } else {
      for index in 0..<text.count {
        word |= UInt64(unsafe start.load(fromByteOffset: index, as: UInt8.self)) << UInt64(8 * index)
      }
    }
    return word &+ length &* 0x9E37_79B9_7F4A_7C15
  }

  /// Less than, equal to or greater than 0, by length, then by bytes.
  private func compare(_ a: JSONText, _ b: JSONText) -> Int {
    if a.count != b.count { return a.count - b.count }
    let first = unsafe pointer(to: a)
    let second = unsafe pointer(to: b)
    for index in 0..<a.count {
      let x = unsafe first[index]
      let y = unsafe second[index]
      if x != y { return Int(x) - Int(y) }
    }
    return 0
  }
}
