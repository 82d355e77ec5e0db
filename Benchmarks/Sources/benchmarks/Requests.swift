import PosternRuntime

/// Sign-ins of a corpus, seeded: each has most attributes, names that are declared and some that are not.
enum Requests {
  static func make(_ count: Int, of corpus: Corpus) -> [TableRequest] {
    var random = Random(seed: Corpus.seed ^ 0xFFFF)
    return (0..<count).map { _ in
      var request = TableRequest()
      request.userID = "user_\(Corpus.number(random.below(10_000_000), 8))"
      request.phoneNumber = Phones.number(&random)
      if random.below(3) > 0 { request.email = "someone@corpus.example" }
      request.identityProvider = random.below(20) == 0 ? "elsewhere" : random.pick(corpus.providers)
      request.application = random.below(10) == 0 ? nil : random.pick(corpus.applications)
      for _ in 0..<random.below(4) { request.groups.append(random.pick(corpus.groups)) }
      request.networkZones = random.below(4) == 0 ? [random.pick(corpus.zones)] : []
      request.risk = random.below(3) == 0 ? nil : random.pick(["low", "medium", "high"])
      return request
    }
  }

  /// A request as `postern decide` reads it.
  static func json(_ request: TableRequest) -> String {
    var members: [String] = []
    func add(_ key: String, _ value: String?) {
      if let value { members.append("\"\(key)\":\"\(value)\"") }
    }
    add("user_id", request.userID)
    add("phone_number", request.phoneNumber)
    add("email", request.email)
    add("identity_provider", request.identityProvider)
    add("application", request.application)
    members.append("\"groups\":[\(request.groups.map { "\"\($0)\"" }.joined(separator: ","))]")
    if let zones = request.networkZones {
      members.append("\"network_zones\":[\(zones.map { "\"\($0)\"" }.joined(separator: ","))]")
    }
    add("risk", request.risk)
    return "{\(members.joined(separator: ","))}\n"
  }
}
