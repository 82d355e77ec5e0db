import PosternTable

/// The row loop: the first row that every attribute of a request admits.
extension RoutingTable {
  /// The rule that matches: that of the first row, or the last one, `otherwise`.
  ///
  /// For each block of 512 rows the bits of the request's values are anded; a bit that is left is a row, which may
  /// still ask something that bits do not hold.
  @inline(__always)
  func firstRule(
    _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text
  ) -> Int {
    let values = layout.values
    let base = unsafe view.pointer(at: 0)
    let blocks = unsafe base + layout.blocks
    let references = unsafe base + layout.references
    let count = values.blocks
    let phone = facts.phoneValue &* count
    let provider = (values.provider &+ facts.provider) &* count
    let application = (values.application &+ facts.application) &* count
    let risk = (values.riskAndEmail &+ facts.risk &* 2 &+ (facts.hasEmail ? 1 : 0)) &* count
    let readsGroups = layout.readsGroups
    let readsZones = layout.readsZones
    var index = 0
    while index < count {
      defer { index &+= 1 }
      let first = unsafe Self.word(references, (phone &+ index) &* 4)
      if first == 0 { continue }
      let second = unsafe Self.word(references, (provider &+ index) &* 4)
      let third = unsafe Self.word(references, (application &+ index) &* 4)
      let fourth = unsafe Self.word(references, (risk &+ index) &* 4)
      if second == 0 || third == 0 || fourth == 0 { continue }
      var left = unsafe Self.block(blocks, first) & Self.block(blocks, second)
      unsafe left &= Self.block(blocks, third) & Self.block(blocks, fourth)
      if readsGroups { unsafe restrict(&left, values.groups, groups, index, references, blocks) }
      if readsZones { unsafe restrict(&left, values.zones, zones, index, references, blocks) }
      let half = left.lowHalf | left.highHalf
      let quarter = half.lowHalf | half.highHalf
      if quarter[0] | quarter[1] == 0 { continue }
      var lane = 0
      while lane < 8 {
        var word = UInt64(littleEndian: left[lane])
        while word != 0 {
          let row = (index &* 8 &+ lane) &* 64 &+ word.trailingZeroBitCount
          let record = unsafe base + (layout.rows &+ row &* RecordSize.row)
          let residuals = unsafe Self.word(record, RowField.residuals.rawValue * 4)
          if unsafe residuals == 0 || admits(row, residuals, groups, zones, user: user) {
            return unsafe Int(Self.word(record, RowField.rule.rawValue * 4))
          }
          word &= word &- 1
        }
        lane &+= 1
      }
    }
    return layout.ruleCount &- 1
  }

  @inline(__always)
  private static func block(_ blocks: UnsafeRawPointer, _ reference: UInt32) -> SIMD8<UInt64> {
    unsafe blocks.loadUnaligned(fromByteOffset: Int(reference) &* 64, as: SIMD8<UInt64>.self)
  }

  /// Takes away the rows that ask for a name that is not there, or exclude one that is.
  @inline(__always)
  private func restrict(
    _ left: inout SIMD8<UInt64>, _ values: ValueSpace.SetValues, _ names: PresentNames, _ index: Int,
    _ references: UnsafeRawPointer, _ blocks: UnsafeRawPointer
  ) {
    let count = layout.values.blocks
    var any = unsafe Self.block(blocks, Self.word(references, (values.free &* count &+ index) &* 4))
    var none = SIMD8<UInt64>.zero
    var place = 0
    while unsafe place < names.count {
      let name = unsafe Int(names.list[place])
      let more = unsafe Self.word(references, ((values.any &+ name) &* count &+ index) &* 4)
      let less = unsafe Self.word(references, ((values.none &+ name) &* count &+ index) &* 4)
      if more != 0 { unsafe any |= Self.block(blocks, more) }
      if less != 0 { unsafe none |= Self.block(blocks, less) }
      place &+= 1
    }
    left &= any & ~none
  }

