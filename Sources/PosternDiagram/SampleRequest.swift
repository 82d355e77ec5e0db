public import PosternModel
import PosternNumbering

/// A request that stands for a class of requests.
public struct SampleRequest: Sendable, Hashable {
  /// As `decide` takes it, by the policy's names.
  public var request: Request
  /// As the policy reads it.
  public var values: AttributeValues
  /// How many user ids were tried for its buckets.
  public internal(set) var triedUserIDs = 0

  /// Buckets that no user id was found for, by rule name; empty where `request.userID` has them.
  public var statedBuckets: [String: Int] { values.buckets }
}

/// Numbers of the kinds of one space, each looked for once.
public final class SampleNumbers {
  private var known: [Int: String?] = [:]

  /// None is known yet.
  public init() {}

  fileprivate func number(of kind: Int, _ space: DecisionSpace) -> String? {
    if let number = known[kind] { return number }
    let number = space.number(of: kind)
    known[kind] = number
    return number
  }
}

extension DecisionSpace {
  /// How many user ids are tried for a combination of buckets.
  public static let triedUserIDs = 1_000_000

  /// Per axis its classes, those first that leave things out, then those that people know best: what
  /// ``Diagram/find(_:_:preference:where:)`` takes for a short witness.
  public var preference: [[Int]] {
    axes.map { axis in
      let order = Array(axis.classes.indices)
      switch axis.attribute {
      case .phone:
        let ranks = axis.classes.map(rank)
        return order.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      case .application: return unknownFirst(axis.classes, applications.count)
      case .identityProvider: return unknownFirst(axis.classes, providers.count)
      case .risk: return order.reversed()
      case .email, .user, .group, .networkZone: return order
      case .rollout: return order
      }
    }
  }

  /// A request for a way through a diagram of this space, as a policy reads it: classes on the axes that matter.
  ///
  /// - Parameters:
  ///   - userIDs: how many user ids are tried for a combination of buckets.
  ///   - known: the request of the same way as another policy reads it: it has the same user.
  ///   - numbers: those that were found before, for many samples of one space.
  public func sample(
    _ way: [Int: Int], for model: PolicyModel, userIDs: Int = Self.triedUserIDs,
    like known: SampleRequest? = nil, numbers: SampleNumbers? = nil
  ) -> SampleRequest {
    var request = Request()
    var values = AttributeValues()
    let kind = preferredKind(axes[Self.phone].classes[way[Self.phone] ?? preferredPhone])
    if let number = numbers.map({ $0.number(of: kind, self) }) ?? number(of: kind) {
      request.phoneNumber = number
      values.phone = kinds[kind].phone
      values.digits = number.utf8.dropFirst().map { $0 &- 0x30 }
    }
    if let name = name(way, Self.application, applications) {
      request.application = name
      values.application = model.directory.applications.firstIndex { $0.name == name }
    }
    if let name = name(way, Self.provider, providers) {
      request.identityProvider = name
      values.identityProvider = model.identityProviders.firstIndex { $0.name == name }
    }
    if let risk = way[Self.risk].flatMap({ Risk(rawValue: UInt8(truncatingIfNeeded: $0)) }), risk != .unknown
    {
      request.risk = risk.name
      values.risk = risk
    }
    if way[Self.email] == 1 {
      request.email = "someone@example.com"
      values.emailPresent = true
    }
    var zones: [String] = []
    for (place, axis) in axes.enumerated() where way[place] == 1 {
      if case .group(let name) = axis.attribute { request.groups.append(name) }
      if case .networkZone(let name) = axis.attribute { zones.append(name) }
    }
    if !zones.isEmpty { request.networkZones = zones }
    values.groups = Set(
      request.groups.compactMap { name in model.directory.groups.firstIndex { $0.name == name } })
    values.networkZones = Set(
      zones.compactMap { name in model.directory.networkZones.firstIndex { $0.name == name } })
    var sample = SampleRequest(request: request, values: values)
    if let known {
      sample.request.userID = known.request.userID
      sample.values.userID = known.values.userID
      sample.values.buckets = known.values.buckets
    } else if way[Self.user] == 1 {
      addUser(way, userIDs, &sample)
    }
    return sample
  }

  private func name(_ way: [Int: Int], _ axis: Int, _ names: [String]) -> String? {
    guard let index = way[axis], let value = axes[axis].classes[index].last,
      !axes[axis].classes[index].isEmpty
    else { return nil }
    // A class that `unknown` is in can do without a name.
    if value == names.count { return nil }
    return names[axes[axis].classes[index][0]]
  }

