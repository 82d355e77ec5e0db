/// One call of the Verify v2 API.
package struct TwilioResource: Sendable, Hashable {
  /// Unique in the artefact, such as `service/default`.
  package var key: String
  /// Always `POST`: Twilio creates and updates with it.
  package var method: String { "POST" }
  /// The OpenAPI description's template, such as `/v2/Services/{Sid}`.
  package var path: String
  /// The template's parameters.
  package var pathParameters: VendorObject
  /// Form parameters under the API's names, dots and all, in the order of its reference.
  package var parameters: VendorObject
  /// `file:line:column` of what asked for it.
  package var source: String
}

/// What Twilio gets of one policy in one environment.
package struct TwilioDescription: Sendable, Hashable {
  package var policy: String
  package var environment: String
  /// `AC…`; nil when nothing is sent.
  package var account: String?
  /// In the order they can be applied.
  package var resources: [TwilioResource]
  /// In the order they can be done.
  package var manualSteps: [ManualStep]
}