  /// Whether a request has what a row asks beyond its bits.
  @inline(never)
  func admits(
    _ row: Int, _ residuals: UInt32, _ groups: PresentNames, _ zones: PresentNames,
    user: LentRequest.Text
  ) -> Bool {
    if residuals & Residual.groups.bit != 0 {
      guard unsafe admits(row, groups, (.groupsAny, .groupsAll, .groupsNotAll)) else { return false }
    }
    if residuals & Residual.zones.bit != 0 {
      guard unsafe admits(row, zones, (.zonesAny, .zonesAll, .zonesNotAll)) else { return false }
    }
    return unsafe residuals & Residual.rollouts.bit == 0 || admitsRollouts(row, user: user)
  }

  /// Whether the user is in every share that a row asks.
  func admitsRollouts(_ row: Int, user: LentRequest.Text) -> Bool {
    let base = unsafe view.pointer(at: 0)
    for place in items(.rollouts, row) ?? 0..<0 {
      let item = unsafe Int(Self.word(base, layout.listItems &+ place &* 4))
      let range = unsafe base + (layout.rolloutRanges &+ item &* RecordSize.rolloutRange)
      let rollout = unsafe Int(Self.word(range, RolloutRangeField.rollout.rawValue * 4))
      let bucket = unsafe UInt32(truncatingIfNeeded: bucket(of: user, in: rollout))
      guard unsafe bucket >= Self.word(range, RolloutRangeField.lower.rawValue * 4),
        unsafe bucket < Self.word(range, RolloutRangeField.upper.rawValue * 4)
      else { return false }
    }
    return true
  }

  /// Whether names have all that a row asks of a set attribute.
  func admits(
    _ row: Int, _ names: PresentNames,
    _ fields: (any: RowField, all: RowField, none: RowField, notAll: RowField)
  ) -> Bool {
    for place in items(fields.none, row) ?? 0..<0 {
      if unsafe names.contains(Int(view.element(.listItems, place))) { return false }
    }
    return unsafe admits(row, names, (fields.any, fields.all, fields.notAll))
  }

  private func admits(
    _ row: Int, _ names: PresentNames, _ fields: (any: RowField, all: RowField, notAll: RowField)
  ) -> Bool {
    for place in items(fields.all, row) ?? 0..<0 {
      guard unsafe names.contains(Int(view.element(.listItems, place))) else { return false }
    }
    for place in items(fields.any, row) ?? 0..<0 {
      var found = false
      for item in view.listRange(view.element(.listItems, place)) ?? 0..<0 where !found {
        found = unsafe names.contains(Int(view.element(.listItems, item)))
      }
      guard found else { return false }
    }
    for place in items(fields.notAll, row) ?? 0..<0 {
      var absent = false
      for item in view.listRange(view.element(.listItems, place)) ?? 0..<0 where !absent {
        absent = unsafe !names.contains(Int(view.element(.listItems, item)))
      }
      guard absent else { return false }
    }
    return true
  }

  /// The places of a list's items; nil for no list.
  private func items(_ field: RowField, _ row: Int) -> Range<Int>? {
    let base = unsafe view.pointer(at: 0)
    let number = unsafe Int(
      Self.word(base, layout.rows &+ row &* RecordSize.row &+ field.rawValue &* 4))
    guard number != Int(TableFormat.none) else { return nil }
    let ends = unsafe base + (layout.listEnds &+ number &* 4)
    return unsafe (number == 0 ? 0 : Int(Self.word(ends - 4, 0)))..<Int(Self.word(ends, 0))
  }

  /// The user's bucket in a rollout, 0 … 9 999; 10 000 for nobody.
  func bucket(of user: LentRequest.Text, in rollout: Int) -> Int {
    guard user.count > 0 else { return 10_000 }
    let record = unsafe view.pointer(at: layout.rollouts &+ rollout &* RecordSize.rollout)
    let low = unsafe UInt64(Self.word(record, RolloutField.stateLow.rawValue * 4))
    var hash = unsafe UInt64(Self.word(record, RolloutField.stateHigh.rawValue * 4)) << 32 | low
    for index in 0..<user.count { hash = unsafe (hash ^ UInt64(user[index])) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Int((hash ^ (hash >> 33)) % 10_000)
  }
}