  /// A user with the buckets of a way, or, where none is found, the buckets themselves: the first of `user-1`, `user-2`, ….
  private func addUser(_ way: [Int: Int], _ userIDs: Int, _ sample: inout SampleRequest) {
    var wanted: [(rule: String, range: [Int])] = []
    for (place, axis) in axes.enumerated() {
      if case .rollout(let rule) = axis.attribute, let index = way[place] {
        wanted.append((rule, axis.classes[index]))
      }
    }
    // The rarest first: most users are out at once.
    let draws = wanted.sorted { $0.range[1] - $0.range[0] < $1.range[1] - $1.range[0] }.map { wish in
      var draw = RolloutDraw(rule: wish.rule)
      draw.add("user-".utf8)
      return (draw: draw, range: wish.range)
    }
    var digits: [UInt8] = [0x30]
    for _ in 0..<userIDs {
      Self.increment(&digits)
      sample.triedUserIDs += 1
      let fits = draws.allSatisfy { wish in
        var draw = wish.draw
        draw.add(digits)
        let bucket = draw.bucket
        return bucket >= wish.range[0] && bucket < wish.range[1]
      }
      if fits {
        sample.request.userID = "user-" + String(decoding: digits, as: UTF8.self)
        sample.values.userID = sample.request.userID
        return
      }
    }
    sample.request.userID = "user-1"
    sample.values.userID = "user-1"
    for wish in wanted { sample.values.buckets[wish.rule] = wish.range[0] }
  }

  /// Adds one to a number in decimal digits.
  private static func increment(_ digits: inout [UInt8]) {
    for place in digits.indices.reversed() {
      if digits[place] < 0x39 {
        digits[place] += 1
        return
      }
      digits[place] = 0x30
    }
    digits.insert(0x31, at: 0)
  }

  // MARK: Numbers

  private var preferredPhone: Int {
    let classes = axes[Self.phone].classes
    return classes.indices.min { (rank(classes[$0]), $0) < (rank(classes[$1]), $1) } ?? 0
  }

  private func rank(_ classOfKinds: [Int]) -> Int { classOfKinds.map(rank).min() ?? .max }

  /// Mobile numbers first, of countries that most readers place at a glance; numbers that are none last.
  private func rank(_ kind: Int) -> Int {
    let phone = kinds[kind].phone
    if !phone.isValid { return 8 }
    if phone.region == .unknown { return 7 }
    let isStrange = !Self.wellKnown[Int(phone.region.index)]
    switch phone.lineType {
    case .mobile: return isStrange ? 3 : 0
    case .fixedLineOrMobile: return isStrange ? 4 : 1
    default: return isStrange ? 5 : 2
    }
  }

  /// By a region's index: where an example's number is from when it can be, for the most people live there, or the most
  /// read about it.
  private static let wellKnown: [Bool] = {
    let codes = [
      "AU", "BR", "CA", "CN", "DE", "ES", "FR", "GB", "ID", "IN", "IT", "JP", "KR", "MX", "NG", "NL", "PK",
      "SE", "TR", "US", "ZA",
    ]
    var known = Array(repeating: false, count: Region.count)
    for region in codes.compactMap(Region.init(code:)) { known[Int(region.index)] = true }
    return known
  }()

  private func preferredKind(_ kinds: [Int]) -> Int {
    kinds.min { (rank($0), $0) < (rank($1), $1) } ?? 0
  }

  /// The shortest number of a kind; nil for the invalid one.
  fileprivate func number(of kind: Int) -> String? {
    let found = kinds[kind]
    guard found.phone.isValid else { return nil }
    let others = Set(allPrefixes).subtracting(found.prefixes)
    return NumberingPlan.shared.witness(
      region: found.phone.region, lineType: found.phone.lineType,
      prefix: found.prefixes.max { $0.digits.count < $1.digits.count }, excludingPrefixes: others.sorted())
  }

  private func unknownFirst(_ classes: [[Int]], _ unknown: Int) -> [Int] {
    classes.indices.sorted {
      (classes[$0].last != unknown ? 1 : 0, $0) < (classes[$1].last != unknown ? 1 : 0, $1)
    }
  }

  /// The class on each axis of what a policy reads.
  public func point(of values: AttributeValues, for model: PolicyModel) -> [Int] {
    axes.map { axis in
      switch axis.attribute {
      case .phone:
        let kind = kinds.firstIndex { kind in
          kind.phone == values.phone && holdsPrefixes(kind, values)
        }
        return place(of: kind ?? 0, in: axis)
      case .application:
        let name = values.application.map { model.directory.applications[$0].name }
        return place(of: name.flatMap(applications.firstIndex(of:)) ?? applications.count, in: axis)
      case .identityProvider:
        let name = values.identityProvider.map { model.identityProviders[$0].name }
        return place(of: name.flatMap(providers.firstIndex(of:)) ?? providers.count, in: axis)
      case .risk: return Int(values.risk.rawValue)
      case .email: return values.emailPresent ? 1 : 0
      case .user: return values.userID == nil && values.buckets.isEmpty ? 0 : 1
      case .group(let name):
        return values.groups.contains { model.directory.groups[$0].name == name } ? 1 : 0
      case .networkZone(let name):
        return values.networkZones.contains { model.directory.networkZones[$0].name == name } ? 1 : 0
      case .rollout(let rule):
        let bucket = values.bucket(for: rule) ?? 0
        return axis.classes.firstIndex { bucket >= $0[0] && bucket < $0[1] } ?? 0
      }
    }
  }

  /// Whether a number begins with exactly the prefixes of a kind.
  private func holdsPrefixes(_ kind: PhoneKind, _ values: AttributeValues) -> Bool {
    guard values.phone.isValid else { return true }
    return allPrefixes.allSatisfy { values.digits.starts(with: $0.digits) == kind.prefixes.contains($0) }
  }

  private func place(of value: Int, in axis: Axis) -> Int {
    axis.classes.firstIndex { $0.contains(value) } ?? 0
  }
}
