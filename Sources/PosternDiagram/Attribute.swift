public import PosternNumbering

/// What a condition can ask, as an axis of a decision space.
public enum Attribute: Sendable, Hashable {
  /// Region, line type and prefixes of the phone number, all at once.
  case phone
  case application
  case identityProvider
  case risk
  /// Whether there is an e-mail address.
  case email
  /// Whether there is a user id: without one a user is outside every rollout.
  case user
  /// Whether the user is in that group.
  case group(String)
  /// Whether the request comes from that zone.
  case networkZone(String)
  /// The bucket of a user with an id, for the rollouts of rules of that name.
  case rollout(String)
}

extension Attribute {
  /// The fixed order of groups, zones and rollouts: by kind, then by name.
  static func isBefore(_ a: Attribute, _ b: Attribute) -> Bool { a.place < b.place }

  private var place: (Int, String) {
    switch self {
    case .group(let name): (0, name)
    case .networkZone(let name): (1, name)
    case .rollout(let rule): (2, rule)
    case .phone, .application, .identityProvider, .risk, .email, .user: (-1, "")
    }
  }
}

/// Phone numbers with everything in common that a condition can ask.
public struct PhoneKind: Sendable, Hashable {
  /// Region, line type, validity.
  public var phone: PhoneClass
  /// Exactly those of the policy's prefixes that its numbers begin with.
  public var prefixes: [DigitPrefix]

  public init(phone: PhoneClass, prefixes: [DigitPrefix] = []) {
    self.phone = phone
    self.prefixes = prefixes
  }
}

/// An attribute, with the classes of values that a policy, or some policies, tell apart.
public struct Axis: Sendable, Hashable {
  public let attribute: Attribute
  /// The values of each class. Phone: indices of kinds. Application and provider: indices of names, their number for
  /// `unknown`. Risk: raw values. Rollout: the first bucket and the one behind the last. Others: 0 for no, 1 for yes.
  public let classes: [[Int]]

  /// How many values a class has.
  func weight(_ index: Int) -> Int {
    if case .rollout = attribute { return classes[index][1] - classes[index][0] }
    return classes[index].count
  }
}

/// Divides values into classes, test by test.
struct Partition {
  private(set) var classOf: [Int]
  private(set) var count: Int

  init(values: Int) {
    classOf = Array(repeating: 0, count: values)
    count = values > 0 ? 1 : 0
  }

  /// Tells the values apart that a test holds for.
  mutating func refine(_ holds: (Int) -> Bool) {
    var inside = Array(repeating: 0, count: count)
    var sizes = inside
    let flags = classOf.indices.map(holds)
    for value in classOf.indices {
      sizes[classOf[value]] += 1
      if flags[value] { inside[classOf[value]] += 1 }
    }
    var fresh = Array(repeating: -1, count: count)
    for index in fresh.indices where inside[index] > 0 && inside[index] < sizes[index] {
      fresh[index] = count
      count += 1
    }
    for value in classOf.indices where flags[value] && fresh[classOf[value]] >= 0 {
      classOf[value] = fresh[classOf[value]]
    }
  }

  /// Tells values with different marks apart.
  mutating func refine<Mark: Hashable>(by mark: (Int) -> Mark) {
    var numbers: [Mark: Int] = [:]
    let marks = classOf.indices.map { value -> Int in
      let mark = mark(value)
      let next = numbers.count
      let found = numbers[mark] ?? next
      if found == next { numbers[mark] = next }
      return found
    }
    var known: [[Int]: Int] = [:]
    for value in classOf.indices {
      let key = [classOf[value], marks[value]]
      let next = known.count
      let found = known[key] ?? next
      if found == next { known[key] = next }
      classOf[value] = found
    }
    count = known.count
  }

  /// The classes, by their first value.
  var classes: [[Int]] {
    var lists: [[Int]] = []
    var place = Array(repeating: -1, count: count)
    for value in classOf.indices {
      if place[classOf[value]] < 0 {
        place[classOf[value]] = lists.count
        lists.append([])
      }
      lists[place[classOf[value]]].append(value)
    }
    return lists
  }
}
