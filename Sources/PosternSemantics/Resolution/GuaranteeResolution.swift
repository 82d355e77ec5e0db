internal import PosternDiagnostics
internal import PosternModel
internal import PosternSchema

/// Brings guarantees to values.
enum GuaranteeResolution {
  /// nil if something was refused.
  static func guarantees(
    _ declared: Declared<GuaranteeDeclaration>, _ countries: CountryResolution, _ names: inout References,
    _ findings: inout [Diagnostic]
  ) -> [Guarantee]? {
    var guarantees: [Guarantee] = []
    for guarantee in declared.items {
      var condition: Condition?
      var isWhole = true
      if let given = guarantee.condition {
        condition = ConditionResolution(countries: countries, rule: nil).resolve(given, &names, &findings)
        isWhole = condition != nil
      }
      let never = claim(guarantee.never, &names)
      let always = claim(guarantee.always, &names)
      guard isWhole, let never, let always, let name = guarantee.name.located else { continue }
      guarantees.append(
        Guarantee(name: name.value, condition: condition, never: never, always: always, source: name.range))
    }
    return declared.isComplete && guarantees.count == declared.items.count ? guarantees : nil
  }

  /// nil: refused; `.some(nil)`: not given. A channel in a claim is a use of it; it need not be enabled.
  private static func claim(_ declared: ClaimDeclaration?, _ names: inout References) -> Claim?? {
    guard let declared else { return .some(nil) }
    let claim = resolve(declared, &names)
    if claim == nil { names.doubt.insert(.claims) }
    return claim.map(Optional.some)
  }

  private static func resolve(_ declared: ClaimDeclaration, _ names: inout References) -> Claim? {
    switch declared {
    case .faulty: return nil
    case .outcome(let outcome):
      switch outcome.value {
      case "send": return .send
      case "skip": return .skip
      case "deny": return .deny
      case "use": return .use
      default: return nil
      }
    case .send(let name, without: let other):
      guard let channel = channel(name.value, &names) else { return nil }
      guard let other else { return .sendChannel(channel) }
      return Self.channel(other.value, &names).map { .sendWithout(channel, without: $0) }
    case .first(let name): return channel(name.value, &names).map(Claim.first)
    case .use(let name): return Method(name: name.value).map(Claim.useMethod)
    case .only(let texts):
      var channels: [Channel] = []
      var methods: [Method] = []
      for text in texts {
        if let channel = channel(text.value, &names) {
          channels.append(channel)
        } else if let method = Method(name: text.value) {
          methods.append(method)
        } else {
          return nil
        }
      }
      return .only(channels: channels, methods: methods)
    }
  }

  private static func channel(_ name: String, _ names: inout References) -> Channel? {
    if let index = names.channels.index(of: name) { names.channels.use(index) }
    return Channel(name: name)
  }
}
