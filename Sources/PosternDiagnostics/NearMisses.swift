/// The known names that a wrong one is a near miss of, nearest first, ties in byte order; at most three.
///
/// Near means at most one slip in three letters, and three in all, a slip being a letter too many, too few,
/// wrong, or two neighbours swapped (restricted Damerau-Levenshtein distance over Unicode scalars). Letter case
/// counts as no slip. Nothing is near a text of more than 64 scalars.
/// - Complexity: the number of names times the square of the length, which is bounded.
public func nearMisses(of wrong: String, in names: some Sequence<String>) -> [String] {
  let limit = 64
  guard wrong.utf8.count <= 4 * limit else { return [] }
  let from = Array(wrong.lowercased().unicodeScalars)
  guard !from.isEmpty, from.count <= limit else { return [] }
  var found: [(distance: Int, name: String)] = []
  for name in Set(names) where name != wrong && name.utf8.count <= 4 * limit {
    let to = Array(name.lowercased().unicodeScalars)
    let allowed = min(3, max(from.count, to.count) / 3)
    guard to.count <= limit, abs(from.count - to.count) <= allowed else { continue }
    let distance = editDistance(from, to)
    if distance <= allowed { found.append((distance, name)) }
  }
  found.sort { $0.distance != $1.distance ? $0.distance < $1.distance : precedesInBytes($0.name, $1.name) }
  return found.prefix(3).map(\.name)
}

/// Fewest insertions, deletions, replacements and swaps of neighbours that make one text the other.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
      row.append(best)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
