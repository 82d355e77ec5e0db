import PosternDiagnostics
import PosternSource

extension SchemaReader {
  /// An environment file but for its variables and overlay.
  /// - Parameter root: the file's mapping; nil when the file could not be read.
  mutating func environment(_ root: NodeID?, name: String, file: SourceRange) -> EnvironmentDeclaration {
    var environment = EnvironmentDeclaration(name: name, hasTwilio: root == nil, range: file)
    environment.atLeastAsStrictAs.isComplete = root != nil
    guard let root else { return environment }
    missingPlaces[root] = file
    guard let fields = open(root, as: EnvironmentKey.self) else {
      environment.hasTwilio = true
      return environment
    }
    defer { close(fields) }
    let given = scoped("in the name of an environment") { $0.text(fields, .environment) }
    if let given = given.located, given.value != name {
      report(.environmentNameDiffers(Self.shortened(given.value), file: name, at: given.range))
    }
    if let node = self.node(fields, .idaas) {
      let range = keyRange(fields, .idaas) ?? tree.range(node)
      environment.idaas = scoped("under `idaas:`") { $0.idaas(node, range: range) }
    }
    environment.hasTwilio = isGiven(fields, .twilio) || fields.isIncomplete
    if let node = self.node(fields, .twilio) {
      let range = keyRange(fields, .twilio) ?? tree.range(node)
      environment.twilio = scoped("under `twilio:`") { $0.twilio(node, range: range) }
    }
    environment.atLeastAsStrictAs = scoped("in an environment's `guarantees:`") { reader in
      reader.list(fields, .guarantees) { $0.comparison($1) }
    }
    return environment
  }

  /// Reads with variables refused, which the text says where.
  mutating func scoped<Result>(_ place: String, _ body: (inout SchemaReader) -> Result) -> Result {
    let before = scope
    scope = .none(place)
    defer { scope = before }
    return body(&self)
  }

  private mutating func idaas(_ node: NodeID, range: SourceRange) -> IDaaSDeclaration? {
    guard let fields = open(node, as: IDaaSKey.self) else { return nil }
    defer { close(fields) }
    var idaas = IDaaSDeclaration(range: range)
    idaas.region = text(fields, .region)
    idaas.instance = text(fields, .instance)
    idaas.customPolicyLimit = integer(fields, .customPolicyLimit)
    idaas.samlIdentityProviderType = text(fields, .samlIdentityProviderType)
    idaas.rootOrganizationalUnit = text(fields, .rootOrganizationalUnit)
    idaas.identityProviders = named(fields, .identityProviders) { $0.givenID($1, $2) }
    idaas.networkZones = named(fields, .networkZones) { $0.givenID($1, $2) }
    return idaas
  }

  private mutating func twilio(_ node: NodeID, range: SourceRange) -> TwilioDeclaration? {
    guard let fields = open(node, as: TwilioKey.self) else { return nil }
    defer { close(fields) }
    var twilio = TwilioDeclaration(range: range)
    twilio.account = text(fields, .account)
    twilio.apiKey = text(fields, .apiKey)
    twilio.apiSecret = text(fields, .apiSecret)
    twilio.codeTTL = seconds(fields, .codeTtl)
    twilio.services = named(fields, .services) { $0.givenID($1, $2) }
    return twilio
  }

  private mutating func givenID(_ name: Located<String>, _ node: NodeID) -> GivenID? {
    text(node, .filled).map { GivenID(name: name, id: $0) }
  }

  private mutating func comparison(_ node: NodeID) -> Located<String>? {
    guard let fields = open(node, as: ComparisonKey.self) else { return nil }
    defer { close(fields) }
    return text(fields, .atLeastAsStrictAs).located
  }
}
