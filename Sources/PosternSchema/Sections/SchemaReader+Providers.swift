import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// One entry of `identityProviders`.
  mutating func provider(_ name: Located<String>, _ node: NodeID) -> ProviderDeclaration? {
    guard expectMapping(node) else { return nil }
    guard let kind = kind(of: node) else {
      return ProviderDeclaration(name: name, kind: .faulty(tree.range(node)))
    }
    guard let grammar = ProviderGrammar.grammar(of: kind.value),
      let fields = open(node, as: ProviderKey.self, by: grammar)
    else { return ProviderDeclaration(name: name, kind: .faulty(kind.range)) }
    defer { close(fields) }
    var provider = ProviderDeclaration(name: name, kind: .value(kind))
    provider.displayName = text(fields, .name)
    provider.enabled = flag(fields, .enabled)
    provider.accounts = self.node(fields, .accounts).flatMap { accounts($0) }
    provider.networkAccessEndpoint = text(fields, .networkAccessEndpoint)
    provider.callbackURL = text(fields, .callbackUrl)
    provider.issuer = text(fields, .issuer)
    provider.clientID = text(fields, .clientId)
    provider.clientSecret = text(fields, .clientSecret)
    provider.broker = text(fields, .broker)
    provider.authMethod = text(fields, .authMethod)
    provider.scopes = texts(fields, .scopes)
    provider.pkce = text(fields, .pkce)
    provider.endpoints = self.node(fields, .endpoints).flatMap { endpoints($0) }
    provider.sync = self.node(fields, .sync).flatMap { sync($0) }
    provider.fields = vendorFields(
      ProviderGrammar.fields(of: kind.value), firstSlot: fields.base + ProviderKey.allCases.count)
    return provider
  }

  /// The kind that a provider is read by. Without one only its keys are looked at, among those of all kinds.
  private mutating func kind(of node: NodeID) -> Located<String>? {
    for entry in tree.entries(node) where tree.textEquals(entry.key, "kind") {
      return text(entry.value, .choice(ProviderGrammar.kinds))
    }
    if let fields = open(node, as: ProviderKey.self, by: ProviderGrammar.any) { close(fields) }
    return nil
  }

  private mutating func accounts(_ node: NodeID) -> AccountsDeclaration? {
    guard let fields = open(node, as: AccountsKey.self) else { return nil }
    defer { close(fields) }
    var accounts = AccountsDeclaration()
    accounts.create = flag(fields, .create)
    accounts.update = flag(fields, .update)
    accounts.into = texts(fields, .into)
    accounts.matchOn = text(fields, .matchOn)
    accounts.linkByHand = flag(fields, .linkByHand)
    return accounts
  }

  private mutating func endpoints(_ node: NodeID) -> EndpointsDeclaration? {
    guard let fields = open(node, as: EndpointsKey.self) else { return nil }
    defer { close(fields) }
    var endpoints = EndpointsDeclaration(range: tree.range(node))
    endpoints.authorization = text(fields, .authorization)
    endpoints.token = text(fields, .token)
    endpoints.userinfo = text(fields, .userinfo)
    endpoints.jwks = text(fields, .jwks)
    return endpoints
  }

  private mutating func sync(_ node: NodeID) -> SyncDeclaration? {
    guard let fields = open(node, as: SyncKey.self) else { return nil }
    defer { close(fields) }
    var sync = SyncDeclaration(range: tree.range(node))
    sync.from = texts(fields, .from)
    sync.into = text(fields, .into)
    sync.incremental = flag(fields, .incremental)
    sync.groups = flag(fields, .groups)
    sync.cron = text(fields, .cron)
    return sync
  }
}
