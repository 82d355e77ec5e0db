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

  /// The request, by the policy's names.
  func request(of values: AttributeValues, in model: PolicyModel) -> Request {
    var request = Request()
    request.userID = values.userID
    if values.phone.isValid { request.phoneNumber = "+" + values.digits.map(String.init).joined() }
    if values.emailPresent { request.email = "someone@example.com" }
    request.identityProvider = values.identityProvider.map { model.identityProviders[$0].name }
    request.application = values.application.map { model.directory.applications[$0].name }
    request.groups = values.groups.sorted().map { model.directory.groups[$0].name }
    let zones = values.networkZones.sorted().map { model.directory.networkZones[$0].name }
    if !zones.isEmpty { request.networkZones = zones }
    if values.risk != .unknown { request.risk = values.risk.name }
    return request
  }
}
