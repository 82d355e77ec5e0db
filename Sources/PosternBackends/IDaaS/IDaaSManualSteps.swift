internal import PosternModel

/// The steps around the policies: what must hold before, what the webhook needs, what must be confirmed after.
extension IDaaSTranslator {
  func preflightSteps() -> [ManualStep] {
    [
      ManualStep(
        "preflight/edition",
        title: "Check that the instance can hold the policies",
        place: "IDaaS console › Instances › \(model.idaas.instance) › Edition, or GetInstanceLicense",
        value: "\(split.policies.count) of at most \(model.idaas.customPolicyLimit) custom policies",
        reason:
          "custom conditional access policies need Enterprise Edition 2.0 with the paid conditional access "
          + "add-on (ConditionalAccessPolicyLicenseStatus enabled), and an instance holds at most 10 of them by "
          + "default"),
      ManualStep(
        "preflight/other-policies",
        title: "Remove or postpone other custom policies",
        place: "IDaaS console › Security › Authentication Policies",
        value: split.policies.count == 1
          ? "priority 1 belongs to \(model.name)"
          : "priorities 1 to \(split.policies.count) belong to \(model.name)",
        reason:
          "exactly one policy is hit per request and the smallest priority wins; the last of this list is a "
          + "catch-all, so nothing behind it is ever reached, and an older policy before it would win"),
      ManualStep(
        "preflight/default-two-factor",
        title: "Set the instance's two-factor mode to always",
        place: "IDaaS console › Security › Two-Factor Authentication",
        value: "always",
        reason:
          "no operation reads or sets the mode; IDaaS's default policy, which it governs, is what holds "
          + "until the policies of this file are enabled"),
    ]
  }

  /// One step for each policy that the webhook is to decide.
  func webhookSteps(_ webhook: WebhookExtension?) -> [ManualStep] {
    guard let webhook, let settings = model.webhook else { return [] }
    let fallback = settings.fallbackMethods.map(\.eiamName).joined(separator: ", ")
    return webhook.policies.map { policy in
      ManualStep(
        "webhook/\(policy.dropFirst(Self.namePrefix.count))",
        title: "Point policy \(policy) to the webhook",
        place:
          "IDaaS console › Security › Authentication Policies › \(policy) › Custom Webhook › URL, where the "
          + "instance's console offers it",
        value: settings.url,
        reason: "the API has no object for the webhook, and Alibaba's documentation does not describe this "
          + "setting; until it is made, and for good where the console does not offer it, IDaaS itself asks for "
          + "\(fallback)")
    }
  }

  /// What the documentation leaves open, to be seen in the instance.
  func confirmationSteps() -> [ManualStep] {
    [
      ManualStep(
        "confirm/condition-reading",
        title: "Confirm how the instance reads the policies' conditions",
        place: "IDaaS console › Security › Authentication Policies › each policy named \(Self.namePrefix)…",
        reason:
          "the policies count on this: a condition that is absent means all, an include list any of, an "
          + "exclude list none of, conditions are anded, and the smallest priority wins"),
      ManualStep(
        "confirm/federated-sign-in",
        title: "Sign in once through each identity provider and see the second factor asked for",
        place: "the sign-in page of the instance",
        value: model.identityProviders.filter(\.enabled).map(\.displayName).joined(separator: ", "),
        reason:
          "the documentation describes the check after password sign-in and does not say that it follows "
          + "sign-in through a provider"),
    ]
  }
}
