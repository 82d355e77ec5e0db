public import PosternAnalysis
public import PosternDiagnostics
public import PosternModel
import PosternSchema
import PosternSemantics

/// One policy, checked in its environments.
public struct CheckedPolicy: Sendable {
  /// The policy's folder as a user names it.
  public let folder: String
  /// The policy's name; the folder's own name where it could not be read.
  public let name: String
  /// Its files, in the order they were read.
  public let sources: SourceMap
  /// The names of all environments of the policy, checked or not.
  public let allEnvironments: [String]
  /// The environments that were checked, in byte order of their names.
  public let environments: [CheckedEnvironment]
  /// What was found, merged over the environments, without what the policy allows.
  public let diagnostics: [Diagnostic]
  /// What was found and a comment allows, with its reason.
  public let allowed: [(diagnostic: Diagnostic, reason: String)]
  /// Its tests, as they were read.
  let testDeclarations: [TestDeclaration]

  /// The tests of a policy without errors, in the order of files and in them.
  public var tests: [PolicyTest] { testDeclarations.compactMap { PolicyTest($0) } }

  /// Whether an error was found. Then nothing may be written.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Whether an error was found that is no disproved guarantee.
  public var hasErrorsBesideGuarantees: Bool {
    diagnostics.contains { $0.severity == .error && !Catalogue.isGuarantee($0.code) }
  }

  /// The compiler's own fault, where something is not understood and no error says why: nothing may be said to be
  /// well then.
  public var internalFault: InternalFault? {
    Self.internalFault(in: environments, of: name, hasErrors: hasErrors)
  }

  static func internalFault(
    in environments: [CheckedEnvironment], of name: String, hasErrors: Bool
  ) -> InternalFault? {
    guard !hasErrors, let missing = environments.first(where: { $0.checked == nil }) else { return nil }
    return InternalFault(text: "no fault was found in \(name), and yet \(missing.name) is not understood")
  }

  /// Whether one of its files is there and cannot be read.
  public var hasUnreadableFile: Bool { diagnostics.contains(where: \.isUnreadableFile) }

  /// This policy's part of a report.
  public var reportInput: CheckReport.Input {
    CheckReport.Input(
      folder: folder, name: name, environments: environments.map(\.name), sources: sources,
      diagnostics: diagnostics, allowed: allowed)
  }
}

/// A policy in one environment, as far as it could be understood.
public struct CheckedEnvironment: Sendable {
  /// The environment's name.
  public let name: String
  /// Names of the files that this environment is made of, relative to the policy's folder.
  let sourceNames: [String]
  /// What is known of a policy without errors.
  struct Checked: Sendable {
    let model: PolicyModel
    /// The rows of its rules.
    let rows: PolicyRows
    let split: StageSplit
    /// The kinds of phone numbers that the rules tell apart.
    let phones: StagePhones
  }

  /// nil when there is an error here.
  var checked: Checked?
  /// The policy as plain values, also where it cannot be split; nil when there is an error before.
  public internal(set) var analysed: PolicyModel?
  /// What came of its guarantees: the policy's, the environment's, then `atLeastAsStrictAs`; each in order.
  public internal(set) var proofs: [GuaranteeProof] = []
  /// Whether rules were analysed and guarantees proved; without, its manifest has no decision digest either.
  let isAnalysed: Bool

  init(name: String, sourceNames: [String], isAnalysed: Bool) {
    self.name = name
    self.sourceNames = sourceNames
    self.isAnalysed = isAnalysed
  }

  /// The policy as plain values; nil when there is an error in this environment.
  public var model: PolicyModel? { checked?.model }
  /// What IDaaS decides itself; nil with the model.
  public var split: StageSplit? { checked?.split }
}
