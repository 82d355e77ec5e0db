internal import PosternJSON
package import PosternModel

/// What `idaas-policy.json` makes IDaaS decide, read back from the bytes.
package struct DecodedIDaaSPolicy: Sendable, Hashable {
  package var policy: String
  package var environment: String
  /// The instance that every request names.
  package var instance: String
  /// In order of priority. `rules` is empty: the file does not say which rules decide behind a policy.
  package var policies: [ConditionalAccessPolicy]

  /// Reads the file strictly, for translation validation: what is not exactly what the translator can write is
  /// refused, so that nothing that changes a decision stays unread.
  /// - Parameter directory: names and ids that conditions are resolved with; from the model or from the table.
  /// - Throws: `ArtefactError`: malformed JSON; a key or an operation that is unknown; a condition on an object
  ///   that the directory lacks; priorities other than 1 … n in order; a policy that is not enabled, or by a
  ///   request before its own; two instances; a webhook policy that does not fall back to the webhook's methods.
  package init(decoding bytes: [UInt8], directory: Directory) throws(ArtefactError) {
    let root = try ArtefactReader.parse(bytes)
    try root.allow(["format", "policy", "environment", "requests", "manualSteps", "extensions"])
    try root.member("format").expect(IDaaSDescription.format)
    self.policy = try root.member("policy").string()
    self.environment = try root.member("environment").string()
    self.instance = ""
    self.policies = []
    let extensions = try root.member("extensions")
    try extensions.allow(["webhook"])
    let webhook = try extensions.optional("webhook").map(Self.webhook)
    var enabled: [String] = []
    var instances: Set<String> = []
    for entry in try root.member("requests").elements() {
      try entry.allow(["key", "action", "request", "source"])
      let action = try entry.member("action")
      let request = try entry.member("request")
      let instance = try request.member("InstanceId").string()
      instances.insert(instance)
      if instances.count > 1 { throw request.fault("another instance than before") }
      self.instance = instance
      switch EIAMAction(rawValue: try action.string()) {
      case nil: throw action.fault("unknown operation")
      case .createConditionalAccessPolicy:
        let reader = PolicyReader(directory: directory, webhook: webhook)
        let policy = try reader.read(request, priority: policies.count + 1)
        try entry.member("key").expect(IDaaSTranslator.policyKey + policy.name)
        if policies.contains(where: { $0.name == policy.name }) { throw entry.fault("a name twice") }
        policies.append(policy)
      case .enableConditionalAccessPolicy: enabled.append(try Self.enabledKey(request))
      case .some: break
      }
    }
    if enabled != policies.map({ IDaaSTranslator.policyKey + $0.name }) {
      throw try root.member("requests").fault("not every policy is enabled once, in order of priority")
    }
    let routed = policies.filter { $0.outcome == .webhook }.map { IDaaSTranslator.namePrefix + $0.name }
    if let webhook, webhook.policies != routed {
      throw extensions.fault("names policies that are not there")
    }
  }

  private static func enabledKey(_ request: ArtefactReader) throws(ArtefactError) -> String {
    try request.allow(["InstanceId", "ConditionalAccessPolicyId"])
    let id = try request.member("ConditionalAccessPolicyId")
    try id.allow(["$ref"])
    return try id.member("$ref").string()
  }

  private static func webhook(_ reader: ArtefactReader) throws(ArtefactError) -> DecodedWebhook {
    DecodedWebhook(
      policies: try reader.member("policies").strings(),
      methods: try reader.member("fallbackMethods").strings())
  }
}

/// The part of the webhook extension that tells webhook policies from those IDaaS decides itself.
struct DecodedWebhook {
  /// Names in the instance.
  var policies: [String]
  /// EIAM's names.
  var methods: [String]
}
