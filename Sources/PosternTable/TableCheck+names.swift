extension TableCheck {
  /// Each name and each id is found in its kind's table, and nothing else is there.
  func checkNames() throws(TableError) {
    for kind in NameKind.allCases {
      let slots = view.count(kind.slots)
      var keys: [(text: UInt32, record: Int)] = []
      for record in 0..<view.count(kind.records) {
        let name = view.number(kind.records, record, 0)
        let id = view.number(kind.records, record, 1)
        keys.append((name, record))
        if id != TableFormat.none, id != name { keys.append((id, record)) }
      }
      guard slots == 0 ? keys.isEmpty : slots & (slots - 1) == 0 else { throw .wrongSize(kind.slots) }
      guard slots <= 8 * keys.count + 8 else { throw .wrongSize(kind.slots) }
      let seed = view.value(kind.seed, 0)
      for key in keys { try checkKey(key.text, key.record, kind, seed, slots) }
      var used = 0
      for slot in 0..<slots where value(kind, slot) != TableFormat.none { used += 1 }
      guard used == keys.count else { throw .wrongNameTable(kind.slots) }
      for slot in 0..<slots where value(kind, slot) == TableFormat.none {
        let offset = view.offset(kind.slots) + slot * TableFormat.slotSize
        guard view.word(at: offset) == 0, view.long(at: offset + 8) == 0 else {
          throw .wrongNameTable(kind.slots)
        }
      }
    }
  }

  private func value(_ kind: NameKind, _ slot: Int) -> UInt32 {
    view.word(at: view.offset(kind.slots) + slot * TableFormat.slotSize + 4)
  }

  private func checkKey(
    _ text: UInt32, _ record: Int, _ kind: NameKind, _ seed: UInt32, _ slots: Int
  ) throws(TableError) {
    guard let range = view.textRange(text), slots > 0 else { throw .wrongNameTable(kind.slots) }
    let hash = unsafe NameHash.hash(view.pointer(at: range.lowerBound), count: range.count, seed: seed)
    var slot = Int(hash) & (slots - 1)
    for _ in 0..<NameHash.longestProbe {
      let offset = view.offset(kind.slots) + slot * TableFormat.slotSize
      let found = view.word(at: offset + 4)
      guard found != TableFormat.none else { throw .wrongNameTable(kind.slots) }
      if view.word(at: offset) == hash, found == UInt32(record),
        Int(view.word(at: offset + 8)) == range.lowerBound, Int(view.word(at: offset + 12)) == range.count
      {
        return
      }
      slot = (slot + 1) & (slots - 1)
    }
    throw .wrongNameTable(kind.slots)
  }
}

/// Kinds of names that requests hold.
public enum NameKind: Int, Sendable, CaseIterable {
  case provider, application, group, zone

  /// The section of the records: name first, then id.
  public var records: Section {
    switch self {
    case .provider: .providers
    case .application: .applications
    case .group: .groups
    case .zone: .zones
    }
  }

  /// The section of the name table.
  public var slots: Section {
    switch self {
    case .provider: .providerSlots
    case .application: .applicationSlots
    case .group: .groupSlots
    case .zone: .zoneSlots
    }
  }

  /// The field of the seed.
  public var seed: PolicyField {
    switch self {
    case .provider: .providerSeed
    case .application: .applicationSeed
    case .group: .groupSeed
    case .zone: .zoneSeed
    }
  }
}
