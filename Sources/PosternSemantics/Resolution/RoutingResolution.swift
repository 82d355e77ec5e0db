internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// One rule, as far as it could be read.
struct RuleDraft {
  var name: Located<String>?
  var condition: Condition?
  var action: Action?
}

/// `routing:` with names resolved, as far as they could be.
struct RoutingResolution {
  /// As many as declared.
  var rules: [RuleDraft] = []
  /// `otherwise`; nil when absent or refused.
  var otherwise: Action?
  /// nil unless everything was read.
  var routing: Routing?

  init(
    _ declared: RoutingDeclaration, _ countries: CountryResolution, _ actions: ActionResolution,
    _ names: inout References, _ findings: inout [Diagnostic]
  ) {
    rules.reserveCapacity(declared.rules.items.count)
    var resolved: [Rule] = []
    resolved.reserveCapacity(declared.rules.items.count)
    // Lent: a rule is costly to copy.
    let items = declared.rules.items.span
    for index in items.indices {
      let name = items[index].name.located
      // A rule whose name was refused still has a condition to look at.
      let condition = ConditionResolution(countries: countries, rule: name?.value ?? "")
        .resolve(items[index].condition, &names, &findings)
      let action = actions.resolve(items[index].action, &names, &findings)
      rules.append(RuleDraft(name: name, condition: condition, action: action))
      guard let name, let condition, let action, let annotations = items[index].annotations.value else {
        continue
      }
      resolved.append(
        Rule(
          name: name.value, condition: condition, action: action, annotations: annotations,
          source: name.range, actionSource: items[index].action.range))
    }
    guard let last = declared.otherwise else {
      names.doubt.insert(.actions)
      return
    }
    otherwise = actions.resolve(last, &names, &findings)
    if let otherwise, declared.rules.isComplete, resolved.count == declared.rules.items.count {
      routing = Routing(rules: resolved, otherwise: otherwise, otherwiseSource: last.range)
    }
  }
}

extension AnnotationsDeclaration {
  /// nil if one was refused.
  var value: Annotations? {
    if isEmpty { return Annotations() }
    guard !because.isFaulty, !owner.isFaulty, !until.isFaulty else { return nil }
    return Annotations(because: because.value, owner: owner.value, until: until.value)
  }
}
