package import PosternDiagnostics
package import PosternModel

/// Translates a policy to calls of the EIAM API, manual steps, and the webhook extension.
///
/// Only operations and fields that EIAM 2021-12-01 documents are used; what the API lacks becomes a manual step.
package struct IDaaSTranslator: Sendable {
  /// The policy.
  let model: PolicyModel
  /// What IDaaS decides itself.
  let split: StageSplit
  /// For `source`.
  let sources: SourceMap

  package init(model: PolicyModel, split: StageSplit, sources: SourceMap) {
    self.model = model
    self.split = split
    self.sources = sources
  }

  /// Network zones, then identity providers, then policies: each may refer to what stands before it.
  package func describe() -> IDaaSDescription {
    let webhook = describeWebhook()
    return IDaaSDescription(
      policy: model.name, environment: model.environment,
      requests: networkZones() + identityProviders() + conditionalAccessPolicies(),
      manualSteps: preflightSteps() + providerSteps() + webhookSteps(webhook) + confirmationSteps(),
      webhook: webhook)
  }

  /// `file:line:column` of a place.
  func place(_ range: SourceRange) -> String { sources.artefactPosition(of: range).text }

  /// A request about the instance, with the instance's id first.
  func request(
    _ key: String, _ action: EIAMAction, at range: SourceRange, _ fill: (inout VendorObject) -> Void
  ) -> EIAMRequest {
    var parameters = VendorObject()
    parameters.set("InstanceId", .text(model.idaas.instance))
    fill(&parameters)
    return EIAMRequest(key: key, action: action, request: parameters, source: place(range))
  }

  /// What marks an object as this policy's: the API has no labels.
  var ownership: String { "Written by Postern from \(model.name), environment \(model.environment)" }
}
