import PosternDiagnostics
import PosternModel
import PosternNumbering

extension ModelFacts {
  /// What countries ask for before messages may go there, country by country together.
  mutating func addPapers(_ model: PolicyModel) {
    for rule in model.countries.rules {
      for paper in rule.papers {
        let codes = rule.regions.regions.map(\.code).joined(separator: ", ")
        let own = OwnedFacts(
          part: .papers, owner: "countries.requires.\(paper.name) (\(codes))",
          summary: [paper.owner, paper.until.map { "until " + $0 }].compactMap { $0 }.joined(separator: ", "))
        own.text("required", "true", &self)
        own.text("owner", paper.owner, &self)
        own.text("until", paper.until, &self)
      }
    }
  }

  mutating func addGuarantees(_ model: PolicyModel) {
    for guarantee in model.guarantees {
      let claims =
        (guarantee.never.map { ["never: " + $0.words] } ?? [])
        + (guarantee.always.map { ["always: " + $0.words] } ?? [])
      let own = OwnedFacts(
        part: .guarantees, owner: "guarantees.`\(guarantee.name)`", summary: claims.joined(separator: ", "))
      own.text("claim", claims.joined(separator: ", "), &self)
      own.text("for", guarantee.condition.map { ConditionText(model).text($0) } ?? "every request", &self)
    }
    for other in model.atLeastAsStrictAs {
      let path = "guarantees.atLeastAsStrictAs: " + other.value
      add(.guarantees, path, "claimed", owner: path, "claimed")
    }
  }

  /// Until when rules hold, and who answers for them.
  mutating func addAnnotations(_ model: PolicyModel) {
    func add(_ path: String, _ annotations: Annotations) {
      self.add(.rules, path + ".owner", annotations.owner)
      self.add(.rules, path + ".until", annotations.until)
    }
    for rule in model.routing.rules { add("routing.rules." + rule.name, rule.annotations) }
    for rule in model.countries.rules {
      if let name = rule.name { add("countries.rules." + name, rule.annotations) }
    }
  }

  mutating func addDeployment(_ model: PolicyModel) {
    add(.environment, "idaas.region", model.idaas.region)
    add(.environment, "idaas.instance", model.idaas.instance)
    add(.environment, "idaas.customPolicyLimit", String(model.idaas.customPolicyLimit))
    add(.environment, "idaas.samlIdentityProviderType", model.idaas.samlIdentityProviderType)
    add(.environment, "idaas.rootOrganizationalUnit", model.idaas.rootOrganizationalUnit)
    add(.environment, "twilio.account", model.twilio?.account)
    add(.environment, "twilio.apiKey", model.twilio?.apiKey)
    add(.environment, "twilio.apiSecret", model.twilio.map { "!secret " + $0.apiSecret })
    add(.environment, "twilio.codeTtl", model.twilio.map { "\($0.codeTTL)s" })
  }
}

extension Claim {
  /// As the policy writes it.
  fileprivate var words: String {
    switch self {
    case .send: "send"
    case .skip: "skip"
    case .deny: "deny"
    case .use: "use"
    case .sendChannel(let channel): "{ send: \(channel.name) }"
    case .sendWithout(let channel, let other): "{ send: \(channel.name), without: \(other.name) }"
    case .first(let channel): "{ first: \(channel.name) }"
    case .useMethod(let method): "{ use: \(method.name) }"
    case .only(let channels, let methods):
      "{ only: [\((channels.map(\.name) + methods.map(\.name)).joined(separator: ", "))] }"
    }
  }
}

/// A condition in the words of the policy, with its sets of countries written out.
struct ConditionText {
  private let model: PolicyModel

  init(_ model: PolicyModel) {
    self.model = model
  }

  func text(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts): "all [" + parts.map(text).joined(separator: "; ") + "]"
    case .any(let parts): "any [" + parts.map(text).joined(separator: "; ") + "]"
    case .not(let part): "not (" + text(part) + ")"
    case .country(let regions): "country " + regions.regions.map(\.code).joined(separator: ", ")
    case .lineType(let types): "lineType " + types.types.map(\.name).joined(separator: ", ")
    case .prefix(let prefixes): "prefix " + prefixes.map(\.text).joined(separator: ", ")
    case .identityProvider(let set):
      "identityProvider " + names(set, model.identityProviders.map(\.name))
    case .application(let set): "application " + names(set, model.directory.applications.map(\.name))
    case .groups(let test): "group " + text(test, model.directory.groups.map(\.name))
    case .networkZones(let test): "networkZone " + text(test, model.directory.networkZones.map(\.name))
    case .risk(let risks): "risk " + Risk.allCases.filter(risks.contains).map(\.name).joined(separator: ", ")
    case .emailPresent: "email present"
    case .rollout(let rollout): "rollout \(rollout.buckets) of 10000 by \(rollout.rule)"
    }
  }

  private func names(_ set: NameSet, _ all: [String]) -> String {
    (set.indices.map { all[$0] } + (set.unknown ? ["unknown"] : [])).joined(separator: ", ")
  }

  private func text(_ test: SetTest, _ all: [String]) -> String {
    switch test {
    case .any(let wanted): "any of " + wanted.map { all[$0] }.joined(separator: ", ")
    case .all(let wanted): "all of " + wanted.map { all[$0] }.joined(separator: ", ")
    case .none(let wanted): "none of " + wanted.map { all[$0] }.joined(separator: ", ")
    }
  }
}
