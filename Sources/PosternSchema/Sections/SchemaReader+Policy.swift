import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// The whole policy, parts joined and overlay applied.
  /// - Parameter root: nil when `policy.yaml` could not be read; nothing is then said about what is not there.
  mutating func policy(_ root: NodeID?, entry: SourceRange) -> PolicyDeclaration {
    guard let root, let fields = openPolicy(root) else {
      var policy = PolicyDeclaration(name: .faulty(entry), description: .absent, root: entry)
      policy.brokenSections = Set(PolicyKey.grammar.names)
      return policy
    }
    defer { close(fields) }
    let name = text(fields, .policy)
    checkLanguage(fields)
    var policy = PolicyDeclaration(
      name: name.isAbsent ? .faulty(head(root)) : name, description: text(fields, .description),
      root: head(root))
    policy.identityProviders = named(fields, .identityProviders) { $0.provider($1, $2) }
    if let node = section(fields, .directory) {
      policy.directory = directory(node, range: keyRange(fields, .directory))
    }
    policy.verifyServices = named(fields, .verifyServices) { $0.verifyService($1, $2) }
    if let node = section(fields, .channels) {
      policy.channels = channels(node, range: keyRange(fields, .channels))
    }
    if let node = section(fields, .countries) {
      policy.countries = countries(node, range: keyRange(fields, .countries))
    }
    if let node = section(fields, .routing) {
      policy.routing = routing(node, range: keyRange(fields, .routing))
    }
    policy.limits = named(fields, .limits) { $0.limit($1, $2) }
    if let node = section(fields, .webhook), let range = keyRange(fields, .webhook) {
      policy.webhook = webhook(node, range: range)
    }
    policy.page = section(fields, .page).flatMap { page($0) }
    policy.guarantees = list(fields, .guarantees) { $0.guarantee($1) }
    makeUnique(&policy.guarantees.items, noun: "guarantee")
    policy.brokenSections = brokenSections(fields)
    return policy
  }

  /// Opens the top mapping. The header keys are judged even where a part could not be read.
  private mutating func openPolicy(_ root: NodeID) -> Fields<PolicyKey>? {
    guard let fields = open(root, as: PolicyKey.self, mayLack: true) else { return nil }
    if lacksFiles, !tree.isIncomplete(root) {
      for key in [PolicyKey.policy, .language] where !isGiven(fields, key) {
        reportMissing(fields.grammar.keys[key.rawValue].name, of: root, fields.grammar.title)
      }
    }
    return fields
  }

  private func section(_ fields: Fields<PolicyKey>, _ key: PolicyKey) -> NodeID? {
    node(fields, key)
  }

  /// Sections that stand there and are no mapping (or list), that are misspelt, or that are missing for a fault that
  /// has been reported.
  private func brokenSections(_ fields: Fields<PolicyKey>) -> Set<String> {
    var broken: Set<String> = []
    for key in PolicyKey.allCases {
      let grammar = fields.grammar.keys[key.rawValue]
      switch stand(fields, key) {
      case .absent:
        if grammar.isRequired || mayLack(fields, key) { broken.insert(grammar.name) }
      case .faulty: broken.insert(grammar.name)
      case .node(let node):
        let isFit =
          switch grammar.value {
          case .mapping, .names: tree.kind(node) == .mapping
          case .list: tree.kind(node) == .sequence
          default: true
          }
        if !isFit || (lacksFiles && Self.isSection(grammar.value)) { broken.insert(grammar.name) }
      }
    }
    return broken
  }

  private static func isSection(_ value: ValueGrammar) -> Bool {
    switch value {
    case .mapping, .names, .list: true
    default: false
    }
  }

  /// `language: 1`.
  private mutating func checkLanguage(_ fields: Fields<PolicyKey>) {
    guard let node = node(fields, .language) else { return }
    let before = scope
    scope = .none("in `language`")
    defer { scope = before }
    guard let version = integer(node, in: 0...Int.max), version != 1 else { return }
    report(.unsupportedLanguage(String(version), at: tree.range(node)))
  }
}
