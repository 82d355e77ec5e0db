import PosternCompiler
import PosternDiagnostics

extension VerifyCommand {
  /// The policy that artefacts are compared with.
  struct Source {
    let run: CheckRun
    private let path: String

    init(policy: String, today: String?) throws {
      path = policy
      run = try CheckRun([policy], environments: [], today: today)
    }

    /// What the source compiles to for the policy and environment of a manifest.
    func artefacts(
      of subject: (policy: String, environment: String), _ folder: String
    ) throws -> [CompiledFile] {
      guard let policy = run.policies.first, policy.name == subject.policy else {
        throw UsageFault("\(folder) is of the policy \(subject.policy), which \(path) is not")
      }
      guard let environment = policy.environments.first(where: { $0.name == subject.environment }) else {
        throw UsageFault("\(path) has no environment \(subject.environment)")
      }
      return try policy.compile(environment)
    }

    /// Shows why the source cannot be compared with.
    func refuse(_ color: ColorOption) -> ExitStatus {
      Terminal.diagnostics(Terminal.renderer(color.color, standardError: true).text(run.report))
      Terminal.message(run.report.summary + "; nothing was compared")
      return ExitStatus(ofErrorsIn: run.policies)
    }
  }
}
