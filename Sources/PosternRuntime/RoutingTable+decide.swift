import PosternTable

/// What is told of a decision on its way; nothing, where only the decision counts.
protocol DecisionRecorder {
  mutating func read(
    _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text)
  mutating func matched(
    _ rule: Int, _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames,
    user: LentRequest.Text)
  mutating func left(_ step: Int, isKept: Bool, by cause: StepCause?)
  mutating func replacedByCountry()
}

/// Why a step is not in a plan.
public enum StepCause: Sendable, Hashable, CaseIterable {
  /// The country forbids the channel.
  case forbidden
  /// The channel does not reach the line type.
  case lineType
  /// There is no valid phone number.
  case noPhone
  /// There is no e-mail address.
  case noEmail
}

/// Records nothing.
struct NoRecorder: DecisionRecorder {
  @inline(__always)
  mutating func read(
    _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text
  ) {}
  @inline(__always)
  mutating func matched(
    _ rule: Int, _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames,
    user: LentRequest.Text
  ) {}
  @inline(__always)
  mutating func left(_ step: Int, isKept: Bool, by cause: StepCause?) {}
  @inline(__always)
  mutating func replacedByCountry() {}
}

extension RoutingTable {
  /// What the table decides for a request. Allocates nothing up to some thousand declared groups and zones.
  public func decide(_ request: TableRequest) -> TableDecision {
    var recorder = NoRecorder()
    return walk(request, &recorder)
  }

  /// What the table decides for a request whose texts somebody else owns. Allocates nothing, as above.
  public func decide(_ request: borrowing LentRequest) -> TableDecision {
    var recorder = NoRecorder()
    return unsafe walk(request, &recorder)
  }

  /// The walk over strings.
  func walk<Recorder: DecisionRecorder>(_ request: TableRequest, _ recorder: inout Recorder) -> TableDecision
  {
    var facts = Facts()
    facts.provider = layout.providers.count
    facts.application = layout.applications.count
    unsafe lend(request.phoneNumber) { unsafe describe(phones.label(of: $0), in: &facts) }
    unsafe lend(request.identityProvider) { unsafe facts.provider = index(of: $0, in: layout.providers) }
    unsafe lend(request.application) { unsafe facts.application = index(of: $0, in: layout.applications) }
    unsafe lend(request.risk) { unsafe facts.risk = risk(of: $0) }
    facts.hasEmail = request.email?.isEmpty == false
    // Fields, not the request: the closure would copy all of it.
    let groupNames = request.groups
    let zoneNames = request.networkZones
    let address = request.clientIP
    let user = request.userID
    let zoneTexts = zoneNames?.count ?? (address?.isEmpty == false ? Int.max : 0)
    return unsafe withPresentNames(
      groups: Room(texts: groupNames.count, declared: layout.groups.count),
      zones: Room(texts: zoneTexts, declared: layout.zones.count)
    ) { groups, zones in
      for place in groupNames.indices {
        unsafe lend(groupNames[place]) { text in
          let group = unsafe index(of: text, in: layout.groups)
          if group < layout.groups.count { unsafe groups.insert(group) }
        }
      }
      if let zoneNames {
        for place in zoneNames.indices {
          unsafe lend(zoneNames[place]) { text in
            let zone = unsafe index(of: text, in: layout.zones)
            if zone < layout.zones.count { unsafe zones.insert(zone) }
          }
        }
      } else {
        unsafe lend(address) { unsafe addZones(of: $0, to: &zones) }
      }
      return unsafe lend(user) { unsafe decide(facts, groups, zones, user: $0, &recorder) }
    }
  }

