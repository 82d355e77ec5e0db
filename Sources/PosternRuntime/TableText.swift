import PosternTable

/// A text of a table, by number: cheap to hand on, and read only when it is needed.
public struct TableText: Sendable, Hashable {
  /// The number in the table's texts, or `TableFormat.none`.
  public let number: UInt32

  init(_ number: UInt32) {
    self.number = number
  }

  /// Whether there is one.
  public var isPresent: Bool { number != TableFormat.none }
}

/// One step of a plan, with every setting in force.
public struct TableStep: Sendable, Hashable {
  public let channel: TableChannel
  /// Seconds after a send before the next step is open.
  public let wait: UInt32
  /// Whether the next step is sent when the wait is over, rather than offered.
  public let isAutomatic: Bool
  /// Index of the service.
  public let service: Int
  /// The service's name.
  public let serviceName: TableText
  /// The step's, else the country's, else the channel's; `auto`: let Twilio choose.
  public let locale: TableText
  public let template: TableText
  /// For `sms` the country's if it has one, else the channel's.
  public let messagingService: TableText
  /// Whether 60410 and 30450 open a next step that is neither `sms` nor `call`.
  public let advancesAfterFraudBlock: Bool
}

extension RoutingTable {
  /// The policy's name as a text.
  package var policyText: TableText { TableText(view.policyNameText) }

  /// The environment's name as a text.
  package var environmentText: TableText { TableText(view.environmentNameText) }

  /// A text; nil for none.
  public func string(_ text: TableText) -> String? { view.text(text.number) }

  /// Adds a text's UTF-8; nothing for none. Allocates only what the array needs.
  public func append(_ text: TableText, to bytes: inout [UInt8]) { view.append(text.number, to: &bytes) }

  /// The UTF-8 of a text, empty for none, which stays where it is as long as the table.
  public func lend(_ text: TableText) -> UnsafeBufferPointer<UInt8> {
    guard let range = view.textRange(text.number) else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = unsafe view.pointer(at: range.lowerBound).assumingMemoryBound(to: UInt8.self)
    return unsafe UnsafeBufferPointer(start: start, count: range.count)
  }

  /// The rule that a decision names: `otherwise`, `break-glass` and `country-mode` among them.
  ///
  /// - Returns: nil for `country-mode`, which is no rule.
  public func rule(of decision: TableDecision) -> TableText? {
    decision.isByCountry ? nil : TableText(view.value(RuleField.name, decision.rule))
  }

  /// The policy's text for the user, only with reason `rule`.
  public func message(of decision: TableDecision) -> TableText {
    let isRule = decision.reason == .rule
    return TableText(isRule ? view.value(RuleField.message, decision.rule) : TableFormat.none)
  }

  /// The methods of a decision: none but with `use`, in source order.
  public func methods(of decision: TableDecision) -> [TableMethod] {
    decision.outcome == .use ? methods(ofRule: decision.rule) : []
  }

  /// The methods of a rule; none where it has none, or there is no such rule.
  package func methods(ofRule rule: Int) -> [TableMethod] {
    view.list(view.value(RuleField.methods, rule)).compactMap {
      TableMethod(rawValue: UInt8(truncatingIfNeeded: $0))
    }
  }

  /// The code of a decision's country: `unknown` for none.
  public func country(of decision: TableDecision) -> TableText {
    TableText(view.value(RegionField.code, decision.region))
  }

  /// The policy's name of a decision's line type.
  public func lineType(of decision: TableDecision) -> String {
    "\(RoutingTable.staticLineType(decision.lineType))"
  }

  /// The name of a line type, by number; `unknown` for none.
  package static func staticLineType(_ number: Int) -> StaticString {
    switch number {
    case 0: "mobile"
    case 1: "fixed_line"
    case 2: "fixed_line_or_mobile"
    case 3: "voip"
    case 4: "toll_free"
    case 5: "premium_rate"
    case 6: "shared_cost"
    case 7: "personal_number"
    case 8: "pager"
    case 9: "uan"
    case 10: "voicemail"
    default: "unknown"
    }
  }

  /// How many steps a decision's plan has.
  public func stepCount(of decision: TableDecision) -> Int { decision.steps.nonzeroBitCount }

  /// A step of a decision's plan, from 0; nil behind the last.
  public func step(_ index: Int, of decision: TableDecision) -> TableStep? {
    var left = decision.steps
    guard index >= 0, index < 8 else { return nil }
    for _ in 0..<index { left &= left &- 1 }
    guard left != 0, decision.outcome == .send else { return nil }
    let bit = left.trailingZeroBitCount
    let record = Int(view.value(RuleField.firstStep, decision.rule)) + bit
    guard bit < Int(view.value(RuleField.stepCount, decision.rule)), record < view.count(.steps) else {
      return nil
    }
    return step(record: record, region: decision.region)
  }

  /// A step by its record, as a country would get it.
  func step(record: Int, region: Int) -> TableStep? {
    let number = view.value(StepField.channel, record)
    guard let channel = TableChannel(rawValue: UInt8(truncatingIfNeeded: number)) else { return nil }
    let settings = Int(view.value(RegionField.settings, region))
    var locale = view.value(StepField.locale, record)
    if locale == TableFormat.none { locale = view.value(SettingsField.locale, settings) }
    var messaging = TableFormat.none
    if channel == .sms { messaging = view.value(SettingsField.messagingService, settings) }
    for own in 0..<view.count(.channels) where view.value(ChannelField.channel, own) == number {
      if locale == TableFormat.none { locale = view.value(ChannelField.locale, own) }
      if messaging == TableFormat.none { messaging = view.value(ChannelField.messagingService, own) }
    }
    let service = Int(view.value(StepField.service, record))
    return TableStep(
      channel: channel, wait: view.value(StepField.wait, record),
      isAutomatic: view.value(StepField.advance, record) == 1, service: service,
      serviceName: TableText(view.value(ServiceField.name, service)), locale: TableText(locale),
      template: TableText(view.value(StepField.template, record)), messagingService: TableText(messaging),
      advancesAfterFraudBlock: view.value(StepField.afterFraudBlock, record) == 1)
  }
}
