import PosternModel
import PosternNumbering

/// Turns a point of the split into a request.
struct StageWitness {
  let problem: StageProblem
  let phones: StagePhones

  /// The values of a request at a point of the first stage and one of the rest.
  func values(_ point: [Int], _ restPoint: RestSpace.Point) -> AttributeValues {
    var values = problem.space.values(at: point)
    let kind = restPoint[RestSpace.phone]
    values.phone = phones.kinds[kind].phone
    if values.phone.isValid, let number = phones.witness(kind) {
      values.digits = number.utf8.dropFirst().map { $0 &- 0x30 }
    }
    let provider = restPoint[RestSpace.provider]
    if provider < problem.rest.attributes[RestSpace.provider].size - 1 { values.identityProvider = provider }
    values.risk = Risk(rawValue: UInt8(truncatingIfNeeded: restPoint[RestSpace.risk])) ?? .unknown
    values.emailPresent = restPoint[RestSpace.email] == 1
    return values
  }

  /// The first of `user-1`, `user-2`, … with whom values do what is wanted; as they are when none is found soon.
  func withUser(_ values: AttributeValues, wanted: (AttributeValues) -> Bool) -> AttributeValues {
    var values = values
    for number in 1...5_000 {
      values.userID = "user-\(number)"
      if wanted(values) { return values }
    }
    return values
  }

  /// The request as `decide` takes it, on one line.
  func text(of values: AttributeValues, in model: PolicyModel) -> String {
    var fields: [(String, String)] = []
    if let user = values.userID { fields.append(("user_id", quoted(user))) }
    if values.phone.isValid {
      fields.append(("phone_number", quoted("+" + values.digits.map(String.init).joined())))
    }
    if values.emailPresent { fields.append(("email", quoted("someone@example.com"))) }
    if let provider = values.identityProvider {
      fields.append(("identity_provider", quoted(model.identityProviders[provider].name)))
    }
    if let application = values.application {
      fields.append(("application", quoted(model.directory.applications[application].name)))
    }
    if !values.groups.isEmpty {
      fields.append(("groups", list(values.groups.sorted().map { model.directory.groups[$0].name })))
    }
    if !values.networkZones.isEmpty {
      let names = values.networkZones.sorted().map { model.directory.networkZones[$0].name }
      fields.append(("network_zones", list(names)))
    }
    if values.risk != .unknown { fields.append(("risk", quoted(values.risk.name))) }
    return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func list(_ names: [String]) -> String { "[" + names.map(quoted).joined(separator: ", ") + "]" }
}
