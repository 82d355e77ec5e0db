import PosternJSON
import PosternModel
import PosternNumbering
import Testing

@testable import PosternBackends

/// What holds of every mapping, whatever the policy.
@Suite struct MappingTests {
  private func references(in value: VendorValue) -> [String] {
    switch value {
    case .reference(let key): [key]
    case .list(let values): values.flatMap(references)
    case .object(let object): object.members.map(\.value).flatMap(references)
    case .text, .integer, .boolean, .secret: []
    }
  }

  private func paths(of object: VendorObject, below prefix: String = "") -> [String] {
    object.members.flatMap { member -> [String] in
      if case .object(let inner) = member.value { return paths(of: inner, below: prefix + member.name + ".") }
      return [prefix + member.name]
    }
  }

  @Test(arguments: Fixture.all) func requestsReferToWhatIsCreatedBefore(_ fixture: Fixture) {
    var created: Set<String> = []
    for request in fixture.input.idaas.requests {
      #expect(references(in: .object(request.request)).allSatisfy(created.contains), "\(request.key)")
      if request.action.rawValue.hasPrefix("Create") { created.insert(request.key) }
    }
  }

  @Test(arguments: Fixture.all) func keysAreUnique(_ fixture: Fixture) {
    let idaas = fixture.input.idaas
    let twilio = fixture.input.twilio
    for keys in [
      idaas.requests.map(\.key), idaas.manualSteps.map(\.key), twilio.resources.map(\.key),
      twilio.manualSteps.map(\.key),
    ] {
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test func whatExistsIsUpdatedWithoutItsImmutableFields() {
    let requests = Fixture.existingProviders.input.idaas.requests
    #expect(!requests.contains { $0.action == .createIdentityProvider })
    let updated = requests.filter { $0.action == .updateIdentityProvider }.flatMap { paths(of: $0.request) }
    for field in [
      "OidcConfig.AuthnParam.ClientId", "WeComConfig.CorpId", "LarkConfig.EnterpriseNumber",
      "DingtalkAppConfig.CorpId", "DingtalkAppConfig.DingtalkVersion", "IdentityProviderType",
      "AuthnConfig.AuthnStatus",
    ] {
      #expect(!updated.contains(field))
    }
    #expect(updated.contains("WeComConfig.AgentId"))
  }

  @Test func whatTheAPIHasNoTypeForIsLeftToPeople() {
    let description = Fixture.newProviders.input.idaas
    for name in ["wechat", "saml"] {
      #expect(!description.requests.contains { $0.key.hasPrefix("identity-provider/\(name)/") })
      #expect(!description.requests.contains { $0.key == "identity-provider/\(name)" })
      #expect(description.manualSteps.contains { $0.key == "provider/\(name)" })
    }
    #expect(description.requests.contains { $0.key == "identity-provider/wechat-broker" })
  }

  @Test func aLearnedSAMLTypeMakesARequest() throws {
    var fixture = Fixture.newProviders
    fixture.model.idaas.samlIdentityProviderType = "urn:learned"
    let request = try #require(fixture.input.idaas.requests.first { $0.key == "identity-provider/saml" })
    #expect(request.request["IdentityProviderType"] == .text("urn:learned"))
    #expect(!fixture.input.idaas.manualSteps.contains { $0.key == "provider/saml" })
  }

  @Test func whatTheWebhookDecidesIsNeverLetInWithoutIt() {
    for fixture in [Fixture.acme, .services] {
      for (policy, request) in zip(
        fixture.split.policies,
        fixture.input.idaas.requests.filter { $0.action == .createConditionalAccessPolicy })
      where policy.outcome == .webhook {
        guard case .object(let decision) = request.request["DecisionConfig"] else {
          Issue.record("no decision")
          continue
        }
        #expect(decision["MfaType"] == .text("mfa_required"))
        #expect(decision["ActiveSessionReuseStatus"] == .text("disabled"))
      }
    }
  }

  @Test func limitsGoToServicesInUseOnly() {
    let keys = Fixture.services.input.twilio.resources.map(\.key).filter { $0.hasPrefix("rate-limit/") }
    #expect(keys == ["rate-limit/main/per-ip", "rate-limit/pay/per-ip", "rate-limit/mail/per-ip"])
  }

  @Test func sendersOfSMSGoToCountriesThatAreNotBlocked() {
    let keys = Fixture.services.input.twilio.resources.map(\.key)
      .filter { $0.hasPrefix("messaging-configuration/") }
    #expect(
      keys == [
        "messaging-configuration/main/IN", "messaging-configuration/main/all",
        "messaging-configuration/pay/IN", "messaging-configuration/pay/all",
      ])
  }

  @Test func theWhatsAppSenderGoesToServicesOfWhatsAppStepsOnly() {
    let services = Fixture.services.input.twilio.resources.filter { $0.key.hasPrefix("service/") }
    #expect(
      services.filter { $0.parameters["Whatsapp.From"] != nil }.map(\.key) == ["service/pay"])
  }

  @Test func geoPermissionsNameExactlyTheCountries() {
    let steps = Fixture.acme.input.twilio.manualSteps
    #expect(steps.first { $0.key == "geo-permissions/sms" }?.value == "BR, CN, DE, GB, IN, US")
    #expect(steps.first { $0.key == "geo-permissions/call" }?.value == "BR, DE, GB, IN, US")
  }

  /// Names of secrets stand in `$secret`, among the webhook's names, and in the step that asks for WeChat by hand.
  @Test(arguments: Fixture.all) func secretsAreNamesOnly(_ fixture: Fixture) throws {
    for request in fixture.input.idaas.requests {
      for member in paths(of: request.request)
      where member.hasSuffix("Secret") || member.hasSuffix("Password") || member.hasSuffix("Key") {
        if member.hasSuffix("AppKey") { continue }
        #expect(
          value(of: request.request, at: member).map { if case .secret = $0 { true } else { false } } == true,
          "\(member)")
      }
    }
  }

  private func value(of object: VendorObject, at path: String) -> VendorValue? {
    var current: VendorValue = .object(object)
    for name in path.split(separator: ".") {
      guard case .object(let object) = current, let next = object[String(name)] else { return nil }
      current = next
    }
    return current
  }

  @Test(arguments: [
    (CIDR(address: [10, 0, 0, 0], length: 8), "10.0.0.0/8"),
    (CIDR(address: [UInt8](repeating: 0, count: 16), length: 0), "::/0"),
    (CIDR(address: [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12), length: 32), "2001:db8::/32"),
    (CIDR(address: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1], length: 128), "0:1::1:0:1/128"),
    (CIDR(address: [UInt8](repeating: 0, count: 15) + [1], length: 128), "::1/128"),
    (CIDR(address: [0, 1, 0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7], length: 128), "1:0:2:3:4:5:6:7/128"),
  ])
  func networksAreWrittenByRFC5952(_ cidr: CIDR, _ text: String) {
    #expect(cidr.description == text)
  }
}
