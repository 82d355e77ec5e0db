/// The conditions of one policy of a list: variables of the first stage's diagram. Empty includes admit all.
struct PolicyCube: Hashable {
  var includeApplications: [Int] = []
  var excludeApplications: [Int] = []
  var includeGroups: [Int] = []
  var excludeGroups: [Int] = []
  var includeZones: [Int] = []
  var excludeZones: [Int] = []

  /// The places of the lists, to be gone through alike; those of excludes first.
  static let places = 0..<6
  /// Where the lists of includes begin.
  static let firstInclude = 3

  /// The list at a place.
  subscript(place: Int) -> [Int] {
    get {
      switch place {
      case 0: excludeZones
      case 1: excludeGroups
      case 2: excludeApplications
      case 3: includeZones
      case 4: includeGroups
      default: includeApplications
      }
    }
    set {
      switch place {
      case 0: excludeZones = newValue
      case 1: excludeGroups = newValue
      case 2: excludeApplications = newValue
      case 3: includeZones = newValue
      case 4: includeGroups = newValue
      default: includeApplications = newValue
      }
    }
  }

  /// How many names are excluded.
  var excludeCount: Int { excludeApplications.count + excludeGroups.count + excludeZones.count }

  /// The points admitted.
  func node(in diagram: StageDiagram) -> StageDiagram.Node {
    func any(_ variables: [Int]) -> StageDiagram.Node {
      variables.reversed().reduce(StageDiagram.none) { diagram.or($0, diagram.literal($1)) }
    }
    var node = StageDiagram.all
    for includes in [includeApplications, includeGroups, includeZones] where !includes.isEmpty {
      node = diagram.and(node, any(includes))
    }
    for excludes in [excludeApplications, excludeGroups, excludeZones] where !excludes.isEmpty {
      node = diagram.minus(node, any(excludes))
    }
    return node
  }
}

/// A list of policies in order of priority, the catch-all included.
struct PolicyChain {
  /// One policy.
  struct Entry {
    var cube: PolicyCube
    /// Index into the regions.
    var region: Int
  }

  var entries: [Entry]

  /// The points that each entry is the first to admit, in order.
  func hits(in diagram: StageDiagram) -> [StageDiagram.Node] {
    var left = StageDiagram.all
    return entries.map { entry in
      let hit = diagram.and(left, entry.cube.node(in: diagram))
      left = diagram.minus(left, hit)
      return hit
    }
  }

  /// Whether every point gets the region it lies in.
  func decides(_ regions: [StageDiagram.Node], in diagram: StageDiagram) -> Bool {
    var left = StageDiagram.all
    for entry in entries {
      let hit = diagram.and(left, entry.cube.node(in: diagram))
      if !diagram.isSubset(hit, regions[entry.region]) { return false }
      left = diagram.minus(left, hit)
    }
    return left == StageDiagram.none
  }
}
