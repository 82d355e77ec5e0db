public import PosternJSON
import PosternModel
import PosternNumbering
import PosternTable

/// The readable twin of a table, `routing-table.json`: made from the table's bytes alone, so that it shows what they
/// say.
public struct RoutingTableDescription {
  let table: DecodedTable

  /// Describes a table.
  public static func describe(_ bytes: [UInt8]) throws(TableDecodingError) -> JSONValue {
    try RoutingTableDecoder.withTable(bytes) { view, decoded in
      RoutingTableDescription(table: decoded).value(view)
    }
  }

  /// The bytes of the file.
  func bytes(_ view: TableView) -> [UInt8] {
    JSONWriter().bytes(value(view), capacity: (table.model.routing.rules.count + 128) * 768)
  }

  private func value(_ view: TableView) -> JSONValue {
    let model = table.model
    return .object([
      ("format", "postern.routing-table/1"),
      ("policy", .string(model.name)),
      ("environment", .string(model.environment)),
      ("version", .integer(Int(TableFormat.version))),
      ("bytes", .integer(view.length)),
      ("contentDigest", .string(hex(view.contentDigest))),
      ("phoneAutomaton", automaton(view)),
      (
        "decisionStructure",
        .object([
          ("rows", .integer(view.count(.rows))), ("values", .integer(view.values.count)),
          ("blocks", .integer(view.count(.blocks))), ("bytes", .integer(view.count(.blocks) * 64)),
        ])
      ),
      ("attributes", attributes(view)),
      ("rules", .array(rules(view))),
      ("plans", .array(plans)),
      ("countries", .array(countries)),
      ("names", names),
      ("services", .array(model.services.map(service))),
      ("channels", .array(model.channels.map(channel))),
      ("limits", .array(model.limits.map(limit))),
      ("webhook", model.webhook.map(webhook) ?? .null),
      ("page", page(model.page)),
      ("twilio", model.twilio.map(twilio) ?? .null),
    ])
  }

  private func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private func automaton(_ view: TableView) -> JSONValue {
    .object([
      ("numberingPlan", .string(table.planVersion)), ("states", .integer(table.automaton.stateCount)),
      ("bytes", .integer(table.automaton.byteCount)), ("classes", .integer(table.automaton.classes.count)),
      ("values", .integer(Int(view.value(PolicyField.phoneValues, 0)))),
      ("prefixes", .strings(table.automaton.prefixes.map(\.text))),
    ])
  }

  private func attributes(_ view: TableView) -> JSONValue {
    let bits = view.value(PolicyField.attributes, 0)
    return .strings(Attribute.allCases.filter { bits & $0.bit != 0 }.map { "\($0)" })
  }

  // MARK: Rules

  private func rules(_ view: TableView) -> [JSONValue] {
    let model = table.model
    var rules: [(String, [ConditionRow]?, Action, Annotations)] = []
    if let breakGlass = model.directory.breakGlass {
      rules.append(("break-glass", table.breakGlassRows, .use(breakGlass.methods), Annotations()))
    }
    for (rule, rows) in zip(model.routing.rules, table.rows) {
      rules.append((rule.name, rows, rule.action, rule.annotations))
    }
    rules.append(("otherwise", nil, model.routing.otherwise, Annotations()))
    let text = RowText(model)
    return rules.enumerated().map { index, rule in
      var members: [(String, JSONValue)] = [("name", .string(rule.0))]
      if let rows = rule.1 { members.append(("when", .strings(rows.map(text.describe)))) }
      members += action(rule.2)
      if let because = rule.3.because { members.append(("because", .string(because))) }
      if let owner = rule.3.owner { members.append(("owner", .string(owner))) }
      if let until = rule.3.until { members.append(("until", .string(until))) }
      if let file = view.text(view.value(RuleField.file, index)) {
        let line = view.value(RuleField.line, index)
        members.append(("source", .string("\(file):\(line):\(view.value(RuleField.column, index))")))
      }
      return .object(members)
    }
  }

  private func action(_ action: Action) -> [(String, JSONValue)] {
    switch action {
    case .deny(let message): [("deny", .string(message))]
    case .skip: [("skip", true)]
    case .use(let methods): [("use", .strings(methods.map(\.name)))]
    case .send(let steps): [("send", .array(steps.map(step)))]
    }
  }

  private func step(_ step: Step) -> JSONValue {
    .object([
      ("channel", .string(step.channel.name)), ("waitSeconds", .integer(Int(step.wait))),
      ("advance", .string(step.advance.name)), ("service", .string(table.model.services[step.service].name)),
      ("locale", .optional(step.locale)), ("template", .optional(step.template)),
      ("afterFraudBlock", .string(step.afterFraudBlock.name)),
    ])
  }

  // MARK: Countries

  /// Each list of channels that rules send over, in order of the first of them, and what the countries leave of it.
  private var plans: [JSONValue] {
    let left = PlanCountries(table)
    let routing = table.model.routing
    var plans: [(channels: [Channel], rules: [JSONValue])] = []
    var places: [[Channel]: Int] = [:]
    func add(_ name: String, _ action: Action) {
      guard case .send(let steps) = action else { return }
      let channels = steps.map { $0.channel }
      let place = places[channels] ?? plans.count
      if place == plans.count {
        places[channels] = place
        plans.append((channels, []))
      }
      plans[place].rules.append(.string(name))
    }
    for rule in routing.rules { add(rule.name, rule.action) }
    add("otherwise", routing.otherwise)
    return plans.map { plan in
      .object([
        ("channels", .strings(plan.channels.map(\.name))), ("rules", .array(plan.rules)),
        ("countries", left.countries(of: plan.channels)),
      ])
    }
  }

  /// The settings that hold, each with its countries.
  private var countries: [JSONValue] {
    RegionGroups(table.settings).groups.map { settings, codes in
      .object([
        ("mode", .string(settings.mode.name)), ("locale", .optional(settings.locale)),
        ("forbidden", .strings(settings.forbidden.channels.map(\.name))),
        ("messagingService", .optional(settings.messagingService)), ("countries", .array(codes)),
      ])
    }
  }
}

/// Countries that have something in common, in order of the first country.
private struct RegionGroups<Key: Hashable> {
  private(set) var groups: [(key: Key, codes: [JSONValue])] = []

  /// - Parameter keys: by region.
  init(_ keys: [Key]) {
    var places: [Key: Int] = [:]
    for region in Region.all {
      let key = keys[Int(region.index)]
      if let place = places[key] {
        groups[place].codes.append(.string(region.code))
      } else {
        places[key] = groups.count
        groups.append((key, [.string(region.code)]))
      }
    }
  }
}

/// What countries leave of plans.
private struct PlanCountries {
  /// By region what it forbids; nil where it is blocked.
  private let forbidden: [ChannelSet?]

  init(_ table: DecodedTable) {
    forbidden = table.settings.map { $0.mode == .block ? nil : $0.forbidden }
  }

  func countries(of channels: [Channel]) -> JSONValue {
    let planned = ChannelSet(channels)
    let groups = RegionGroups(forbidden.map { $0?.intersection(planned) }).groups
    return .array(
      groups.map { taken, codes in
        let left = taken.map { taken in channels.filter { !taken.contains($0) }.map(\.name) }
        return .object([
          ("channels", left.map { .strings($0) } ?? .string("blocked")), ("countries", .array(codes)),
        ])
      })
  }
}
