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
    /// Index of the test.
    var test: Int
    /// Whether IDaaS sees all that it asks.
    var isPure: Bool
    /// Whether it asks nothing that IDaaS sees.
    var isEverywhere: Bool
    /// Points of the first stage where it applies and no pure row before it does. Not empty.
    var points: StageDiagram.Node
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

  /// Every row of the policy; the test behind them all is that of `otherwise`, which asks nothing.
  private let tests: [ConditionRow]
  /// What the rows ask of the rest, in short.
  private let restTests: [RestTest]
  /// Per row of `rows` what is asked of the rest, once it was wanted.
  private var rowProducts: [[[RestSpace.Constraint]]?] = []

  /// - Parameter policies: their names are told apart too.
  init(
    _ model: PolicyModel, rows policyRows: PolicyRows, phones: StagePhones,
    mentioning policies: [ConditionalAccessPolicy] = []
  ) {
    let tests = policyRows.all
    self.tests = tests
    var mentions = StageSpace.Mentions()
    var ranges: [RolloutRange] = []
    var restTests: [RestTest] = []
    restTests.reserveCapacity(tests.count)
    let lent = tests.span
    for index in lent.indices {
      mentions.add(lent, index)
      restTests.append(RestTest(lent, index))
      if restTests[index].asksMore { ranges += tests[index].rollouts }
    }
    self.restTests = restTests
    for policy in policies { mentions.add(policy) }
    space = StageSpace(mentions, declaredApplications: model.directory.applications.count)
    rest = RestSpace(kinds: phones.kinds, providers: model.identityProviders.count, ranges: ranges)

    var methodSets: [[Method]] = []
    func effect(of action: Action) -> Effect {
      switch action {
      case .skip: return .always(StageClass.skip)
      case .deny: return .always(StageClass.deny)
      case .send(let steps):
        var channels: ChannelSet = []
        for index in steps.indices {
          channels.formUnion(ChannelSet(rawValue: 1 << steps[index].channel.rawValue))
        }
        return .send(channels)
      case .use(let methods):
        let set = Array(Set(methods)).sorted { $0.rawValue < $1.rawValue }
        let index = methodSets.firstIndex(of: set) ?? methodSets.count
        if index == methodSets.count { methodSets.append(set) }
        return .always(StageClass.firstUse + index)
      }
    }
    var effects = [effect(of: .use(model.directory.breakGlass?.methods ?? [.webauthn]))]
    effects.reserveCapacity(model.routing.rules.count + 2)
    let rules = model.routing.rules.span
    for index in rules.indices { effects.append(effect(of: rules[index].action)) }
    effects.append(effect(of: model.routing.otherwise))
    self.effects = effects
    self.methodSets = methodSets
    reach = Self.channels(reaching: phones.kinds, in: model)
    settledReach = Array(repeating: StageDiagram.none, count: StageClass.firstUse + methodSets.count)
    rows = []
    settle(policyRows)
  }

  /// - Returns: nil when a condition has too many rows.
  init?(_ model: PolicyModel, phones: StagePhones) {
    guard let rows = try? PolicyRows(model) else { return nil }
    self.init(model, rows: rows, phones: phones)
  }

  /// For each kind of number the channels that a plan keeps, were there an e-mail address: none where the country is
  /// blocked.
  private static func channels(reaching kinds: [StagePhones.Kind], in model: PolicyModel) -> [ChannelSet] {
    let all = ChannelSet(Channel.allCases)
    let byRegion = model.countries.settings.map { country -> ChannelSet in
      country.mode == .block ? [] : all.subtracting(country.forbidden)
    }
    var byLineType = Array(repeating: all, count: LineType.allCases.count)
    for settings in model.channels {
      guard let lineTypes = settings.lineTypes else { continue }
      for type in LineType.allCases where !lineTypes.contains(type) {
        byLineType[Int(type.rawValue)].subtract(ChannelSet([settings.channel]))
      }
    }
    let withoutPhone = ChannelSet(Channel.allCases.filter { !$0.needsPhone })
    return kinds.map { kind in
      byRegion[Int(kind.phone.region.index)].intersection(byLineType[Int(kind.phone.lineType.rawValue)])
        .intersection(kind.phone.isValid ? all : withoutPhone)
    }
  }

  /// Drops rows that pure rows before them hide, and settles the points that pure rows decide alone.
  private mutating func settle(_ policyRows: PolicyRows) {
    let diagram = space.diagram
    var left = StageDiagram.all
    var touched = StageDiagram.none
    // Whether `touched` holds all that is left: then it stays so, and need not grow.
    var isAllTouched = false
    rows.reserveCapacity(tests.count + 1)
    var rule = policyRows.hasBreakGlass ? -1 : 0
    var place = 0
    var end = policyRows.counts[0]
    let tests = tests
    let lent = tests.span
    for test in 0...tests.count {
      while test >= end, rule < effects.count - 2 {
        rule += 1
        place += 1
        end += policyRows.counts[place]
      }
      guard left != StageDiagram.none else { break }
      let whole = test < tests.count ? space.node(of: lent, test) : StageDiagram.all
      let points = diagram.and(left, whole)
      guard points != StageDiagram.none else { continue }
      let isPure = test == tests.count || restTests[test].isFree
      let isEverywhere = whole == StageDiagram.all && asksNothingOfTheFirstStage(test)
      rows.append(Row(rule: rule, test: test, isPure: isPure, isEverywhere: isEverywhere, points: points))
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
    rowProducts = Array(repeating: nil, count: rows.count)
  }

  private func asksNothingOfTheFirstStage(_ test: Int) -> Bool {
    test == tests.count
      || tests[test].applications == nil && tests[test].groups.isFree && tests[test].networkZones.isFree
  }

  /// The classes that an effect has over all numbers and addresses, ascending.
  private func outcomes(of effect: Effect) -> [Int] {
    switch effect {
    case .always(let outcome): return [outcome]
    case .send(let channels):
      let isDenied = reach.contains { channels.isDisjoint(with: $0.subtracting(ChannelSet([.email]))) }
      let isSent = reach.contains { !channels.isDisjoint(with: $0) }
      return (isDenied ? [StageClass.deny] : []) + (isSent ? [StageClass.send] : [])
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

  /// What a row asks of the rest, as at most two products; computed once.
  mutating func products(ofRow index: Int) -> [[RestSpace.Constraint]] {
    if let found = rowProducts[index] { return found }
    let test = rows[index].test
    let found = rest.constraints(of: test < tests.count ? tests[test] : ConditionRow())
    rowProducts[index] = found
    return found
  }

  /// Whether a row admits a point of the rest, by what IDaaS does not see.
  func admits(_ row: Row, _ point: RestSpace.Point) -> Bool {
    if row.isPure { return true }
    let test = restTests[row.test]
    return test.admits(
      rest.kinds[point[RestSpace.phone]].phone, risk: point[RestSpace.risk],
      hasEmail: point[RestSpace.email] == 1)
      && (!test.asksMore || rest.admits(tests[row.test], point))
  }
}
