import PosternModel
import PosternNumbering

/// What IDaaS does not see of a request: kind of number, provider, risk, e-mail, user id, a bucket per rollout.
///
/// Values of an attribute are counted from 0. A cube is one bit set per attribute, all in one array of words.
/// A user without an id is outside every rollout: the buckets of a cube matter only where an id is present.
struct RestSpace {
  /// A product of value sets.
  typealias Cube = [UInt64]

  /// One attribute's place in a cube.
  struct Attribute {
    var size: Int
    var offset: Int
    var words: Int { (size + 63) / 64 }
  }

  /// A value set of one attribute that is not all of it.
  struct Constraint {
    var attribute: Int
    var words: [UInt64]
  }

  static let phone = 0
  static let provider = 1
  static let risk = 2
  /// 0 absent, 1 present.
  static let email = 3
  /// 0 no user id, 1 one.
  static let user = 4
  static let firstRollout = 5

  let kinds: [StagePhones.Kind]
  let attributes: [Attribute]
  /// Rule names of rollouts, with the bounds between which buckets are told apart: 0, …, 10 000.
  let rollouts: [(rule: String, bounds: [Int])]
  /// Everything.
  let full: Cube

  private let rolloutIndex: [String: Int]

  /// - Parameter ranges: every rollout range of every row.
  init(kinds: [StagePhones.Kind], providers: Int, ranges: [RolloutRange]) {
    self.kinds = kinds
    var numbers: [String: Int] = [:]
    var found: [(rule: String, bounds: [Int])] = []
    for range in ranges {
      let number = numbers[range.rule] ?? found.count
      if number == found.count {
        numbers[range.rule] = number
        found.append((range.rule, [0, RolloutRange.outside]))
      }
      for bound in [range.lower, range.upper]
      where bound < RolloutRange.outside && !found[number].bounds.contains(bound) {
        found[number].bounds.append(bound)
      }
    }
    rollouts = found.sorted { $0.rule < $1.rule }.map { ($0.rule, $0.bounds.sorted()) }
    rolloutIndex = Dictionary(uniqueKeysWithValues: rollouts.enumerated().map { ($1.rule, $0) })
    var attributes: [Attribute] = []
    var offset = 0
    for size in [kinds.count, providers + 1, 4, 2, 2] + rollouts.map({ $0.bounds.count - 1 }) {
      attributes.append(Attribute(size: size, offset: offset))
      offset += (size + 63) / 64
    }
    self.attributes = attributes
    var full: Cube = []
    full.reserveCapacity(offset)
    for attribute in attributes {
      for word in 0..<attribute.words {
        let left = attribute.size - word * 64
        full.append(left >= 64 ? .max : 1 << UInt64(left) - 1)
      }
    }
    self.full = full
  }

  private static func words(size: Int, where holds: (Int) -> Bool) -> [UInt64] {
    var words = Array(repeating: UInt64(0), count: (size + 63) / 64)
    for value in 0..<size where holds(value) { words[value >> 6] |= 1 << UInt64(value & 63) }
    return words
  }

  /// A value set of an attribute, by test.
  func constraint(_ attribute: Int, where holds: (Int) -> Bool) -> Constraint {
    Constraint(attribute: attribute, words: Self.words(size: attributes[attribute].size, where: holds))
  }

  /// What a row asks, as at most two products: one without a user id, one with.
  func constraints(of row: ConditionRow) -> [[Constraint]] {
    var list: [Constraint] = []
    if !row.asksNothingOfThePhone {
      list.append(constraint(Self.phone) { row.admits(kinds[$0]) })
    }
    if let providers = row.providers {
      let unknown = attributes[Self.provider].size - 1
      let named = Set(providers.indices)
      list.append(constraint(Self.provider) { $0 == unknown ? providers.unknown : named.contains($0) })
    }
    if row.risks != .all { list.append(constraint(Self.risk) { row.risks.rawValue & (1 << UInt8($0)) != 0 }) }
    if !row.admitsEmail || !row.admitsNoEmail {
      list.append(constraint(Self.email) { $0 == 1 ? row.admitsEmail : row.admitsNoEmail })
    }
    guard !row.rollouts.isEmpty else { return [list] }
    var both: [[Constraint]] = []
    if row.rollouts.allSatisfy({ $0.upper > RolloutRange.outside }) {
      both.append(list + [constraint(Self.user) { $0 == 0 }])
    }
    list.append(constraint(Self.user) { $0 == 1 })
    for range in row.rollouts {
      guard let index = rolloutIndex[range.rule] else { continue }
      let bounds = rollouts[index].bounds
      list.append(
        constraint(Self.firstRollout + index) { bounds[$0] >= range.lower && bounds[$0 + 1] <= range.upper })
    }
    both.append(list)
    return both
  }

  // MARK: Cubes

  /// How a constraint lies to a cube.
  enum Relation {
    /// The cube has no value of it.
    case disjoint
    /// All of the cube's values are in it.
    case covering
    case partial
  }

