/// The operations of EIAM 2021-12-01 that are used. Raw values are the API's names.
package enum EIAMAction: String, Sendable, Hashable, CaseIterable {
  case createNetworkZone = "CreateNetworkZone"
  case updateNetworkZone = "UpdateNetworkZone"
  case updateNetworkZoneDescription = "UpdateNetworkZoneDescription"
  case createIdentityProvider = "CreateIdentityProvider"
  case updateIdentityProvider = "UpdateIdentityProvider"
  case setIdentityProviderAuthnConfiguration = "SetIdentityProviderAuthnConfiguration"
  case setIdentityProviderUdPullConfiguration = "SetIdentityProviderUdPullConfiguration"
  case setIdentityProviderUdPushConfiguration = "SetIdentityProviderUdPushConfiguration"
  case enableIdentityProviderAuthn = "EnableIdentityProviderAuthn"
  case disableIdentityProviderAuthn = "DisableIdentityProviderAuthn"
  case enableIdentityProviderUdPull = "EnableIdentityProviderUdPull"
  case createConditionalAccessPolicy = "CreateConditionalAccessPolicy"
  case enableConditionalAccessPolicy = "EnableConditionalAccessPolicy"
}

/// One call of the EIAM API.
package struct EIAMRequest: Sendable, Hashable {
  /// Unique in the artefact. What creates or updates an object has its key, such as `network-zone/office`;
  /// further calls about that object add a part.
  package var key: String
  /// The operation.
  package var action: EIAMAction
  /// Its parameters.
  package var request: VendorObject
  /// `file:line:column` of what asked for it.
  package var source: String
}

/// What IDaaS gets of one policy in one environment.
package struct IDaaSDescription: Sendable, Hashable {
  package var policy: String
  package var environment: String
  /// In the order they can be applied.
  package var requests: [EIAMRequest]
  /// In the order they can be done.
  package var manualSteps: [ManualStep]
  /// nil when nothing is routed to the webhook.
  package var webhook: WebhookExtension?
}
