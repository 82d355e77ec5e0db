/// Looks for requests that no earlier row takes: a cube of the rest and points of the first stage, less what
/// covers them. Exact; finds one of the cubes that are left, or shows that nothing is.
struct FirstMatchSearch {
  /// What takes requests away: these points, where the rest is in the product.
  struct Cover {
    var points: StageDiagram.Node
    var product: [RestSpace.Constraint]
  }

  /// What is left: every one of these points with every value of the cube.
  struct Found {
    var cube: RestSpace.Cube
    var points: StageDiagram.Node
  }

  let rest: RestSpace
  let diagram: StageDiagram

  /// A part of `cube` × `points` that no cover takes; nil if and only if there is none, or the diagram is overfull.
  ///
  /// A few single points of the cube are tried first: mostly one of them will do, for many points of the first
  /// stage at once.
  func find(_ cube: RestSpace.Cube, _ points: StageDiagram.Node, covers: [Cover]) -> Found? {
    for number in 0..<4 {
      let single = rest.single(rest.point(number, of: cube))
      var left = points
      diagram.spend(covers.count)
      for cover in covers where left != StageDiagram.none {
        guard cover.product.allSatisfy({ rest.relation(single, $0) == .covering }) else { continue }
        left = diagram.minus(left, cover.points)
      }
      if left != StageDiagram.none { return diagram.isOverfull ? nil : Found(cube: single, points: left) }
    }
    return search(cube, points, covers: covers)
  }

  /// Covers that take a whole side of the cube, for all points, shrink it without branching; only others split it.
  private func search(_ cube: RestSpace.Cube, _ points: StageDiagram.Node, covers: [Cover]) -> Found? {
    var cube = cube
    var points = points
    var covers = covers
    var hasChanged = true
    var choice: (cover: Int, constraint: RestSpace.Constraint, takesAll: Bool)?
    while hasChanged {
      hasChanged = false
      choice = nil
      var fewest = Int.max
      var kept: [Cover] = []
      kept.reserveCapacity(covers.count)
      diagram.spend(covers.count + 1)
      guard !diagram.isOverfull else { return nil }
      for cover in covers {
        var partial: RestSpace.Constraint?
        var count = 0
        var isDisjoint = false
        for constraint in cover.product {
          switch rest.relation(cube, constraint) {
          case .covering: continue
          case .disjoint: isDisjoint = true
          case .partial:
            partial = partial ?? constraint
            count += 1
          }
          if isDisjoint { break }
        }
        if isDisjoint { continue }
        let here = diagram.and(points, cover.points)
        if here == StageDiagram.none { continue }
        guard let partial else {
          points = diagram.minus(points, here)
          hasChanged = true
          if points == StageDiagram.none { return nil }
          continue
        }
        let takesAll = here == points
        if takesAll, count == 1 {
          rest.restrict(&cube, partial, inside: false)
          hasChanged = true
          continue
        }
        let rank = takesAll ? count : count + 1_000
        if rank < fewest {
          fewest = rank
          choice = (kept.count, partial, takesAll)
        }
        kept.append(cover)
      }
      covers = kept
    }
    guard let choice else { return Found(cube: cube, points: points) }
    if choice.takesAll {
      var outside = cube
      rest.restrict(&outside, choice.constraint, inside: false)
      var others = covers
      others.remove(at: choice.cover)
      if let found = search(outside, points, covers: others) { return found }
      rest.restrict(&cube, choice.constraint, inside: true)
      return search(cube, points, covers: covers)
    }
    let cover = covers[choice.cover]
    let beyond = diagram.minus(points, cover.points)
    var others = covers
    others.remove(at: choice.cover)
    if let found = search(cube, beyond, covers: others) { return found }
    return search(cube, diagram.and(points, cover.points), covers: covers)
  }
}
