import PosternModel
import PosternNumbering

/// What the split asks of an outcome: which of the four, and for `use` which methods.
enum StageClass {
  static let skip = 0
  static let deny = 1
  static let send = 2
  /// The first of the sets of methods.
  static let firstUse = 3
}

/// A policy, brought into the form that the split is found in: rows in order, each with the points of the first
/// stage it can decide, and what it asks of the rest.
struct StageProblem {
  /// One row of a rule.
  struct Row {
    /// Index of the rule; -1: break-glass; the number of rules: `otherwise`.
    var rule: Int
    /// The test.
    var test: ConditionRow
    /// Whether IDaaS sees all that it asks.
    var isPure: Bool
    /// Points of the first stage where it applies and no pure row before it does. Not empty.
    var points: StageDiagram.Node
    /// What is asked of the rest: at most two products.
    var products: [[RestSpace.Constraint]]?
  }

  /// What an action comes to.
  enum Effect: Hashable {
    case always(Int)
    /// Send over some of these channels if one is left, else deny.
    case send(ChannelSet)
  }

  var space: StageSpace
  var rest: RestSpace
  var rows: [Row]
  /// By rule: first break-glass, then the rules, then `otherwise`.
  let effects: [Effect]
  /// The sets of methods, sorted, that classes from `StageClass.firstUse` stand for.
  let methodSets: [[Method]]
  /// Per kind of number the channels that reach it; `email` stands for "if there is an address".
  let reach: [ChannelSet]
  /// Points whose outcomes pure rows decide alone.
  private(set) var settled = StageDiagram.none
  /// Per class the settled points that have it.
  private(set) var settledReach: [StageDiagram.Node]
  /// Points where some `use` row may decide.
  private(set) var useMay = StageDiagram.none

  var diagram: StageDiagram { space.diagram }

  /// - Returns: nil when a condition has too many rows.
  init?(_ model: PolicyModel, phones: StagePhones, mentioning policies: [ConditionalAccessPolicy] = []) {
    var mentions = StageSpace.Mentions()
    var tests: [(rule: Int, test: ConditionRow)] = []
    var ranges: [RolloutRange] = []
    if let breakGlass = model.directory.breakGlass {
      var test = ConditionRow()
      test.groups.any = [Array(Set(breakGlass.groups)).sorted()]
      tests.append((-1, test))
    }
    for (index, rule) in model.routing.rules.enumerated() {
      guard let rows = model.rows(of: rule.condition) else { return nil }
      for row in rows {
        tests.append((index, row))
        ranges += row.rollouts
      }
    }
    tests.append((model.routing.rules.count, ConditionRow()))
    for test in tests { mentions.add(test.test) }
    for policy in policies { mentions.add(policy) }
    space = StageSpace(mentions, declaredApplications: model.directory.applications.count)
    rest = RestSpace(kinds: phones.kinds, providers: model.identityProviders.count, ranges: ranges)

    var methodSets: [[Method]] = []
    func effect(of action: Action) -> Effect {
      switch action {
      case .skip: return .always(StageClass.skip)
      case .deny: return .always(StageClass.deny)
      case .send(let steps): return .send(ChannelSet(steps.map(\.channel)))
      case .use(let methods):
        let set = Array(Set(methods)).sorted { $0.rawValue < $1.rawValue }
        let index = methodSets.firstIndex(of: set) ?? methodSets.count
        if index == methodSets.count { methodSets.append(set) }
        return .always(StageClass.firstUse + index)
      }
    }
    effects =
      [effect(of: .use(model.directory.breakGlass?.methods ?? [.webauthn]))]
      + model.routing.rules.map { effect(of: $0.action) } + [effect(of: model.routing.otherwise)]
    self.methodSets = methodSets
    reach = Self.channels(reaching: phones.kinds, in: model)
    settledReach = Array(repeating: StageDiagram.none, count: StageClass.firstUse + methodSets.count)
    rows = []
    settle(tests)
  }

