/// Finds a short list of policies that decides like the regions, and what is known of shorter ones.
///
/// See `Documentation/Decisions/0003-stage-split.md` for why each step loses nothing.
struct PolicyListSearch {
  /// A list, and whether no shorter one of a form exists.
  struct Result {
    var chain: PolicyChain
    /// Among which lists.
    var form: PolicyCandidates.Form
    var isProvedMinimal: Bool
    /// No list of this form is shorter than this.
    var lowerBound: Int
  }

  private let diagram: StageDiagram
  private let regions: [StageDiagram.Node]
  private var generator: PolicyCandidates
  /// By points that are left: the longest list that is known not to do.
  private var failed: [StageDiagram.Node: Int] = [:]
  /// Points that no list of this form can handle, however long.
  private var hopeless: Set<StageDiagram.Node> = []
  /// Whether some branch of the last round ended for want of length only.
  private var ranOutOfLength = false
  private var known: [Key: [PolicyCandidates.Candidate]] = [:]

  private struct Key: Hashable {
    var left: StageDiagram.Node
    var region: Int
  }

  /// Steps of the diagram that the exact search may take, and after it the quick one.
  static let exactSteps = 1_500_000
  static let quickSteps = 6_000_000

  init(
    _ diagram: StageDiagram, space: StageSpace, regions: [StageDiagram.Node], form: PolicyCandidates.Form
  ) {
    self.diagram = diagram
    self.regions = regions
    self.generator = PolicyCandidates(diagram, space: space, regions: regions, form: form)
  }

  /// The shortest list that can be found with at most `limit` policies, or a longer one; nil when none was found.
  mutating func run(limit: Int) -> Result? {
    let bound = regions.count
    generator.stepLimit = diagram.stepCount + Self.quickSteps
    let quick = quickList()
    guard !diagram.isOverfull else { return nil }
    if let quick, quick.count == bound { return result(quick, proved: true, bound: bound) }
    generator.stepLimit = diagram.stepCount + Self.exactSteps
    let ceiling = quick?.count ?? limit + 1
    var length = bound
    while length < ceiling {
      ranOutOfLength = false
      let found = list(StageDiagram.all, length)
      guard !diagram.isOverfull else { return nil }
      if let found { return result(found, proved: generator.isComplete, bound: length) }
      guard !isOverBudget, ranOutOfLength else { break }
      length += 1
    }
    guard let quick else { return nil }
    let isProved = generator.isComplete && length >= quick.count
    return result(quick, proved: isProved, bound: generator.isComplete ? length : bound)
  }

  private var isOverBudget: Bool { diagram.isOverfull || diagram.stepCount > generator.stepLimit }

  private func result(_ entries: [PolicyChain.Entry], proved: Bool, bound: Int) -> Result {
    Result(
      chain: PolicyChain(entries: entries), form: generator.form, isProvedMinimal: proved, lowerBound: bound)
  }

  /// Regions with points left.
  private func open(_ left: StageDiagram.Node) -> [Int] {
    regions.indices.filter { diagram.and(regions[$0], left) != StageDiagram.none }
  }

  private mutating func candidates(_ left: StageDiagram.Node, _ region: Int) -> [PolicyCandidates.Candidate] {
    let key = Key(left: left, region: region)
    if let found = known[key] { return found }
    let found = generator.candidates(
      good: diagram.and(left, regions[region]), bad: diagram.minus(left, regions[region]))
    known[key] = found
    return found
  }

  /// A policy that takes all that is left of some region: always a best next one.
  private mutating func whole(_ left: StageDiagram.Node, _ open: [Int]) -> (Int, PolicyCandidates.Candidate)?
  {
    for region in open {
      let good = diagram.and(left, regions[region])
      if let found = candidates(left, region).first(where: { $0.points == good }) { return (region, found) }
    }
    return nil
  }

  /// Takes the policy that leaves least, again and again.
  private mutating func quickList() -> [PolicyChain.Entry]? {
    var entries: [PolicyChain.Entry] = []
    var left = StageDiagram.all
    while entries.count < 300 {
      let open = open(left)
      guard open.count > 1 else {
        return entries + open.map { PolicyChain.Entry(cube: PolicyCube(), region: $0) }
      }
      var best: (region: Int, candidate: PolicyCandidates.Candidate, size: Double)?
      if let (region, candidate) = whole(left, open) {
        best = (region, candidate, 1)
      } else {
        for region in open {
          for candidate in candidates(left, region) {
            let size = diagram.share(of: candidate.points)
            if size > best?.size ?? 0 { best = (region, candidate, size) }
          }
        }
      }
      guard let best, !diagram.isOverfull else { return nil }
      entries.append(PolicyChain.Entry(cube: best.candidate.cube, region: best.region))
      left = diagram.minus(left, best.candidate.points)
    }
    return nil
  }

  /// A list of at most so many policies for the points that are left; nil if there is none, or listing stopped.
  private mutating func list(_ left: StageDiagram.Node, _ length: Int) -> [PolicyChain.Entry]? {
    let open = open(left)
    if open.count == 1, length >= 1 {
      return [PolicyChain.Entry(cube: PolicyCube(), region: open[0])]
    }
    if hopeless.contains(left) { return nil }
    guard open.count <= length else {
      ranOutOfLength = true
      return nil
    }
    if let longest = failed[left], longest >= length {
      ranOutOfLength = true
      return nil
    }
    if let (region, candidate) = whole(left, open) {
      let entry = PolicyChain.Entry(cube: candidate.cube, region: region)
      return list(diagram.minus(left, candidate.points), length - 1).map { [entry] + $0 }
    }
    let before = ranOutOfLength
    ranOutOfLength = false
    for region in open {
      for candidate in candidates(left, region) {
        guard !isOverBudget else { return nil }
        let rest = diagram.minus(left, candidate.points)
        if let found = list(rest, length - 1) {
          return [PolicyChain.Entry(cube: candidate.cube, region: region)] + found
        }
      }
    }
    if ranOutOfLength { failed[left] = max(failed[left] ?? 0, length) } else { hopeless.insert(left) }
    ranOutOfLength = ranOutOfLength || before
    return nil
  }
}
