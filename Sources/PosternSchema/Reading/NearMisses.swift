/// Words that `word` is probably a misspelling of: at most a third of its letters differ, the nearest first, ties in
/// the order given.
func nearMisses(of word: String, in candidates: [String]) -> [String] {
  let wanted = Array(word.lowercased().utf8.prefix(64))
  let limit = max(1, wanted.count / 3)
  var found: [(distance: Int, word: String)] = []
  for candidate in candidates where candidate != word {
    let other = Array(candidate.lowercased().utf8.prefix(64))
    guard abs(other.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit, distance < other.count { found.append((distance, candidate)) }
  }
  guard let nearest = found.map(\.distance).min() else { return [] }
  return Array(found.filter { $0.distance == nearest }.map(\.word).prefix(2))
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for i in 0..<a.count {
    var diagonal = row[0]
    row[0] = i + 1
    for j in 0..<b.count {
      let above = row[j + 1]
      row[j + 1] = min(row[j] + 1, above + 1, diagonal + (a[i] == b[j] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
