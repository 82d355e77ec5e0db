import PosternTable

/// Where in a checked table deciding reads: offsets and counts, looked up once.
struct Layout: Sendable {
  /// One name table.
  struct Names: Sendable {
    let slots: Int
    let mask: Int
    let seed: UInt32
    /// How many names there are; the number of what is not declared.
    let count: Int

    init(_ view: TableView, _ kind: NameKind) {
      slots = view.offset(kind.slots)
      mask = view.count(kind.slots) - 1
      seed = view.value(kind.seed, 0)
      count = view.count(kind.records)
    }
  }

  let providers: Names
  let applications: Names
  let groups: Names
  let zones: Names
  let labels: Int
  let regions: Int
  let settings: Int
  let rules: Int
  let ruleCount: Int
  let steps: Int
  let rows: Int
  let listEnds: Int
  let listItems: Int
  let rollouts: Int
  let rolloutRanges: Int
  let references: Int
  let blocks: Int
  let values: ValueSpace
  /// Which attributes rules read: bits of `Attribute`.
  let attributes: UInt32
  let readsGroups: Bool
  let readsZones: Bool
  /// Channels that can reach each line type: four bits a type.
  let reach: UInt64

  init(_ view: TableView) {
    providers = Names(view, .provider)
    applications = Names(view, .application)
    groups = Names(view, .group)
    zones = Names(view, .zone)
    labels = view.offset(.labels)
    regions = view.offset(.regions)
    settings = view.offset(.settings)
    rules = view.offset(.rules)
    ruleCount = view.count(.rules)
    steps = view.offset(.steps)
    rows = view.offset(.rows)
    listEnds = view.offset(.listEnds)
    listItems = view.offset(.listItems)
    rollouts = view.offset(.rollouts)
    rolloutRanges = view.offset(.rolloutRanges)
    references = view.offset(.blockReferences)
    blocks = view.offset(.blocks)
    values = view.values
    let attributes = view.value(PolicyField.attributes, 0)
    self.attributes = attributes
    readsGroups = attributes & Attribute.group.bit != 0
    readsZones = attributes & Attribute.networkZone.bit != 0
    var reach = UInt64.max
    for record in 0..<view.count(.channels) {
      let types = view.value(ChannelField.lineTypes, record)
      guard types != TableFormat.none else { continue }
      for type in 0..<12 where types & (1 << UInt32(type)) == 0 {
        reach &= ~(1 << UInt64(type * 4 + Int(view.value(ChannelField.channel, record))))
      }
    }
    self.reach = reach
  }

  /// Whether rules read an attribute.
  @inline(__always)
  func reads(_ attribute: Attribute) -> Bool { attributes & attribute.bit != 0 }
}
