import PosternAnalysis
import PosternDiagnostics
import PosternJSON
import PosternModel
import PosternRuntime

extension TestReport.Side {
  /// What a test or a decision says, as a report has it.
  init(_ side: TestSide) {
    self.init(key: side.key, values: side.values)
  }
}

extension TestCoverage {
  /// What tests touch, as a report has it.
  init(_ coverage: RuleCoverage, _ regions: Count?, _ places: inout PlaceReader) {
    var rules: [Gap] = []
    for rule in coverage.rules where !rule.isHit {
      rules.append(Gap(name: rule.name, place: places.place(of: rule.source)))
    }
    var plans: [Gap] = []
    for plan in coverage.plans where !plan.isHit {
      let names = plan.channels.map(\.name).joined(separator: ", ")
      plans.append(Gap(name: names, place: places.place(plan.source)))
    }
    let outcomes = coverage.outcomes.filter { !$0.isHit }.map { Gap(name: $0.outcome.rawValue, place: nil) }
    self.init(
      rules: Count(total: coverage.rules.count, gaps: rules),
      outcomes: Count(total: coverage.outcomes.count, gaps: outcomes),
      plans: Count(total: coverage.plans.count, gaps: plans), regions: regions)
  }
}

extension TestCoverage.Count {
  /// Regions, as a report has them.
  init(_ regions: DecisionRegions, gaps: [DecisionRegions.Region], _ places: inout PlaceReader) {
    var found: [TestCoverage.Gap] = []
    for region in gaps {
      let action = TestReport.Side(region.decision.action).words
      found.append(
        TestCoverage.Gap(
          name: "rule `\(region.rule)` decides `\(action)`", place: places.place(of: region.source),
          example: region.request.map { TestCoverage.SignIn($0) }))
    }
    self.init(total: regions.regions.count, gaps: found)
  }
}

extension TestCoverage.SignIn {
  /// A request of a policy.
  init(_ request: Request) {
    self.init(given: request.given, request: request.json)
  }
}

extension TestMutants {
  /// What a run of mutants found, as a report has it.
  init(_ run: MutationRun, _ places: inout PlaceReader) {
    var survivors: [Survivor] = []
    for survivor in run.survivors {
      let (before, after) = (survivor.before, survivor.after)
      var detail: String?
      if before.action == after.action {
        detail =
          before.mode == after.mode
          ? "other settings of the plan" : "mode `\(after.mode.name)` for `\(before.mode.name)`"
      }
      survivors.append(
        Survivor(
          change: survivor.mutant.text, place: places.place(of: survivor.mutant.source),
          example: survivor.request.map { TestCoverage.SignIn($0) }, before: TestReport.Side(before.action),
          after: TestReport.Side(after.action), detail: detail))
    }
    self.init(caught: run.caught, equal: run.equal, survivors: survivors)
  }
}

extension PlaceReader {
  /// The place of a range, where there is one.
  fileprivate mutating func place(of range: SourceRange?) -> ReportedPlace? {
    guard let range else { return nil }
    return place(range)
  }
}

extension TableRequest {
  /// The same sign-in, as the runtime takes it.
  init(_ request: Request) {
    self.init(
      userID: request.userID, phoneNumber: request.phoneNumber, email: request.email,
      identityProvider: request.identityProvider, application: request.application, groups: request.groups,
      networkZones: request.networkZones, clientIP: request.clientIP, risk: request.risk)
  }
}

extension Request {
  /// As `decide` reads it; what is not given is left out.
  var json: JSONValue {
    var members: [(String, JSONValue)] = []
    func add(_ key: String, _ text: String?) {
      if let text { members.append((key, .string(text))) }
    }
    add("user_id", userID)
    add("phone_number", phoneNumber)
    add("email", email)
    add("identity_provider", identityProvider)
    add("application", application)
    if !groups.isEmpty { members.append(("groups", .strings(groups))) }
    if let networkZones { members.append(("network_zones", .strings(networkZones))) }
    add("client_ip", clientIP)
    add("risk", risk)
    return .object(members)
  }
}

extension Request {
  /// As `given:` of a test has it, in one line.
  var given: String {
    var members: [String] = []
    func add(_ key: String, _ text: String?, isQuoted: Bool = false) {
      if let text { members.append("\(key): \(isQuoted ? text.quotedForYAML : text)") }
    }
    add("phone", phoneNumber, isQuoted: true)
    add("email", email, isQuoted: true)
    add("user", userID, isQuoted: true)
    add("identityProvider", identityProvider)
    add("application", application)
    if !groups.isEmpty { add("groups", "[" + groups.joined(separator: ", ") + "]") }
    if let networkZones { add("networkZones", "[" + networkZones.joined(separator: ", ") + "]") }
    add("clientIp", clientIP, isQuoted: true)
    add("risk", risk)
    return members.isEmpty ? "{}" : "{ " + members.joined(separator: ", ") + " }"
  }
}

extension String {
  /// In double quotes, with the escapes that JSON and YAML share.
  var quotedForYAML: String { JSONValue.string(self).serialized(indent: nil, finalNewline: false) }
}