  /// For each kind of number the channels that a plan keeps, were there an e-mail address: none where the country is
  /// blocked.
  private static func channels(reaching kinds: [StagePhones.Kind], in model: PolicyModel) -> [ChannelSet] {
    let channels = Channel.allCases.map { channel in
      (channel: channel, lineTypes: model.settings(of: channel)?.lineTypes ?? .all)
    }
    return kinds.map { kind in
      let country = model.countries[kind.phone.region]
      var reached: ChannelSet = []
      guard country.mode != .block else { return reached }
      for (channel, lineTypes) in channels {
        if !country.forbidden.contains(channel), lineTypes.contains(kind.phone.lineType),
          kind.phone.isValid || !channel.needsPhone
        {
          reached.formUnion(ChannelSet(rawValue: 1 << channel.rawValue))
        }
      }
      return reached
    }
  }

  /// Drops rows that pure rows before them hide, and settles the points that pure rows decide alone.
  private mutating func settle(_ tests: [(rule: Int, test: ConditionRow)]) {
    let diagram = space.diagram
    var left = StageDiagram.all
    var touched = StageDiagram.none
    // Whether `touched` holds all that is left: then it stays so, and need not grow.
    var isAllTouched = false
    for (rule, test) in tests {
      guard left != StageDiagram.none else { break }
      let points = diagram.and(left, space.node(of: test))
      guard points != StageDiagram.none else { continue }
      let isPure = test.asksNothingOfTheRest
      rows.append(Row(rule: rule, test: test, isPure: isPure, points: points))
      if case .always(let outcome) = effects[rule + 1], outcome >= StageClass.firstUse {
        useMay = diagram.or(useMay, points)
      }
      guard isPure else {
        if !isAllTouched {
          touched = diagram.or(touched, points)
          isAllTouched = points == left
        }
        continue
      }
      let alone = isAllTouched ? StageDiagram.none : diagram.minus(points, touched)
      settled = diagram.or(settled, alone)
      for outcome in outcomes(of: effects[rule + 1]) {
        settledReach[outcome] = diagram.or(settledReach[outcome], alone)
      }
      left = diagram.minus(left, points)
    }
  }

  /// The classes that an effect has over all numbers and addresses, ascending.
  private func outcomes(of effect: Effect) -> [Int] {
    switch effect {
    case .always(let outcome): return [outcome]
    case .send(let channels):
      var found: Set<Int> = []
      for kind in reach.indices {
        found.insert(self.outcome(of: channels, kind: kind, email: true))
        found.insert(self.outcome(of: channels, kind: kind, email: false))
      }
      return found.sorted()
    }
  }

  private func outcome(of channels: ChannelSet, kind: Int, email: Bool) -> Int {
    let usable = email ? reach[kind] : reach[kind].subtracting(ChannelSet([.email]))
    return channels.isDisjoint(with: usable) ? StageClass.deny : StageClass.send
  }

  /// The class that a rule's action has at a point of the rest.
  func outcome(ofRule rule: Int, at point: RestSpace.Point) -> Int {
    switch effects[rule + 1] {
    case .always(let outcome): outcome
    case .send(let channels):
      outcome(of: channels, kind: point[RestSpace.phone], email: point[RestSpace.email] == 1)
    }
  }

  /// The classes that a rule can have, ascending.
  func outcomes(ofRule rule: Int) -> [Int] {
    switch effects[rule + 1] {
    case .always(let outcome): [outcome]
    case .send: [StageClass.deny, StageClass.send]
    }
  }

  /// Where in the rest a rule's action has a class: a union of products.
  func products(ofRule rule: Int, with outcome: Int) -> [[RestSpace.Constraint]] {
    guard case .send(let channels) = effects[rule + 1] else { return [[]] }
    let wanted = outcome == StageClass.send
    let byPhone = rest.constraint(RestSpace.phone) {
      (self.outcome(of: channels, kind: $0, email: false) == StageClass.send) == wanted
    }
    guard channels.contains(.email) else { return [[byPhone]] }
    let withAddress = rest.constraint(RestSpace.phone) {
      (self.outcome(of: channels, kind: $0, email: true) == StageClass.send) == wanted
    }
    // An address only adds channels: what is sent without one is sent with one, and denied the other way round.
    let (whole, part) = wanted ? (byPhone, withAddress) : (withAddress, byPhone)
    return [[whole], [part, rest.constraint(RestSpace.email) { ($0 == 1) == wanted }]]
  }

  /// What a row asks of the rest; computed once.
  mutating func products(ofRow index: Int) -> [[RestSpace.Constraint]] {
    if let found = rows[index].products { return found }
    let found = rest.constraints(of: rows[index].test)
    rows[index].products = found
    return found
  }
}
