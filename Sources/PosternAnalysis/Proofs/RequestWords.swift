public import PosternModel

extension Request {
  /// The request as one would say it, such as `phone +8613812345678, group contractors, from no known zone`.
  public func inWords(statedBuckets: [String: Int] = [:]) -> String {
    var parts: [String] = []
    parts.append(phoneNumber.map { "phone \($0)" } ?? "no phone number")
    if email != nil { parts.append("an e-mail address") }
    if let identityProvider { parts.append("by \(identityProvider)") }
    if let application { parts.append("application \(application)") }
    if groups.isEmpty {
      parts.append("no group")
    } else {
      parts.append((groups.count == 1 ? "group " : "groups ") + groups.joined(separator: ", "))
    }
    let zones = networkZones ?? []
    parts.append(zones.isEmpty ? "from no known zone" : "from " + zones.joined(separator: ", "))
    if let risk { parts.append("risk \(risk)") }
    if !statedBuckets.isEmpty {
      let buckets = statedBuckets.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      parts.append("a user with the buckets " + buckets.joined(separator: ", "))
    } else if let userID {
      parts.append("user \(userID)")
    }
    return parts.joined(separator: ", ")
  }

  /// The request as `given:` of a policy test, on one line.
  public var asGiven: String {
    var fields: [String] = []
    if let phoneNumber { fields.append("phone: \"\(phoneNumber)\"") }
    if let email { fields.append("email: \(email)") }
    if let userID { fields.append("user: \(userID)") }
    if let identityProvider { fields.append("identityProvider: \(identityProvider)") }
    if let application { fields.append("application: \(application)") }
    if !groups.isEmpty { fields.append("groups: [\(groups.joined(separator: ", "))]") }
    if let networkZones, !networkZones.isEmpty {
      fields.append("networkZones: [\(networkZones.joined(separator: ", "))]")
    }
    if let risk { fields.append("risk: \(risk)") }
    return fields.isEmpty ? "given: {}" : "given: { \(fields.joined(separator: ", ")) }"
  }
}

extension Decision {
  /// The decision as `expect:` of a policy test, on one line.
  public var asExpected: String {
    let action =
      switch outcome {
      case .skip: "skip: true"
      case .use: "use: [\(methods.map(\.name).joined(separator: ", "))]"
      case .send: "send: [\(plan.map(\.channel.name).joined(separator: ", "))]"
      case .deny: "deny: true, reason: \(reason?.rawValue ?? "rule")"
      }
    return "expect: { \(action), rule: \(rule) }"
  }
}
