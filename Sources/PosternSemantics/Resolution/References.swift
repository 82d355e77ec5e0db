internal import PosternDiagnostics
internal import PosternSchema

/// Where something was refused that may have named declared things: what is "never used" is then in doubt.
struct Doubt: OptionSet {
  let rawValue: UInt8

  /// A condition of a rule or a guarantee.
  static let conditions = Doubt(rawValue: 1 << 0)
  /// A list of countries.
  static let countries = Doubt(rawValue: 1 << 1)
  /// An action or a step.
  static let actions = Doubt(rawValue: 1 << 2)
  /// A channel's service.
  static let channels = Doubt(rawValue: 1 << 3)
  /// The break-glass list.
  static let breakGlass = Doubt(rawValue: 1 << 4)
  /// A claim of a guarantee.
  static let claims = Doubt(rawValue: 1 << 5)
}

/// All names of a policy that references are looked up in.
struct References {
  var groups: NameTable
  var applications: NameTable
  var networkZones: NameTable
  var providers: NameTable
  var sets: NameTable
  var channels: NameTable
  var services: NameTable
  /// What was refused.
  var doubt: Doubt = []

  init(_ policy: PolicyDeclaration) {
    let broken = policy.brokenSections
    let directory = policy.directory
    let inDirectory = !broken.contains("directory")
    groups = NameTable(
      .group, directory.groups.items.map(\.name), isComplete: directory.groups.isComplete && inDirectory,
      range: directory.groups.range)
    applications = NameTable(
      .application, directory.applications.items.map(\.name),
      isComplete: directory.applications.isComplete && inDirectory, range: directory.applications.range)
    networkZones = NameTable(
      .networkZone, directory.networkZones.items.map(\.name),
      isComplete: directory.networkZones.isComplete && inDirectory, range: directory.networkZones.range)
    providers = NameTable(
      .identityProvider, policy.identityProviders.items.map(\.name),
      isComplete: policy.identityProviders.isComplete && !broken.contains("identityProviders"),
      range: policy.identityProviders.range)
    sets = NameTable(
      .set, policy.countries.sets.items.map(\.name),
      isComplete: policy.countries.sets.isComplete && !broken.contains("countries"),
      range: policy.countries.sets.range)
    channels = NameTable(
      .channel, policy.channels.items.map(\.name),
      isComplete: policy.channels.isComplete && !broken.contains("channels"), range: policy.channels.range)
    services = NameTable(
      .service, policy.verifyServices.items.map(\.name),
      isComplete: policy.verifyServices.isComplete && !broken.contains("verifyServices"),
      range: policy.verifyServices.range)
    if broken.contains("routing") || !policy.routing.rules.isComplete {
      doubt.formUnion([.conditions, .actions])
    }
    if broken.contains("guarantees") || !policy.guarantees.isComplete {
      doubt.formUnion([.conditions, .claims])
    }
    if broken.contains("countries") || !policy.countries.rules.isComplete { doubt.insert(.countries) }
    if broken.contains("channels") || !policy.channels.isComplete { doubt.insert(.channels) }
    if broken.contains("directory") { doubt.insert(.breakGlass) }
  }
}
