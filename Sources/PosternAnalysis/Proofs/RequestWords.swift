public import PosternModel
import PosternNumbering

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

extension Request {
  /// The request as a whole policy test on one line, an item of `tests:`, that expects what is decided for it.
  ///
  /// - Parameter environment: the one that it is for; nil: all.
  public func asTest(expecting decision: Decision, environment: String? = nil) -> String {
    var fields = ["name: \"\(decision.asTitle)\"", asGiven, decision.asExpected]
    if let environment { fields.append("environments: [\(environment)]") }
    return "{ \(fields.joined(separator: ", ")) }"
  }
}

extension Decision {
  /// What a test that expects the decision is called, such as `otherwise decides send sms call for DE mobile`.
  fileprivate var asTitle: String {
    let values: [String] =
      switch outcome {
      case .skip, .deny: []
      case .use: methods.map(\.name)
      case .send: plan.map(\.channel.name)
      }
    let number = country == .unknown ? "" : " for \(country.code) \(lineType.name)"
    return ([rule, "decides", outcome.rawValue] + values).joined(separator: " ") + number
  }

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