  func relation(_ cube: Cube, _ constraint: Constraint) -> Relation {
    let offset = attributes[constraint.attribute].offset
    var common: UInt64 = 0
    var beyond: UInt64 = 0
    for word in constraint.words.indices {
      common |= cube[offset + word] & constraint.words[word]
      beyond |= cube[offset + word] & ~constraint.words[word]
    }
    return common == 0 ? .disjoint : beyond == 0 ? .covering : .partial
  }

  /// Keeps a cube's values that are in a constraint, or those that are not.
  func restrict(_ cube: inout Cube, _ constraint: Constraint, inside: Bool) {
    let offset = attributes[constraint.attribute].offset
    for word in constraint.words.indices {
      cube[offset + word] &= inside ? constraint.words[word] : ~constraint.words[word]
    }
  }

  /// Whether an attribute has no value left.
  func isEmpty(_ cube: Cube, _ attribute: Int) -> Bool {
    let place = attributes[attribute]
    return !cube[place.offset..<place.offset + place.words].contains { $0 != 0 }
  }

  /// Whether some attribute has no value left. Buckets count only where there is a user.
  func isEmpty(_ cube: Cube) -> Bool {
    attributes.indices.contains { isEmpty(cube, $0) }
  }

  /// The cube of one product of constraints; nil when empty.
  func cube(_ constraints: [Constraint]) -> Cube? {
    var cube = full
    for constraint in constraints {
      restrict(&cube, constraint, inside: true)
      if isEmpty(cube, constraint.attribute) { return nil }
    }
    return cube
  }

  // MARK: Points

  /// One value per attribute.
  typealias Point = [Int]

  /// A point of a cube that is not empty: a valid number where there is one, outside of rollouts, the smallest
  /// values elsewhere.
  func somePoint(of cube: Cube) -> Point {
    attributes.indices.map { attribute in
      let place = attributes[attribute]
      let values = (0..<place.size).lazy.filter { value in
        cube[place.offset + value >> 6] & (1 << UInt64(value & 63)) != 0
      }
      if attribute >= Self.firstRollout {
        return (0..<place.size).last { cube[place.offset + $0 >> 6] & (1 << UInt64($0 & 63)) != 0 } ?? 0
      }
      guard attribute == Self.phone else { return values.first ?? 0 }
      return values.first { kinds[$0].phone.isValid } ?? values.first ?? 0
    }
  }

  /// The values of an attribute that a cube has, ascending.
  func values(of attribute: Int, in cube: Cube) -> [Int] {
    let place = attributes[attribute]
    return (0..<place.size).filter { cube[place.offset + $0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
  }

  /// One of a cube's points by number, for trying several that differ; the first is ``somePoint(of:)``.
  func point(_ number: Int, of cube: Cube) -> Point {
    guard number > 0 else { return somePoint(of: cube) }
    return attributes.map { place in
      let values = (0..<place.size).filter { cube[place.offset + $0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
      return values.isEmpty ? 0 : values[(number - 1) * (values.count - 1) / 2 % values.count]
    }
  }

  /// The cube of one point.
  func single(_ point: Point) -> Cube {
    var cube = full.map { _ in UInt64(0) }
    for (place, value) in zip(attributes, point) {
      cube[place.offset + value >> 6] |= 1 << UInt64(value & 63)
    }
    return cube
  }

  /// Whether a row admits a point, by what IDaaS does not see.
  func admits(_ row: ConditionRow, _ point: Point) -> Bool {
    guard row.risks.rawValue & (1 << UInt8(point[Self.risk])) != 0 else { return false }
    guard point[Self.email] == 1 ? row.admitsEmail : row.admitsNoEmail else { return false }
    guard row.admits(kinds[point[Self.phone]]) else { return false }
    if let providers = row.providers {
      let value = point[Self.provider]
      let isUnknown = value == attributes[Self.provider].size - 1
      guard isUnknown ? providers.unknown : providers.indices.contains(value) else { return false }
    }
    return row.rollouts.allSatisfy { range in
      guard point[Self.user] == 1 else { return range.upper > RolloutRange.outside }
      guard let index = rolloutIndex[range.rule] else { return true }
      let bounds = rollouts[index].bounds
      let interval = point[Self.firstRollout + index]
      return bounds[interval] >= range.lower && bounds[interval + 1] <= range.upper
    }
  }
}

extension ConditionRow {
  /// Whether the row admits every phone number, and none.
  var asksNothingOfThePhone: Bool {
    prefixes == nil && excludedPrefixes.isEmpty && lineTypes == .all && regions == .all
  }

  /// Whether the row admits the numbers of a kind.
  func admits(_ kind: StagePhones.Kind) -> Bool {
    guard regions.contains(kind.phone.region), lineTypes.contains(kind.phone.lineType) else { return false }
    if let prefixes, !kind.phone.isValid || !prefixes.contains(where: kind.prefixes.contains) { return false }
    return !excludedPrefixes.contains(where: kind.prefixes.contains)
  }
}
