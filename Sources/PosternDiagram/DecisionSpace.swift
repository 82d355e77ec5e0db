public import PosternModel
public import PosternNumbering

/// The requests of one policy, or of several compared, in classes: what none of them tells apart is one.
///
/// The axes stand in the order of the diagram. First come phone, application, provider, risk, e-mail and user, which have
/// few classes or stand in most rules; then groups, zones and rollouts in the order that the rules ask for them, so that
/// what one rule combines stands together, and rules that follow one another make a chain. ``PhoneSlices`` takes a better
/// order where this one does badly.
public struct DecisionSpace: Sendable {
  /// In the order of the diagram.
  public let axes: [Axis]
  /// The kinds of phone numbers, the invalid one first.
  public let kinds: [PhoneKind]
  /// Names of the policies' identity providers.
  public let providers: [String]
  /// Names of the policies' applications.
  public let applications: [String]
  /// Names of the policies' groups.
  public let groups: [String]
  /// Names of the policies' zones.
  public let zones: [String]
  let places: [Attribute: Int]
  /// Every prefix that the kinds tell apart.
  let allPrefixes: [DigitPrefix]

  /// The place of the phone, before all others.
  public static let phone = 0
  static let application = 1
  static let provider = 2
  static let risk = 3
  static let email = 4
  static let user = 5

  /// The space in which these policies, with their guarantees, can be compared.
  /// - Parameters:
  ///   - kinds: what the plan refined by all their prefixes tells apart, when it is known already.
  ///   - inOrderOfName: groups, zones and rollouts stand in order of their names, whatever the rules say.
  /// - Returns: nil when they name more prefixes than can be told apart.
  public init?(_ models: [PolicyModel], kinds given: [PhoneKind]? = nil, inOrderOfName: Bool = false) {
    let providers = Self.union(models.map { $0.identityProviders.map(\.name) })
    let applications = Self.union(models.map { $0.directory.applications.map(\.name) })
    self.groups = Self.union(models.map { $0.directory.groups.map(\.name) })
    self.zones = Self.union(models.map { $0.directory.networkZones.map(\.name) })
    self.providers = providers
    self.applications = applications

    var mentions = Mentions()
    for model in models {
      let names = model.names(in: providers, applications)
      if let breakGlass = model.directory.breakGlass {
        mentions.add(.any(breakGlass.groups)) { .group(names.groups[$0]) }
      }
      for rule in model.routing.rules { mentions.add(rule.condition, names) }
      for guarantee in model.guarantees {
        if let condition = guarantee.condition { mentions.add(condition, names) }
      }
    }
    guard let kinds = given ?? PhoneKind.all(by: mentions.prefixes) else { return nil }
    self.kinds = kinds
    allPrefixes = Set(kinds.flatMap(\.prefixes)).sorted()

    var axes = [
      Axis(attribute: .phone, classes: Self.phoneClasses(kinds, mentions, models)),
      Axis(attribute: .application, classes: Self.classes(applications.count, mentions.applications)),
      Axis(attribute: .identityProvider, classes: Self.classes(providers.count, mentions.providers)),
      Axis(attribute: .risk, classes: Risk.allCases.map { [Int($0.rawValue)] }),
      Axis(attribute: .email, classes: [[0], [1]]),
      Axis(attribute: .user, classes: [[0], [1]]),
    ]
    for attribute in inOrderOfName ? mentions.free.sorted(by: Attribute.isBefore) : mentions.free {
      var classes = [[0], [1]]
      if case .rollout(let rule) = attribute {
        let bounds = (mentions.bounds[rule] ?? []).sorted()
        classes = zip(bounds, bounds.dropFirst()).map { [$0, $1] }
      }
      axes.append(Axis(attribute: attribute, classes: classes))
    }
    self.axes = axes
    var places: [Attribute: Int] = [:]
    for (place, axis) in axes.enumerated() { places[axis.attribute] = place }
    self.places = places
  }

  /// Per axis the number of classes.
  public var widths: [Int] { axes.map(\.classes.count) }

  /// The axis of an attribute; nil when nothing asks for it.
  public func axis(of attribute: Attribute) -> Int? { places[attribute] }

  private static func union(_ lists: [[String]]) -> [String] {
    var seen: Set<String> = []
    return lists.flatMap { $0 }.filter { seen.insert($0).inserted }
  }

  private static func classes(_ names: Int, _ tests: [Set<Int>]) -> [[Int]] {
    var partition = Partition(values: names + 1)
    for test in tests { partition.refine { test.contains($0) } }
    return partition.classes
  }

  private static func phoneClasses(
    _ kinds: [PhoneKind], _ mentions: Mentions, _ models: [PolicyModel]
  ) -> [[Int]] {
    var partition = Partition(values: kinds.count)
    for set in mentions.regions { partition.refine { set.contains(kinds[$0].phone.region) } }
    for set in mentions.lineTypes { partition.refine { set.contains(kinds[$0].phone.lineType) } }
    for prefix in mentions.prefixes { partition.refine { kinds[$0].prefixes.contains(prefix) } }
    for model in models {
      let settings = PhoneSettings.all(of: kinds, in: model)
      partition.refine(by: { settings[$0] })
    }
    return partition.classes
  }
}

extension PolicyModel {
  /// This policy's names among those of a space.
  func names(in providers: [String], _ applications: [String]) -> PolicyNames {
    PolicyNames(
      providers: NameMap(identityProviders.map(\.name), in: providers),
      applications: NameMap(directory.applications.map(\.name), in: applications),
      groups: directory.groups.map(\.name), zones: directory.networkZones.map(\.name))
  }
}

extension PhoneKind {
  /// The kinds that the plan refined by prefixes tells apart; nil when there are too many prefixes.
  public static func all(by prefixes: [DigitPrefix]) -> [PhoneKind]? {
    if let found = RefinedClasses(by: prefixes) {
      return found.classes.map { entry in
        PhoneKind(phone: entry.phoneClass, prefixes: entry.prefixes.map { found.prefixes[$0] })
      }
    }
    guard let automaton = try? PhoneAutomaton(by: prefixes) else { return nil }
    return automaton.classes.map { entry in
      PhoneKind(phone: entry.phoneClass, prefixes: entry.prefixes.map { automaton.prefixes[$0] })
    }
  }
}