  /// The walk over lent texts.
  func walk<Recorder: DecisionRecorder>(
    _ request: borrowing LentRequest, _ recorder: inout Recorder
  ) -> TableDecision {
    var facts = Facts()
    unsafe describe(phones.label(of: request.phoneNumber), in: &facts)
    unsafe facts.provider = index(of: request.identityProvider, in: layout.providers)
    unsafe facts.application = index(of: request.application, in: layout.applications)
    unsafe facts.risk = risk(of: request.risk)
    unsafe facts.hasEmail = request.email.count > 0
    let hasZones = unsafe request.hasNetworkZones
    let groupNames = unsafe request.groups
    let zoneNames = unsafe request.networkZones
    let address = unsafe request.clientIP
    let user = unsafe request.userID
    let zoneTexts = unsafe hasZones ? zoneNames.count : address.count > 0 ? Int.max : 0
    return unsafe withPresentNames(
      groups: Room(texts: groupNames.count, declared: layout.groups.count),
      zones: Room(texts: zoneTexts, declared: layout.zones.count)
    ) { groups, zones in
      for place in unsafe groupNames.indices {
        let group = unsafe index(of: groupNames[place], in: layout.groups)
        if group < layout.groups.count { unsafe groups.insert(group) }
      }
      if hasZones {
        for place in unsafe zoneNames.indices {
          let zone = unsafe index(of: zoneNames[place], in: layout.zones)
          if zone < layout.zones.count { unsafe zones.insert(zone) }
        }
      } else {
        unsafe addZones(of: address, to: &zones)
      }
      return unsafe decide(facts, groups, zones, user: user, &recorder)
    }
  }

  /// Lends a string's bytes: empty for none.
  @inline(__always)
  func lend<Result>(_ text: String?, _ body: (LentRequest.Text) -> Result) -> Result {
    guard let text else { return unsafe body(LentRequest.Text(start: nil, count: 0)) }
    if let result = unsafe text.utf8.withContiguousStorageIfAvailable({ unsafe body($0) }) { return result }
    var copy = text
    return copy.withUTF8 { unsafe body($0) }
  }

  /// From values to the decision.
  @inline(__always)
  private func decide<Recorder: DecisionRecorder>(
    _ facts: Facts, _ groups: PresentNames, _ zones: PresentNames, user: LentRequest.Text,
    _ recorder: inout Recorder
  ) -> TableDecision {
    unsafe recorder.read(facts, groups, zones, user: user)
    let rule = unsafe firstRule(facts, groups, zones, user: user)
    unsafe recorder.matched(rule, facts, groups, zones, user: user)

    let base = unsafe view.pointer(at: 0)
    let region = unsafe base + (layout.regions &+ facts.region &* RecordSize.region)
    let settings = unsafe Int(Self.word(region, RegionField.settings.rawValue * 4))
    let country = unsafe base + (layout.settings &+ settings &* RecordSize.settings)
    let mode = unsafe Self.word(country, SettingsField.mode.rawValue * 4)
    let record = unsafe base + (layout.rules &+ rule &* RecordSize.rule)
    let outcome = unsafe Self.word(record, RuleField.outcome.rawValue * 4)
    var decision = TableDecision(
      outcome: TableOutcome(rawValue: UInt8(truncatingIfNeeded: outcome)) ?? .deny, reason: nil, rule: rule,
      label: facts.label, region: facts.region, lineType: facts.lineType,
      mode: TableMode(rawValue: UInt8(truncatingIfNeeded: mode)) ?? .block, steps: 0)
    guard decision.outcome == .send || decision.outcome == .deny else { return decision }
    if decision.mode == .block {
      recorder.replacedByCountry()
      decision.outcome = .deny
      decision.reason = .countryBlocked
      return decision
    }
    guard decision.outcome == .send else {
      decision.reason = .rule
      return decision
    }
    let forbidden = unsafe Self.word(country, SettingsField.forbidden.rawValue * 4)
    let first = unsafe Int(Self.word(record, RuleField.firstStep.rawValue * 4))
    let count = unsafe Int(Self.word(record, RuleField.stepCount.rawValue * 4))
    let reached = UInt32(truncatingIfNeeded: layout.reach >> UInt64(facts.lineType &* 4))
    let addressed: UInt32 = (facts.isValid ? 0b0111 : 0) | (facts.hasEmail ? 0b1000 : 0)
    let usable = ~forbidden & reached & addressed
    for step in 0..<count {
      let place = layout.steps &+ (first &+ step) &* RecordSize.step
      let channel = unsafe Self.word(base, place)
      let bit: UInt32 = 1 << channel
      if usable & bit != 0 {
        decision.steps |= 1 << UInt8(truncatingIfNeeded: step)
        recorder.left(step, isKept: true, by: nil)
      } else {
        let cause: StepCause =
          forbidden & bit != 0
          ? .forbidden : reached & bit == 0 ? .lineType : channel == 3 ? .noEmail : .noPhone
        recorder.left(step, isKept: false, by: cause)
      }
    }
    if decision.steps == 0 {
      decision.outcome = .deny
      decision.reason = .noChannel
    }
    return decision
  }
}
