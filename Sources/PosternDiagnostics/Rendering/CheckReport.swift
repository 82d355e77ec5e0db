/// What one run of `check` found: the one value that every format is rendered from.
///
/// It holds no bytes of a secret: all excerpts are masked when it is made.
public struct CheckReport: Sendable, Hashable {
  /// Name and version of the JSON format.
  public static let format = "postern.check/1"

  /// What was found in one policy.
  public struct Input: Sendable {
    /// The policy's folder as a user names it.
    public var folder: String
    /// The policy's name.
    public var name: String
    /// All environments that were looked at, so that a finding can say when it holds in some only.
    public var environments: [String]
    /// The policy's files.
    public var sources: SourceMap
    /// The findings, in any order, merged over the environments (`Diagnostic.merge`).
    public var diagnostics: [Diagnostic]
    /// Findings that a comment of the policy allows, each with the reason given.
    public var allowed: [(diagnostic: Diagnostic, reason: String)]

    public init(
      folder: String, name: String, environments: [String] = [], sources: SourceMap,
      diagnostics: [Diagnostic],
      allowed: [(diagnostic: Diagnostic, reason: String)] = []
    ) {
      self.folder = folder
      self.name = name
      self.environments = environments
      self.sources = sources
      self.diagnostics = diagnostics
      self.allowed = allowed
    }
  }

  /// A policy that was looked at.
  public struct Policy: Sendable, Hashable {
    /// Its folder as a user names it.
    public let folder: String
    /// Its name.
    public let name: String
    /// All environments that were looked at, sorted.
    public let environments: [String]
  }

  /// A second place of a finding.
  public struct Related: Sendable, Hashable {
    /// What stands there.
    public let message: String
    /// Where.
    public let place: ReportedPlace
  }

  /// One finding; see `Diagnostic` for what its parts say.
  public struct Finding: Sendable, Hashable {
    public let code: String
    public let severity: Severity
    public let title: String
    public let message: String
    public let place: ReportedPlace
    public let related: [Related]
    public let help: String?
    public let notes: [String]
    /// Examples of environments that have another one than `notes`; only JSON shows them.
    public let otherExamples: [String]
    /// Sorted; empty when it does not depend on an environment.
    public let environments: [String]
    /// Whether it holds in some of the environments only.
    public let isPartial: Bool
    /// The name of its policy.
    public let policy: String
    /// The reason why it is allowed; nil when it is not.
    public let allowedBecause: String?
  }

  /// The compiler's version.
  public let compiler: String
  /// In the order given.
  public let policies: [Policy]
  /// What was found, in order of path, line, column, code and message, each once.
  public let findings: [Finding]
  /// What was found and is allowed, in the same order. Only SARIF shows it.
  public let allowed: [Finding]

  /// Sorts, removes what is there twice, and takes the excerpts.
  public init(compiler: String, policies inputs: [Input]) {
    self.compiler = compiler
    self.policies = inputs.map {
      Policy(folder: $0.folder, name: $0.name, environments: $0.environments.sorted(by: precedesInBytes))
    }
    var findings: [Finding] = []
    var allowed: [Finding] = []
    for input in inputs {
      let all = input.diagnostics + input.allowed.map(\.diagnostic)
      // A line may hold the secret of another finding, so each excerpt masks all of them.
      var excerpter = Excerpter(input.sources, masked: all.flatMap(\.masked))
      findings += input.diagnostics.map { Self.finding($0, of: input, because: nil, &excerpter) }
      allowed += input.allowed.map { Self.finding($0.diagnostic, of: input, because: $0.reason, &excerpter) }
    }
    self.findings = Self.ordered(findings)
    self.allowed = Self.ordered(allowed)
  }

  private static func finding(
    _ diagnostic: Diagnostic, of input: Input, because reason: String?, _ excerpter: inout Excerpter
  ) -> Finding {
    Finding(
      code: diagnostic.code, severity: diagnostic.severity, title: diagnostic.title,
      message: diagnostic.message, place: excerpter.place(diagnostic.range),
      related: diagnostic.related.map { Related(message: $0.message, place: excerpter.place($0.range)) },
      help: diagnostic.help, notes: diagnostic.notes,
      otherExamples: diagnostic.otherExamples, environments: diagnostic.environments,
      isPartial: !diagnostic.environments.isEmpty
        && !Set(input.environments).isSubset(of: diagnostic.environments),
      policy: input.name, allowedBecause: reason)
  }

  private static func ordered(_ findings: [Finding]) -> [Finding] {
    var result: [Finding] = []
    for finding in findings.sorted(by: { $0.precedes($1) }) where finding != result.last {
      result.append(finding)
    }
    return result
  }

  /// How many findings are errors.
  public var errors: Int { findings.count { $0.severity == .error } }
  /// How many findings are warnings.
  public var warnings: Int { findings.count { $0.severity == .warning } }

  /// One line for the end of a run, such as `2 errors, 1 warning in 3 policies`.
  public var summary: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    var parts: [String] = []
    if errors > 0 { parts.append(count(errors, "error", "errors")) }
    if warnings > 0 { parts.append(count(warnings, "warning", "warnings")) }
    let found = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    return "\(found) in \(count(policies.count, "policy", "policies"))"
  }
}
