/// The names that a random policy declares, and random requests over them.
public struct RandomNames: Sendable {
  public let providers: [String]
  public let applications: [String]
  public let groups: [String]
  public let zones: [String]

  static let attributes = [
    "country", "lineType", "prefix", "identityProvider", "application", "group", "networkZone", "risk",
    "email",
    "rollout",
  ]
  static let lineTypes = ["mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "unknown"]

  init(random: inout SplitMix64) {
    providers = ["google", "corp", "partner"].prefix(1 + random.below(3)).map { $0 }
    applications = ["wiki", "payroll", "docs"].prefix(random.below(4)).map { $0 }
    groups = ["admins", "staff", "guests", "glass"].prefix(random.below(5)).map { $0 }
    zones = ["office", "branch", "lab"].prefix(random.below(4)).map { $0 }
  }

  /// The IDaaS id that the policy gives to a name.
  func id(of name: String) -> String { "id_\(name)" }

  func isSet(_ attribute: String) -> Bool { attribute == "group" || attribute == "networkZone" }

  func values(of attribute: String) -> [String] {
    switch attribute {
    case "country": ["DE", "wide", "home", "US", "IN", "JE", "eu", "nanp", "unknown", "CN", "GB"]
    case "lineType": Self.lineTypes
    case "prefix": ["\"+49\"", "\"+4915\"", "\"+1\"", "\"+44\"", "\"+1212\"", "\"+800\"", "\"+919\""]
    case "identityProvider": providers + ["unknown"]
    case "application": applications + ["unknown"]
    case "group": groups
    case "networkZone": zones
    case "risk": ["low", "medium", "high", "unknown"]
    default: []
    }
  }
}
