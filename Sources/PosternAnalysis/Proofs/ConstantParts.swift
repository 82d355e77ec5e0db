import PosternDiagram
import PosternModel
import PosternNumbering

/// Conditions, and parts of them, that hold for every request or for none.
struct ConstantParts {
  /// A part that says nothing: the attribute that it tests, if it is one test, and what it always is.
  struct Part: Hashable {
    let attribute: String?
    let isTrue: Bool
  }

  private let model: PolicyModel
  private let kinds: [PhoneKind]
  private let sets: ConditionSets

  init(_ model: PolicyModel, _ sets: ConditionSets) {
    self.model = model
    self.sets = sets
    kinds = sets.workspace.space.kinds
  }

  /// The outermost parts of a rule's condition that are constant, but for those that another finding is about: shares,
  /// and regions that no number has. Each once.
  func parts(of condition: Condition) -> [Part] {
    var found: [Part] = []
    func walk(_ condition: Condition) {
      if let isTrue = constant(condition) {
        let part = Part(attribute: condition.testedAttribute, isTrue: isTrue)
        if !asksForNothing(condition), !found.contains(part) { found.append(part) }
        return
      }
      switch condition {
      case .all(let parts), .any(let parts): for part in parts { walk(part) }
      case .not(let part): walk(part)
      default: break
      }
    }
    walk(condition)
    return found
  }

  /// What a condition always is; nil when it is now this, now that, or when the limits do not do.
  func constant(_ condition: Condition) -> Bool? {
    switch condition {
    case .country, .lineType, .prefix:
      let holds = kinds.lazy.map { condition.holds(for: $0) == true }
      guard let first = holds.first else { return nil }
      return holds.allSatisfy { $0 == first } ? first : nil
    case .identityProvider(let names): return constant(names, of: model.identityProviders.count)
    case .application(let names): return constant(names, of: model.directory.applications.count)
    case .risk(let risks): return risks == .all ? true : risks.isEmpty ? false : nil
    case .rollout(let rollout): return rollout.buckets <= 0 ? false : nil
    case .groups, .networkZones, .emailPresent: return nil
    case .not(let part): return constant(part).map { !$0 }
    case .all(let parts), .any(let parts):
      var asked: Set<String> = []
      if parts.allSatisfy({ isFree($0, &asked) }) { return nil }
      guard sets.begin() else { return nil }
      let node = sets.requests(condition)
      guard !sets.workspace.diagram.isOverfull else { return nil }
      return node == .all ? true : node == DiagramNode.none ? false : nil
    }
  }

  /// Whether a condition asks for things that were not asked for before, none of them in vain: then it can hold and
  /// fail whatever the others do.
  private func isFree(_ condition: Condition, _ asked: inout Set<String>) -> Bool {
    switch condition {
    case .all(let parts), .any(let parts): parts.allSatisfy { isFree($0, &asked) }
    case .not(let part): isFree(part, &asked)
    case .country, .lineType, .prefix: asked.insert("phone").inserted && constant(condition) == nil
    default: asked.insert(condition.testedAttribute ?? "").inserted && constant(condition) == nil
    }
  }

  private func constant(_ names: NameSet, of count: Int) -> Bool? {
    if names.unknown, names.indices.count == count { return true }
    return !names.unknown && names.indices.isEmpty ? false : nil
  }

  /// Whether a condition has a test that is reported on its own: a share of 0%, or regions that no number has.
  func asksForNothing(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let parts), .any(let parts): parts.contains(where: asksForNothing)
    case .not(let part): asksForNothing(part)
    case .rollout(let rollout): rollout.buckets == 0
    case .country(let regions):
      constant(condition).map { $0 ? regions != RegionSet(Region.all) : true } ?? false
    default: false
    }
  }
}
