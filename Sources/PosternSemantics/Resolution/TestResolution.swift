internal import PosternDiagnostics
public import PosternModel
public import PosternSchema

extension PolicyTest {
  /// A test as it was read; nil when it has no name. A value of `expect` that was refused is left out: it is a finding
  /// of its own, and a policy with such findings is not tested.
  public init?(_ declaration: TestDeclaration) {
    guard let name = declaration.name.located else { return nil }
    func text(_ key: String) -> String? { declaration.texts.first { $0.key == key }?.value.value }
    let zones = declaration.networkZones.items.map(\.value)
    self.init(
      name: name.value,
      request: Request(
        userID: text("user"), phoneNumber: text("phone"), email: text("email"),
        identityProvider: declaration.identityProvider.value, application: declaration.application.value,
        groups: declaration.groups.items.map(\.value), networkZones: zones.isEmpty ? nil : zones,
        clientIP: text("clientIp"), risk: text("risk")),
      expectations: declaration.expectation.resolved,
      environments: declaration.environments?.items.map(\.value), source: name.range)
  }
}

extension ExpectationDeclaration {
  fileprivate var resolved: [TestExpectation] {
    var found: [TestExpectation] = []
    func add(_ claim: TestClaim?, _ range: SourceRange) {
      if let claim { found.append(TestExpectation(claim, source: range)) }
    }
    if let send, let range = send.places {
      add(.send(send.items.compactMap { Channel(name: $0.value) }), range)
    }
    if let use, let range = use.places {
      add(.use(use.items.compactMap { Method(name: $0.value) }), range)
    }
    if let deny = deny.located { add(.deny(message: deny.value.isEmpty ? nil : deny.value), deny.range) }
    if let skip = skip.located { add(.skip, skip.range) }
    if let outcome = outcome.located {
      add(Outcome(rawValue: outcome.value).map { .outcome($0) }, outcome.range)
    }
    if let rule = rule.located { add(.rule(rule.value), rule.range) }
    if let reason = reason.located {
      add(DenyReason(rawValue: reason.value).map { .reason($0) }, reason.range)
    }
    if let never = never.located {
      let claim =
        Outcome(rawValue: never.value).map(TestClaim.never)
        ?? Channel(name: never.value).map(TestClaim.neverChannel)
      add(claim, never.range)
    }
    return found
  }
}

extension Texts {
  /// From the first item to the last; nil when there is none.
  fileprivate var places: SourceRange? {
    guard let first = items.first?.range, let last = items.last?.range else { return nil }
    return SourceRange(file: first.file, start: first.start, end: last.end)
  }
}
