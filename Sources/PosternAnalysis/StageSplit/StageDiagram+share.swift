extension StageDiagram {
  /// The share of all points that a set has, where each variable holds with one half; an application variable with
  /// one half of what the ones before it leave. Only to compare sets.
  func share(of node: Node) -> Double {
    var known: [Node: Double] = [Self.none: 0, Self.all: 1]
    return share(of: node, &known)
  }

  private func share(of node: Node, _ known: inout [Node: Double]) -> Double {
    if let found = known[node] { return found }
    let (high, low) = branches(of: node)
    let value = (share(of: high, &known) + share(of: low, &known)) / 2
    known[node] = value
    return value
  }
}
