import PosternModel
import PosternNumbering

/// A condition row in one line for people: `country: BR IN; lineType: mobile; not group: admins`.
struct RowText {
  private let providers: [String]
  private let applications: [String]
  private let groups: [String]
  private let zones: [String]

  init(_ model: PolicyModel) {
    providers = model.identityProviders.map(\.name)
    applications = model.directory.applications.map(\.name)
    groups = model.directory.groups.map(\.name)
    zones = model.directory.networkZones.map(\.name)
  }

  func describe(_ row: ConditionRow) -> String {
    var parts: [String] = []
    if row.regions != .all { parts.append(shorter("country", row.regions)) }
    if row.lineTypes != .all {
      parts.append("lineType: " + row.lineTypes.types.map(\.name).joined(separator: " "))
    }
    if let prefixes = row.prefixes { parts.append("prefix: " + prefixes.map(\.text).joined(separator: " ")) }
    if !row.excludedPrefixes.isEmpty {
      parts.append("not prefix: " + row.excludedPrefixes.map(\.text).joined(separator: " "))
    }
    if let names = row.providers {
      parts.append(describe("identityProvider", names, providers))
    }
    if let names = row.applications {
      parts.append(describe("application", names, applications))
    }
    if !row.groups.isFree { parts += describe("group", row.groups, groups) }
    if !row.networkZones.isFree { parts += describe("networkZone", row.networkZones, zones) }
    if row.risks != .all {
      parts.append("risk: " + Risk.allCases.filter(row.risks.contains).map(\.name).joined(separator: " "))
    }
    if !row.admitsNoEmail { parts.append("email: present") }
    if !row.admitsEmail { parts.append("not email: present") }
    for range in row.rollouts {
      let upper = range.upper > RolloutRange.outside ? "nobody" : String(range.upper)
      parts.append("rollout \(range.rule): \(range.lower) ..< \(upper)")
    }
    return parts.isEmpty ? "always" : parts.joined(separator: "; ")
  }

  private func shorter(_ attribute: String, _ regions: RegionSet) -> String {
    let isShort = regions.count <= Region.count / 2
    let listed = (isShort ? regions : regions.complement).regions.map(\.code).joined(separator: " ")
    return isShort ? "\(attribute): \(listed)" : "not \(attribute): \(listed)"
  }

  private func describe(_ attribute: String, _ names: NameSet, _ declared: [String]) -> String {
    if names.indices.count <= (declared.count + 1) / 2 {
      let inside = names.indices.map { declared[$0] } + (names.unknown ? ["unknown"] : [])
      return "\(attribute): \(inside.joined(separator: " "))"
    }
    let missing = Set(declared.indices).subtracting(names.indices).sorted()
    let outside = missing.map { declared[$0] } + (names.unknown ? [] : ["unknown"])
    return "not \(attribute): \(outside.joined(separator: " "))"
  }

  private func describe(_ attribute: String, _ test: SetConstraint, _ declared: [String]) -> [String] {
    func list(_ names: [Int]) -> String { names.map { declared[$0] }.joined(separator: " ") }
    var parts = test.any.map { "any \(attribute): \(list($0))" }
    if !test.all.isEmpty { parts.append("\(attribute): \(list(test.all))") }
    if !test.none.isEmpty { parts.append("no \(attribute): \(list(test.none))") }
    return parts + test.notAll.map { "not every \(attribute): \(list($0))" }
  }
}
