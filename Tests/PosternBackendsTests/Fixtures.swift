import Testing
@testable import PosternBackends
import PosternDiagnostics
import PosternModel
import PosternNumbering

/// A policy in one environment, made by hand, with what the back ends need beside it.
struct Fixture: Sendable, CustomTestStringConvertible {
  var name: String
  var model: PolicyModel
  var split: StageSplit

  var testDescription: String { name }

  /// The input of the back ends; every place is line 1, column 1 of `policy.yaml`.
  var input: BackendInput {
    var sources = SourceMap()
    _ = sources.add(path: "policies/\(name)/policy.yaml", name: "policy.yaml", bytes: Array("x: 1\n".utf8))
    return BackendInput(model: model, split: split, sources: sources)
  }

  /// All of them, each about one thing.
  static let all = [acme, newProviders, existingProviders, native, services]

  /// A fixture by name.
  static func named(_ name: String) -> Fixture { all.first { $0.name == name } ?? acme }
}

/// The one place of all fixtures.
let here = SourceRange.startOf(FileID(0))

func regions(_ codes: String...) -> RegionSet { RegionSet(codes.compactMap(Region.init(code:))) }

func sid(_ kind: String, _ digit: Character) -> String { kind + String(repeating: digit, count: 32) }

extension Step {
  init(_ channel: Channel, service: Int = 0, wait: UInt32 = 60, template: String? = nil) {
    self.init(channel: channel, wait: wait, service: service, template: template, source: here)
  }
}

extension Rule {
  init(_ name: String, _ condition: Condition, _ action: Action, _ annotations: Annotations = Annotations()) {
    self.init(
      name: name, condition: condition, action: action, annotations: annotations, source: here,
      actionSource: here)
  }
}

extension DirectoryEntry {
  init(_ name: String, _ id: String) { self.init(name: name, id: id, source: here) }
}
