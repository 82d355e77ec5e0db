import CBaseline
import PosternRuntime
import PosternTable

/// A routing table and requests as C reads them. The memory is never given back.
struct PlainTable {
  private let table: UnsafeMutablePointer<baseline_table>
  private let requests: UnsafeMutableBufferPointer<baseline_request>

  init(_ bytes: [UInt8], _ view: TableView, _ requests: [TableRequest]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    memory.copyBytes(from: bytes)
    var plain = baseline_table()
    plain.bytes = UnsafePointer(memory.bindMemory(to: UInt8.self).baseAddress)
    (plain.providers, plain.applications) = (Self.names(view, .provider), Self.names(view, .application))
    (plain.groups, plain.zones) = (Self.names(view, .group), Self.names(view, .zone))
    plain.automaton = UInt32(view.offset(.automaton))
    plain.start = view.element(.automaton, view.count(.automaton) - 1)
    plain.labels = UInt32(view.offset(.labels))
    plain.regions = UInt32(view.offset(.regions))
    plain.settings = UInt32(view.offset(.settings))
    plain.rules = UInt32(view.offset(.rules))
    plain.rule_count = UInt32(view.count(.rules))
    plain.steps = UInt32(view.offset(.steps))
    plain.rows = UInt32(view.offset(.rows))
    plain.list_ends = UInt32(view.offset(.listEnds))
    plain.list_items = UInt32(view.offset(.listItems))
    plain.rollouts = UInt32(view.offset(.rollouts))
    plain.rollout_ranges = UInt32(view.offset(.rolloutRanges))
    plain.references = UInt32(view.offset(.blockReferences))
    plain.blocks = UInt32(view.offset(.blocks))
    Self.place(view.values, in: &plain)
    let attributes = view.value(PolicyField.attributes, 0)
    plain.reads_groups = attributes & Attribute.group.bit == 0 ? 0 : 1
    plain.reads_zones = attributes & Attribute.networkZone.bit == 0 ? 0 : 1
    plain.reach = Self.reach(view)
    table = .allocate(capacity: 1)
    table.initialize(to: plain)
    self.requests = .allocate(capacity: requests.count)
    _ = self.requests.initialize(from: requests.map(Self.request))
  }

  /// The decision of one request.
  func decide(_ index: Int) -> baseline_decision {
    withUnsafePointer(to: requests[index]) { baseline_decide(table, $0) }
  }

  /// Decides all; returns a sum over the decisions.
  func decideAll() -> UInt64 { baseline_decide_all(table, requests.baseAddress, requests.count) }

  private static func names(_ view: TableView, _ kind: NameKind) -> baseline_names {
    baseline_names(
      slots: UInt32(view.offset(kind.slots)), mask: UInt32(max(1, view.count(kind.slots)) - 1),
      seed: view.value(kind.seed, 0), count: UInt32(view.count(kind.records)))
  }

  private static func place(_ values: ValueSpace, in plain: inout baseline_table) {
    plain.block_count = UInt32(values.blocks)
    plain.provider = UInt32(values.provider)
    plain.application = UInt32(values.application)
    plain.risk_and_email = UInt32(values.riskAndEmail)
    plain.groups_free = UInt32(values.groups.free)
    plain.groups_any = UInt32(values.groups.any)
    plain.groups_none = UInt32(values.groups.none)
    plain.zones_free = UInt32(values.zones.free)
    plain.zones_any = UInt32(values.zones.any)
    plain.zones_none = UInt32(values.zones.none)
  }

  /// Channels that can reach each line type: four bits a type.
  private static func reach(_ view: TableView) -> UInt64 {
    var reach = UInt64.max
    for record in 0..<view.count(.channels) {
      let types = view.value(ChannelField.lineTypes, record)
      guard types != TableFormat.none else { continue }
      for type in 0..<12 where types >> UInt32(type) & 1 == 0 {
        reach &= ~(1 << UInt64(type * 4 + Int(view.value(ChannelField.channel, record))))
      }
    }
    return reach
  }

  private static func request(_ request: TableRequest) -> baseline_request {
    let groups = texts(request.groups)
    let zones = texts(request.networkZones ?? [])
    return baseline_request(
      user: text(request.userID), phone: text(request.phoneNumber), provider: text(request.identityProvider),
      application: text(request.application), risk: text(request.risk), groups: groups.baseAddress,
      group_count: groups.count, zones: zones.baseAddress, zone_count: zones.count,
      has_email: request.email?.isEmpty == false ? 1 : 0)
  }

  private static func texts(_ texts: [String]) -> UnsafeBufferPointer<baseline_text> {
    let memory = UnsafeMutableBufferPointer<baseline_text>.allocate(capacity: texts.count)
    _ = memory.initialize(from: texts.map { text($0) })
    return UnsafeBufferPointer(memory)
  }

  private static func text(_ text: String?) -> baseline_text {
    let bytes = Array((text ?? "").utf8)
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = memory.initialize(from: bytes)
    return baseline_text(bytes: UnsafePointer(memory.baseAddress), length: bytes.count)
  }
}
