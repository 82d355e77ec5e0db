package import PosternDiagnostics
package import PosternModel

/// One file that the compiler writes.
public struct Artefact: Sendable, Hashable {
  /// Its name in `generated/<policy>/<environment>/`.
  public let fileName: String
  /// UTF-8 with LF and a final newline, but for the binary table.
  public let bytes: [UInt8]

  public init(fileName: String, bytes: [UInt8]) {
    self.fileName = fileName
    self.bytes = bytes
  }
}

/// What every back end works from: one policy in one environment, checked.
package struct BackendInput: Sendable {
  /// The policy.
  package let model: PolicyModel
  /// What IDaaS decides itself.
  package let split: StageSplit
  /// For source positions.
  package let sources: SourceMap
  /// Findings for the report: those that do not depend on the day.
  package let findings: [Diagnostic]
  /// What is asked of IDaaS; more than one file shows it.
  let idaas: IDaaSDescription
  /// What is asked of Twilio.
  let twilio: TwilioDescription

  package init(model: PolicyModel, split: StageSplit, sources: SourceMap, findings: [Diagnostic] = []) {
    self.model = model
    self.split = split
    self.sources = sources
    self.findings = findings
    idaas = IDaaSTranslator(model: model, split: split, sources: sources).describe()
    twilio = TwilioTranslator(model: model, sources: sources).describe()
  }
}

/// A back end: a pure function from a policy to the bytes of one file. Equal input is equal bytes.
package struct Backend: Sendable {
  /// The file it writes.
  package let fileName: String
  private let render: @Sendable (BackendInput) -> [UInt8]

  /// The file for a policy.
  package func artefact(_ input: BackendInput) -> Artefact {
    Artefact(fileName: fileName, bytes: render(input))
  }

  /// Every back end that writes text, in the order the files are listed; the table has its own, since encoding
  /// it needs the phone automaton.
  package static let all = [
    Backend(fileName: "idaas-policy.json") { $0.idaas.render() },
    Backend(fileName: "twilio-verify.json") { $0.twilio.render() },
    Backend(fileName: "report.md") { input in
      Report(
        model: input.model, split: input.split, sources: input.sources, findings: input.findings,
        idaasSteps: input.idaas.manualSteps, twilioSteps: input.twilio.manualSteps
      ).render()
    },
  ]
}
