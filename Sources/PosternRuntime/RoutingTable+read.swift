import PosternTable

/// Reading a request: texts to numbers. Shares nothing with the reference interpreter.
extension RoutingTable {
  /// The index of a name or an id; how many there are for what is not declared.
  @inline(__always)
  func index(of text: LentRequest.Text, in names: Layout.Names) -> Int {
    guard let start = text.baseAddress, text.count > 0, names.mask >= 0 else { return names.count }
    let key = unsafe UnsafeRawPointer(start)
    let count = text.count
    let hash = unsafe NameHash.hash(key, count: count, seed: names.seed)
    let base = unsafe view.pointer(at: 0)
    var slot = Int(hash) & names.mask
    var probe = 0
    while probe < NameHash.longestProbe {
      let place = names.slots &+ slot &* TableFormat.slotSize
      let value = unsafe Self.word(base, place &+ 4)
      if value == TableFormat.none { break }
      if unsafe Self.word(base, place) == hash, unsafe Int(Self.word(base, place &+ 12)) == count,
        unsafe Self.equal(key, base + Int(Self.word(base, place &+ 8)), count)
      {
        return Int(value)
      }
      slot = (slot &+ 1) & names.mask
      probe &+= 1
    }
    return names.count
  }

  /// 0 low, 1 medium, 2 high, 3 for all else.
  @inline(__always)
  func risk(of text: LentRequest.Text) -> Int {
    guard let start = text.baseAddress else { return 3 }
    let names: (low: StaticString, medium: StaticString, high: StaticString) = ("low", "medium", "high")
    let name: StaticString
    let risk: Int
    switch text.count {
    case 3: (name, risk) = (names.low, 0)
    case 6: (name, risk) = (names.medium, 1)
    case 4: (name, risk) = (names.high, 2)
    default: return 3
    }
    return unsafe Self.equal(UnsafeRawPointer(start), UnsafeRawPointer(name.utf8Start), text.count) ? risk : 3
  }

  /// What the number's label says.
  @inline(__always)
  func describe(_ label: Int, in facts: inout Facts) {
    let base = unsafe view.pointer(at: layout.labels &+ label &* RecordSize.label)
    facts.label = label
    facts.region = unsafe Int(Self.word(base, LabelField.region.rawValue * 4))
    facts.lineType = unsafe Int(Self.word(base, LabelField.lineType.rawValue * 4))
    facts.isValid = label != 0
    facts.phoneValue = unsafe Int(Self.word(base, LabelField.phoneValue.rawValue * 4))
  }

  /// Adds the zones whose networks hold an address; none for what is no address.
  func addZones(of text: LentRequest.Text, to zones: inout PresentNames) {
    guard let address = unsafe ClientAddress(text) else { return }
    let records = unsafe view.pointer(to: .zones)
    let networks = unsafe view.pointer(to: .cidrs)
    let known = view.count(.cidrs)
    for zone in 0..<layout.zones.count {
      let record = unsafe records + zone &* RecordSize.zone
      var cidr = unsafe Int(Self.word(record, ZoneField.firstCIDR.rawValue * 4))
      let end = unsafe min(known, cidr &+ Int(Self.word(record, ZoneField.cidrCount.rawValue * 4)))
      while cidr < end {
        if unsafe Self.holds(networks + cidr &* RecordSize.cidr, address) {
          unsafe zones.insert(zone)
          break
        }
        cidr &+= 1
      }
    }
  }

  /// Whether a record of the section of networks holds an address.
  @inline(__always)
  private static func holds(_ network: UnsafeRawPointer, _ address: ClientAddress) -> Bool {
    guard unsafe word(network, CIDRField.family.rawValue * 4) == (address.isIPv4 ? 4 : 6) else {
      return false
    }
    let high =
      unsafe UInt64(word(network, CIDRField.word0.rawValue * 4)) << 32
      | UInt64(word(network, CIDRField.word1.rawValue * 4))
    let low =
      unsafe UInt64(word(network, CIDRField.word2.rawValue * 4)) << 32
      | UInt64(word(network, CIDRField.word3.rawValue * 4))
    let length = unsafe UInt64(word(network, CIDRField.length.rawValue * 4))
    let highMask = length >= 64 ? UInt64.max : ~(UInt64.max >> length)
    let lowMask = length <= 64 ? 0 : length >= 128 ? UInt64.max : ~(UInt64.max >> (length - 64))
    return address.high & highMask == high && address.low & lowMask == low
  }

  @inline(__always)
  static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  @inline(__always)
  private static func equal(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Bool {
    var index = 0
    if count >= 8 {
      while index &+ 8 <= count {
        guard unsafe long(a, index) == long(b, index) else { return false }
        index &+= 8
      }
      return unsafe long(a, count &- 8) == long(b, count &- 8)
    }
    while index < count {
      let left = unsafe a.load(fromByteOffset: index, as: UInt8.self)
      guard unsafe left == b.load(fromByteOffset: index, as: UInt8.self) else { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private static func long(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
