package import PosternDiagnostics
package import PosternModel

/// Translates a policy to calls of Twilio's Verify v2 API, and to manual steps for what that API lacks.
package struct TwilioTranslator: Sendable {
  /// The policy.
  let model: PolicyModel
  /// For `source`.
  let sources: SourceMap
  /// What its steps use.
  let uses: StepUses

  package init(model: PolicyModel, sources: SourceMap) {
    self.model = model
    self.uses = StepUses(model)
    self.sources = sources
  }

  /// Services first, then what belongs to each of them.
  package func describe() -> TwilioDescription {
    TwilioDescription(
      policy: model.name, environment: model.environment, account: model.twilio?.account,
      resources: services() + rateLimits() + messagingConfigurations(), manualSteps: manualSteps())
  }

  /// `file:line:column` of a place.
  func place(_ range: SourceRange) -> String { sources.artefactPosition(of: range).text }

  /// The path parameter that names a service: its SID, or a reference to the entry that creates it.
  func serviceSid(_ service: VerifyService) -> VendorValue {
    service.sid.map(VendorValue.text) ?? .reference(key(service))
  }

  /// The key of a service.
  func key(_ service: VerifyService) -> String { "service/\(service.name)" }
}
