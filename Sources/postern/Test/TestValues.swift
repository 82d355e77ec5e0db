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
  init(_ coverage: RuleCoverage, _ places: inout PlaceReader) {
    var rules: [Gap] = []
    for rule in coverage.rules where !rule.isHit {
      var place: ReportedPlace?
      if let source = rule.source { place = places.place(source) }
      rules.append(Gap(name: rule.name, place: place))
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
      plans: Count(total: coverage.plans.count, gaps: plans))
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
