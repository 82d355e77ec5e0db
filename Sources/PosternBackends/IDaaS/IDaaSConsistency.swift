internal import PosternDiagnostics
internal import PosternJSON
package import PosternModel

/// Compares the rest of `idaas-policy.json`, beside its list of policies, with a routing table read back.
package struct IDaaSConsistency {
  private let requests: [ArtefactReader]
  private let steps: [ArtefactReader]
  private let webhook: ArtefactReader?
  private let translator: IDaaSTranslator

  /// - Parameters:
  ///   - decoded: the same file, read back.
  ///   - model: the table, read back.
  ///   - split: what the table's own rules are split to; nil when that cannot be told.
  /// - Throws: `ArtefactError` for what is no artefact at all.
  package init(
    _ bytes: [UInt8], decoded: DecodedIDaaSPolicy, model: PolicyModel, split: StageSplit?
  ) throws(ArtefactError) {
    let root = try ArtefactReader.parse(bytes)
    requests = try root.member("requests").elements()
    steps = try root.member("manualSteps").elements()
    webhook = try root.member("extensions").optional("webhook")
    var model = model
    model.idaas.instance = decoded.instance
    // The file does not say which rules decide behind a policy; behind all that go to the webhook are those.
    let routed = split.map { Set($0.policies.filter { $0.outcome == .webhook }.flatMap(\.rules)).sorted() }
    var policies = decoded.policies
    for index in policies.indices where policies[index].outcome == .webhook {
      policies[index].rules = routed ?? []
    }
    var sources = SourceMap()
    _ = sources.add(path: "", name: "", bytes: [])
    translator = IDaaSTranslator(
      model: model, split: StageSplit(policies: policies, minimality: .open), sources: sources)
  }

  /// What does not hold, in words; empty when everything does.
  package func faults() throws(ArtefactError) -> [String] {
    let zones = try zoneFaults()
    let providers = try providerFaults()
    return try referenceFaults() + zones + providers + webhookFaults() + stepFaults()
  }

  /// Every reference is to an object that an earlier request makes.
  private func referenceFaults() throws(ArtefactError) -> [String] {
    var faults: [String] = []
    var known: Set<String> = []
    for request in requests {
      let key = try request.member("key").string()
      for reference in Self.references(in: try request.member("request").value)
      where !known.contains(reference) {
        faults.append("request `\(key)` refers to `\(reference)`, which no request before it makes")
      }
      if !known.insert(key).inserted { faults.append("two requests are called `\(key)`") }
    }
    return faults
  }

  private static func references(in value: JSONValue) -> [String] {
    if let array = value.array { return array.flatMap(references) }
    guard let object = value.object else { return [] }
    if let reference = value["$ref"]?.string { return [reference] }
    return object.keys.flatMap { key in value[key].map(references) ?? [] }
  }

  /// The zones and their networks.
  private func zoneFaults() throws(ArtefactError) -> [String] {
    var found: [String: JSONValue] = [:]
    for request in requests {
      let key = try request.member("key").string()
      guard key.hasPrefix(IDaaSTranslator.zoneKey) else { continue }
      found[key] = .object([
        ("action", try request.member("action").value), ("request", try request.member("request").value),
      ])
    }
    var faults: [String] = []
    for request in translator.networkZones() {
      let expected: JSONValue = .object([
        ("action", .string(request.action.rawValue)), ("request", request.request.json),
      ])
      guard let value = found.removeValue(forKey: request.key) else {
        faults.append("idaas-policy.json lacks the request `\(request.key)`")
        continue
      }
      if value != expected { faults.append(Self.differs("request `\(request.key)`")) }
    }
    return faults + found.keys.sorted().map { "idaas-policy.json has a request `\($0)` too many" }
  }

  /// Each provider is set up by a request or by a person.
  private func providerFaults() throws(ArtefactError) -> [String] {
    var keys: Set<String> = []
    for request in requests { keys.insert(try request.member("key").string()) }
    for step in steps { keys.insert(try step.member("key").string()) }
    return translator.model.identityProviders.filter {
      !keys.contains(translator.key($0)) && !keys.contains("provider/\($0.name)")
    }.map { "idaas-policy.json has neither a request nor a manual step for provider `\($0.name)`" }
  }

  /// All of the webhook but the schema of its requests, which depends on how conditions are written.
  private func webhookFaults() -> [String] {
    let expected = translator.describeWebhook()
    guard let expected, let webhook else {
      return expected == nil && webhook == nil ? [] : [Self.differs("extensions.webhook")]
    }
    var names = expected.contents.members.map(\.name)
    for key in webhook.value.object?.keys ?? [] where !names.contains(key) { names.append(key) }
    return names.filter { $0 != "request" && expected.contents[$0]?.json != webhook.value[$0] }
      .map { Self.differs("extensions.webhook.\($0)") }
  }

  /// The steps that a table tells: what comes before and after the policies, and each webhook's.
  private func stepFaults() throws(ArtefactError) -> [String] {
    var found: [String: JSONValue] = [:]
    for step in steps { found[try step.member("key").string()] = step.value }
    var faults: [String] = []
    for step in translator.webhookSteps(translator.describeWebhook()) {
      if found[step.key] != step.json { faults.append(Self.differs("manual step `\(step.key)`")) }
    }
    for step in translator.preflightSteps() + translator.confirmationSteps() where found[step.key] == nil {
      faults.append("idaas-policy.json lacks the manual step `\(step.key)`")
    }
    return faults
  }

  private static func differs(_ what: String) -> String {
    "\(what) of idaas-policy.json is not what routing-table.bin says"
  }
}
