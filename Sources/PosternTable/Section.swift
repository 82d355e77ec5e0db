/// The parts of a table, in the order they stand in the file.
public enum Section: Int, Sendable, CaseIterable {
  /// Where each text ends in `textBytes`, 32 bits each. Texts are sorted by their bytes, each once.
  case textEnds
  /// The texts, UTF-8, one after another.
  case textBytes
  /// Where each list ends in `listItems`, 32 bits each. Lists are numbered in order of first use.
  case listEnds
  /// The items of the lists, 32 bits each.
  case listItems
  case policy, twilio, services, channels, limits, buckets
  case providers, applications, groups, zones, webhook, page, cidrs
  case rules, steps, rows, regionSets, prefixes, rollouts, rolloutRanges
  case countryRules, settings, regions, labels
  /// The words of the phone automaton, 32 bits each: see `AutomatonWord`.
  case automaton
  /// Name tables: names and ids of each kind by their hash, 16 bytes a slot.
  case providerSlots, applicationSlots, groupSlots, zoneSlots
  /// For each value of each attribute the blocks of its rows, 32 bits each.
  case blockReferences
  /// Blocks of 512 bits; block 0 is all zero.
  case blocks

  /// What the records hold, field by field; nil where there are no records of fields.
  public var fields: [FieldKind]? {
    switch self {
    case .policy: kinds(PolicyField.self)
    case .twilio: kinds(TwilioField.self)
    case .services: kinds(ServiceField.self)
    case .channels: kinds(ChannelField.self)
    case .limits: kinds(LimitField.self)
    case .buckets: kinds(BucketField.self)
    case .providers: kinds(ProviderField.self)
    case .applications, .groups: kinds(EntryField.self)
    case .zones: kinds(ZoneField.self)
    case .webhook: kinds(WebhookField.self)
    case .page: kinds(PageField.self)
    case .cidrs: kinds(CIDRField.self)
    case .rules: kinds(RuleField.self)
    case .steps: kinds(StepField.self)
    case .rows: kinds(RowField.self)
    case .regionSets: kinds(RegionSetField.self)
    case .prefixes: kinds(PrefixField.self)
    case .rollouts: kinds(RolloutField.self)
    case .rolloutRanges: kinds(RolloutRangeField.self)
    case .countryRules: kinds(CountryRuleField.self)
    case .settings: kinds(SettingsField.self)
    case .regions: kinds(RegionField.self)
    case .labels: kinds(LabelField.self)
    case .textEnds, .textBytes, .listEnds, .listItems, .automaton, .providerSlots, .applicationSlots,
      .groupSlots, .zoneSlots, .blockReferences, .blocks:
      nil
    }
  }

  /// Bytes of one record, or of one element where there are no fields.
  public var recordSize: Int {
    switch self {
    case .textBytes: 1
    case .textEnds, .listEnds, .listItems, .automaton, .blockReferences: 4
    case .providerSlots, .applicationSlots, .groupSlots, .zoneSlots: TableFormat.slotSize
    case .blocks: TableFormat.blockWords * 8
    default: (fields?.count ?? 1) * 4
    }
  }

  /// Whether records are a pool that is numbered in order of first use.
  public var isPool: Bool {
    switch self {
    case .regionSets, .rolloutRanges, .settings: true
    default: false
    }
  }

  private func kinds<Field: RecordField>(_ type: Field.Type) -> [FieldKind] { Field.allCases.map(\.kind) }
}
