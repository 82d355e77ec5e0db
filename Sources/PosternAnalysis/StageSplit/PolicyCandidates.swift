/// The policies that may come next in a list: those that admit, of the points that are left, only ones of a single
/// outcome, and as many of them as can be.
///
/// INVARIANT (maximal is enough): a policy that takes more of its outcome's points never makes the rest of a list
/// longer, since every later policy that was right stays right on fewer points.
struct PolicyCandidates {
  /// One of them.
  struct Candidate {
    var cube: PolicyCube
    var points: StageDiagram.Node
  }

  /// Which conditions are allowed.
  enum Form {
    case includesOnly
    case withExcludes
  }

  let diagram: StageDiagram
  /// Variables that some region depends on, by kind.
  let applications: [Int]
  let groups: [Int]
  let zones: [Int]
  let form: Form
  /// Whether every maximal candidate was listed in every call so far.
  private(set) var isComplete = true
  /// The diagram's step count at which listing stops.
  var stepLimit = Int.max

  init(_ diagram: StageDiagram, space: StageSpace, regions: [StageDiagram.Node], form: Form) {
    self.diagram = diagram
    self.form = form
    let support = diagram.support(of: regions)
    let groupStart = space.applications.count
    let zoneStart = groupStart + space.groups.count
    applications = support.filter { $0 < groupStart }
    groups = support.filter { $0 >= groupStart && $0 < zoneStart }
    zones = support.filter { $0 >= zoneStart }
  }

  /// Include lists of one kind that are worth trying: nil admits all.
  private typealias Choice = (variables: [Int]?, points: StageDiagram.Node)

  /// The candidates for the points of `good`, where none of `bad` may be admitted; each set of points once.
  mutating func candidates(good: StageDiagram.Node, bad: StageDiagram.Node) -> [Candidate] {
    var found: [Candidate] = []
    var seen: Set<StageDiagram.Node> = []
    for (excluded, excludedZones) in exclusions() {
      var cube = PolicyCube()
      cube.excludeGroups = excluded
      cube.excludeZones = excludedZones
      let frame = cube.node(in: diagram)
      let goodHere = diagram.and(good, frame)
      if goodHere == StageDiagram.none { continue }
      let badHere = diagram.and(bad, frame)
      for groupChoice in choices(groups.filter { !excluded.contains($0) }, goodHere, badHere) {
        for zoneChoice in choices(zones.filter { !excludedZones.contains($0) }, goodHere, badHere) {
          diagram.spend(2)
          if diagram.isOverfull || diagram.stepCount > stepLimit {
            isComplete = false
            return maximal(found)
          }
          let side = diagram.and(groupChoice.points, zoneChoice.points)
          let goodSide = diagram.and(goodHere, side)
          if goodSide == StageDiagram.none { continue }
          guard var candidate = withApplications(cube, goodSide, diagram.and(badHere, side)) else { continue }
          guard seen.insert(candidate.points).inserted else { continue }
          candidate.cube.includeGroups = groupChoice.variables ?? []
          candidate.cube.includeZones = zoneChoice.variables ?? []
          found.append(candidate)
        }
      }
    }
    return maximal(found)
  }

  /// Lists of groups and zones to exclude, the shortest first.
  private mutating func exclusions() -> [([Int], [Int])] {
    guard form == .withExcludes else { return [([], [])] }
    let groupSets = subsets(of: groups, atMost: 128)
    let zoneSets = subsets(of: zones, atMost: 16)
    let pairs = groupSets.flatMap { first in zoneSets.map { (first, $0) } }
    return pairs.sorted { ($0.0.count + $0.1.count) < ($1.0.count + $1.1.count) }
  }

  /// All subsets, or, where that would be more than so many, those of at most one name, all but one, and all.
  private mutating func subsets(of variables: [Int], atMost limit: Int) -> [[Int]] {
    if variables.count < 20, 1 << variables.count <= limit {
      return (0..<(1 << variables.count)).map { bits in
        variables.indices.filter { bits & (1 << $0) != 0 }.map { variables[$0] }
      }
    }
    isComplete = false
    let single = variables.map { [$0] }
    let allButOne = variables.map { left in variables.filter { $0 != left } }
    return [[]] + single + allButOne + [variables]
  }

  /// All, and every subset of the names that bring good points; names that may stand in the same lists go together.
  private mutating func choices(
    _ variables: [Int], _ good: StageDiagram.Node, _ bad: StageDiagram.Node
  ) -> [Choice] {
    var blocks: [(variables: [Int], good: StageDiagram.Node, bad: StageDiagram.Node)] = []
    for variable in variables {
      let literal = diagram.literal(variable)
      let goodHere = diagram.and(good, literal)
      if goodHere == StageDiagram.none { continue }
      let badHere = diagram.and(bad, literal)
      // Names without any bad point can always join; they share one block.
      if badHere == StageDiagram.none, let at = blocks.firstIndex(where: { $0.bad == StageDiagram.none }) {
        blocks[at].variables.append(variable)
      } else {
        blocks.append(([variable], goodHere, badHere))
      }
    }
    let all: [Choice] = [(nil, StageDiagram.all)]
    let sets = subsets(of: Array(blocks.indices), atMost: 256).filter { !$0.isEmpty }
    return all
      + sets.map { set in
        let names = set.flatMap { blocks[$0].variables }.sorted()
        let points = names.reversed().reduce(StageDiagram.none) {
          diagram.or($0, diagram.literal($1))
        }
        return (names, points)
      }
  }

  /// The most applications that bring in nothing bad; nil when there is none.
  private func withApplications(
    _ cube: PolicyCube, _ good: StageDiagram.Node, _ bad: StageDiagram.Node
  ) -> Candidate? {
    if bad == StageDiagram.none { return Candidate(cube: cube, points: good) }
    var cube = cube
    var included: [Int] = []
    var excluded: [Int] = []
    for application in applications {
      let literal = diagram.literal(application)
      if diagram.and(bad, literal) != StageDiagram.none {
        excluded.append(application)
      } else if diagram.and(good, literal) != StageDiagram.none {
        included.append(application)
      }
    }
    if form == .withExcludes, !excluded.isEmpty {
      var outside = PolicyCube()
      outside.excludeApplications = excluded
      let node = outside.node(in: diagram)
      if diagram.and(bad, node) == StageDiagram.none {
        let points = diagram.and(good, node)
        if points != StageDiagram.none {
          cube.excludeApplications = excluded
          return Candidate(cube: cube, points: points)
        }
      }
    }
    guard !included.isEmpty else { return nil }
    cube.includeApplications = included
    var inside = PolicyCube()
    inside.includeApplications = included
    return Candidate(cube: cube, points: diagram.and(good, inside.node(in: diagram)))
  }

  /// Those whose points no other one's contain, the larger cubes' order kept.
  private func maximal(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.count > 1, candidates.count <= 400 else { return candidates }
    return candidates.filter { candidate in
      !candidates.contains { other in
        other.points != candidate.points && diagram.isSubset(candidate.points, other.points)
      }
    }
  }
}
