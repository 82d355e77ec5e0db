import PosternModel
import PosternNumbering

/// Random requests against one policy: its names and ids, names it does not declare, numbers of all kinds, and texts
/// that are none.
public struct RandomRequests: Sendable {
  private let providers: [String]
  private let applications: [String]
  private let groups: [String]
  private let zones: [String]
  private let numbers: [String]
  private let addresses: [String]

  /// Requests that tell this policy's parts apart.
  public init(for model: PolicyModel) {
    providers =
      model.identityProviders.flatMap { [$0.name] + ($0.id.map { [$0] } ?? []) } + [
        "facebook", "unknown", "",
      ]
    applications = model.directory.applications.flatMap { [$0.name, $0.id] } + ["nothing", ""]
    groups = model.directory.groups.flatMap { [$0.name, $0.id] } + ["nobody"]
    zones = model.directory.networkZones.flatMap { [$0.name] + ($0.id.map { [$0] } ?? []) } + ["nowhere"]
    addresses =
      model.directory.networkZones.flatMap { $0.cidrs.flatMap(Self.addresses) } + [
        "8.8.8.8", "::1", "::ffff:10.1.2.3", "not an address", "10.1.2.3.4", "", "2001:db8::1%eth0",
      ]
    numbers = Self.numbers(for: model)
  }

  /// The next request.
  public func next(_ random: inout SplitMix64) -> Request {
    var request = Request()
    if !random.oneIn(4) { request.userID = "user-\(random.below(100_000))" }
    if !random.oneIn(8) { request.phoneNumber = number(&random) }
    if random.oneIn(2) { request.email = random.oneIn(10) ? "" : "ana@example.com" }
    if !random.oneIn(6) { request.identityProvider = random.pick(providers) }
    if !random.oneIn(4) { request.application = random.pick(applications) }
    if random.oneIn(2) { request.groups = random.some(groups, most: 3) }
    switch random.below(3) {
    case 0: request.networkZones = random.oneIn(4) ? [] : random.some(zones, most: 2)
    case 1: request.clientIP = random.pick(addresses)
    default: break
    }
    if !random.oneIn(3) { request.risk = random.pick(["low", "medium", "high", "unknown", "HIGH", ""]) }
    return request
  }

  private func number(_ random: inout SplitMix64) -> String {
    switch random.below(10) {
    case 0: return "+" + (0..<(4 + random.below(12))).map { _ in String(random.below(10)) }.joined()
    case 1:
      return random.pick([
        "", "+", "+49 151 12345678", "004915112345678", "+4407911123456", "+１２３", "+99912345",
      ])
    case 2:
      var digits = Array(random.pick(numbers).utf8)
      digits[1 + random.below(digits.count - 1)] = 0x30 + UInt8(random.below(10))
      return String(decoding: digits, as: UTF8.self)
    case 3: return String(random.pick(numbers).dropLast())
    default: return random.pick(numbers)
    }
  }

  private static let plan = NumberingPlan.shared

  /// A number of every kind, by region; those of country-less codes under unknown. Made once: it takes a while.
  private static let byRegion: [Region: [String]] = {
    var numbers: [Region: [String]] = [.unknown: ["+80012345678", "+882123456789"]]
    for (region, lineType) in plan.pairs {
      guard let number = plan.witness(region: region, lineType: lineType) else { continue }
      numbers[region, default: []].append(number)
    }
    return numbers
  }()

  private static let everyPair: [String] = Region.all.flatMap { byRegion[$0] ?? [] }

  private static func numbers(for model: PolicyModel) -> [String] {
    // Those of regions that the policy treats apart come up more often.
    let favoured = model.countries.rules.flatMap(\.regions.regions).prefix(60).flatMap { byRegion[$0] ?? [] }
    let prefixed = Set(model.routing.rules.flatMap { prefixes(in: $0.condition) }).sorted().flatMap(
      numbers(with:))
    return everyPair + favoured + prefixed + prefixed
  }

  /// A few numbers that begin with a prefix, where there are any.
  private static func numbers(with prefix: DigitPrefix) -> [String] {
    let near = everyPair.filter { $0.hasPrefix(String(prefix.text.prefix(3))) }
    let found = near.prefix(4).compactMap { number -> String? in
      let kind = plan.classify(number)
      return plan.witness(region: kind.region, lineType: kind.lineType, prefix: prefix)
    }
    return found + near.filter { $0.hasPrefix(prefix.text) }.prefix(4)
  }

  private static func prefixes(in condition: Condition) -> [DigitPrefix] {
    switch condition {
    case .all(let parts), .any(let parts): parts.flatMap(prefixes)
    case .not(let part): prefixes(in: part)
    case .prefix(let found): found
    default: []
    }
  }

  private static func addresses(in network: CIDR) -> [String] {
    if network.isIPv4 {
      let base = network.address.map(String.init).joined(separator: ".")
      return [base, "::ffff:" + base]
    }
    var groups: [String] = []
    for index in stride(from: 0, to: 16, by: 2) {
      groups.append(String(Int(network.address[index]) << 8 | Int(network.address[index + 1]), radix: 16))
    }
    return [groups.joined(separator: ":"), groups.joined(separator: ":").uppercased()]
  }
}
