import PosternModel

/// The rules of two policies that are otherwise alike in which the two differ: what none of them decides is decided alike,
/// since all other rules are asked in the same order.
struct DifferingRules {
  /// Indices of the old policy's rules.
  let old: [Int]
  /// Indices of the new policy's rules.
  let new: [Int]

  /// With more of them looking at everything takes less.
  private static let limit = 64

  /// More rules than that, between the first and the last that differ, are not aligned one by one.
  private static let alignedLimit = 2_000

  /// - Returns: nil when something else than rules differs, so that any request may be decided otherwise.
  init?(_ old: PolicyModel, _ new: PolicyModel) {
    let (before, now) = (old.decidingParts, new.decidingParts)
    var rest = before
    rest.rules = now.rules
    guard rest == now, before.rules.last == now.rules.last else { return nil }
    // The name decides nothing; that of a rollout stands in the condition.
    var numbers: [Condition: [(rule: Rule, number: Int)]] = [:]
    var count = 0
    func number(_ rule: Rule) -> Int {
      var plain = rule
      plain.name = ""
      if let known = numbers[plain.condition]?.first(where: { $0.rule == plain }) { return known.number }
      count += 1
      numbers[plain.condition, default: []].append((plain, count))
      return count
    }
    let (first, second) = (before.rules.dropLast().map(number), now.rules.dropLast().map(number))
    let kept = Self.common(first, second)
    self.old = first.indices.filter { !kept.old.contains($0) }
    self.new = second.indices.filter { !kept.new.contains($0) }
    if self.old.count + self.new.count > Self.limit { return nil }
  }

  /// Indices of a longest common subsequence.
  private static func common(_ old: [Int], _ new: [Int]) -> (old: Set<Int>, new: Set<Int>) {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    var kept = (old: Set(0..<head), new: Set(0..<head))
    kept.old.formUnion(old.count - tail..<old.count)
    kept.new.formUnion(new.count - tail..<new.count)
    let (first, second) = (Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
    guard !first.isEmpty, !second.isEmpty, first.count <= alignedLimit, second.count <= alignedLimit else {
      return kept
    }
    // lengths[i][j]: of the longest one behind i and j.
    let width = second.count + 1
    var lengths = [Int32](repeating: 0, count: (first.count + 1) * width)
    for i in first.indices.reversed() {
      for j in second.indices.reversed() {
        lengths[i * width + j] =
          first[i] == second[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] {
        kept.old.insert(head + i)
        kept.new.insert(head + j)
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return kept
  }
}
