import PosternDiagram
import PosternModel

extension RegionCondition {
  /// What a cube of a space asks, in the order of the axes.
  static func all(of cube: Cube, in space: DecisionSpace) -> [RegionCondition] {
    space.axes.indices.compactMap { place in
      cube.classes[place].map { condition(space.axes[place], $0, space) }
    }
  }

  private static func condition(_ axis: Axis, _ classes: [Int], _ space: DecisionSpace) -> RegionCondition {
    let values = classes.flatMap { axis.classes[$0] }
    switch axis.attribute {
    case .phone: return .phone(PhoneSet.sets(of: Set(values), among: space.kinds))
    case .application: return .application(choice(values, space.applications))
    case .identityProvider: return .identityProvider(choice(values, space.providers))
    case .risk: return .risk(Risk.allCases.filter { values.contains(Int($0.rawValue)) })
    case .email: return .email(values.contains(1))
    case .user: return .user(values.contains(1))
    case .group(let name): return .group(name, values.contains(1))
    case .networkZone(let name): return .networkZone(name, values.contains(1))
    case .rollout(let rule):
      var ranges: [Range<Int>] = []
      for bounds in classes.map({ axis.classes[$0] }) {
        if let last = ranges.last, last.upperBound == bounds[0] {
          ranges[ranges.count - 1] = last.lowerBound..<bounds[1]
        } else {
          ranges.append(bounds[0]..<bounds[1])
        }
      }
      return .rollout(rule: rule, buckets: ranges)
    }
  }

  private static func choice(_ values: [Int], _ names: [String]) -> NameChoice {
    let chosen = Set(values)
    return NameChoice(
      names: names.indices.filter(chosen.contains).map { names[$0] }, unknown: chosen.contains(names.count),
      others: names.indices.filter { !chosen.contains($0) }.map { names[$0] })
  }
}
