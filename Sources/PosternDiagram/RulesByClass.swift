import PosternModel
import PosternNumbering

/// Which rules the numbers of each class leave a chance, by what the number alone says.
///
/// Found for all classes at once, test by test: one by one it would take rules times classes.
struct RulesByClass {
  /// By class the rules whose condition may hold, in words of 64.
  private let possible: [[UInt64]]
  /// By class those that hold whatever else a request is.
  private let certain: [[UInt64]]

  /// - Parameters:
  ///   - conditions: nil for one that always holds.
  ///   - kinds: by class a kind of its numbers.
  init(_ conditions: [Condition?], _ kinds: [PhoneKind]) {
    var tests = NumberTests(kinds)
    let row = [UInt64](repeating: 0, count: (conditions.count + 63) / 64)
    var possible = Array(repeating: row, count: kinds.count)
    var certain = possible
    for (rule, condition) in conditions.enumerated() {
      let found = condition.map { tests.answer($0) } ?? NumberTests.Answer(may: tests.all, must: tests.all)
      let bit = UInt64(1) << UInt64(rule % 64)
      found.may.forEachMember { possible[$0][rule / 64] |= bit }
      found.must.forEachMember { certain[$0][rule / 64] |= bit }
    }
    self.possible = possible
    self.certain = certain
  }

  /// Whether a rule may hold for numbers of a class.
  func isPossible(_ rule: Int, at phoneClass: Int) -> Bool {
    possible[phoneClass][rule / 64] & (1 << UInt64(rule % 64)) != 0
  }

  /// Whether a rule holds for numbers of a class whatever else a request is.
  func isCertain(_ rule: Int, at phoneClass: Int) -> Bool {
    certain[phoneClass][rule / 64] & (1 << UInt64(rule % 64)) != 0
  }

  /// The first rule from one on, before another, that may hold.
  func next(from rule: Int, before end: Int, at phoneClass: Int) -> Int? {
    let row = possible[phoneClass]
    var word = rule / 64
    guard rule < end, word < row.count else { return nil }
    var bits = row[word] & (~0 << UInt64(rule % 64))
    while bits == 0 {
      word += 1
      guard word < row.count else { return nil }
      bits = row[word]
    }
    let found = word * 64 + bits.trailingZeroBitCount
    return found < end ? found : nil
  }
}

/// Sets of classes, in words of 64.
struct ClassSet: Hashable {
  fileprivate(set) var words: [UInt64]

  fileprivate func forEachMember(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}

/// What conditions say of numbers alone, for all classes at once.
private struct NumberTests {
  struct Answer {
    /// Classes where it may hold.
    var may: ClassSet
    /// Classes where it holds.
    var must: ClassSet
  }

  private let kinds: [PhoneKind]
  let all: ClassSet
  private let none: ClassSet
  private var known: [Condition: ClassSet] = [:]

  init(_ kinds: [PhoneKind]) {
    self.kinds = kinds
    var words = [UInt64](repeating: 0, count: (kinds.count + 63) / 64)
    none = ClassSet(words: words)
    for index in kinds.indices { words[index / 64] |= 1 << UInt64(index % 64) }
    all = ClassSet(words: words)
  }

  mutating func answer(_ condition: Condition) -> Answer {
    switch condition {
    case .country, .lineType, .prefix:
      let set = set(of: condition)
      return Answer(may: set, must: set)
    case .not(let part):
      let found = answer(part)
      return Answer(may: combined(all, found.must) { $0 & ~$1 }, must: combined(all, found.may) { $0 & ~$1 })
    case .all(let parts):
      return parts.reduce(Answer(may: all, must: all)) { sum, part in
        let found = answer(part)
        return Answer(may: combined(sum.may, found.may, &), must: combined(sum.must, found.must, &))
      }
    case .any(let parts):
      return parts.reduce(Answer(may: none, must: none)) { sum, part in
        let found = answer(part)
        return Answer(may: combined(sum.may, found.may, |), must: combined(sum.must, found.must, |))
      }
    case .identityProvider, .application, .groups, .networkZones, .risk, .emailPresent, .rollout:
      return Answer(may: all, must: none)
    }
  }

  private mutating func set(of condition: Condition) -> ClassSet {
    if let set = known[condition] { return set }
    var set = none
    for (index, kind) in kinds.enumerated() where condition.holds(for: kind) == true {
      set.words[index / 64] |= 1 << UInt64(index % 64)
    }
    known[condition] = set
    return set
  }

  private func combined(_ a: ClassSet, _ b: ClassSet, _ operation: (UInt64, UInt64) -> UInt64) -> ClassSet {
    ClassSet(words: zip(a.words, b.words).map(operation))
  }
}
