import PosternAnalysis
import PosternCompiler
import PosternModel

/// Tests for the regions that no test of a policy is in, ready to be pasted into a file of `tests/`.
struct SuggestedTests {
  private struct Suggestion {
    let title: String
    let given: String
    let expect: String
    var environments: [String]
  }

  private let policy: CheckedPolicy
  private var suggestions: [Suggestion] = []

  /// Finds what is missing in the environments that were checked. Those whose regions are too many are left out.
  init(_ policy: CheckedPolicy) {
    self.policy = policy
    for environment in policy.environments {
      guard let model = environment.model, let regions = DecisionRegions(of: model) else { continue }
      let tests = policy.tests.filter { $0.applies(to: environment.name) }
      let decisions = tests.map { model.interpret($0.request) }
      for region in regions.gaps(after: decisions) { add(region, in: environment.name) }
    }
  }

  private mutating func add(_ region: DecisionRegions.Region, in environment: String) {
    guard let request = region.request else { return }
    let (given, expect) = (request.given, region.expect)
    if let same = suggestions.firstIndex(where: { $0.given == given && $0.expect == expect }) {
      suggestions[same].environments.append(environment)
    } else {
      suggestions.append(
        Suggestion(title: region.title, given: given, expect: expect, environments: [environment]))
    }
  }

  /// How many there are.
  var count: Int { suggestions.count }

  /// A file of tests, with a comment that says where it could stand; empty when nothing is missing.
  var text: String {
    if suggestions.isEmpty { return "" }
    let folder = policy.folder == "." ? "" : policy.folder + "/"
    var text = "# \(folder)tests/suggested.yaml\ntests:\n"
    var names = Set(policy.tests.map(\.name))
    for suggestion in suggestions {
      var name = suggestion.title
      var number = 1
      while !names.insert(name).inserted {
        number += 1
        name = "\(suggestion.title) (\(number))"
      }
      text += "  - name: \(name.quotedForYAML)\n"
      text += "    given:  \(suggestion.given)\n    expect: \(suggestion.expect)\n"
      if suggestion.environments != policy.allEnvironments {
        text += "    environments: [\(suggestion.environments.joined(separator: ", "))]\n"
      }
    }
    return text
  }
}

extension DecisionRegions.Region {
  /// What the test is called: the rule, the action, and the kind of number.
  fileprivate var title: String {
    let action = [decision.outcome.rawValue] + (decision.outcome == .deny ? [] : decision.action.values)
    let number =
      decision.countryCode == "unknown" ? "" : " for \(decision.countryCode) \(decision.lineTypeName)"
    return "\(rule) decides \(action.joined(separator: " "))\(number)"
  }

  /// What it expects, as `expect:` has it.
  fileprivate var expect: String {
    let values = decision.action.values
    let action =
      switch decision.outcome {
      case .send: "send: [\(values.joined(separator: ", "))]"
      case .use: "use: [\(values.joined(separator: ", "))]"
      case .skip: "skip: true"
      case .deny:
        decision.message.map { "deny: \($0.quotedForYAML)" }
          ?? "deny: true, reason: \(decision.reason?.rawValue ?? "rule")"
      }
    return "{ \(action), rule: \(rule) }"
  }
}
