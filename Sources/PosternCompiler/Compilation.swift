import PosternAnalysis
import PosternBackends
import PosternDiagnostics
import PosternModel

/// The compiler's own fault: what it would have written does not mean what was written down. Nothing is written then.
public struct InternalFault: Error, Sendable, Hashable {
  /// What was found, and the witness, in words: to be reported to the developers.
  public let text: String

  public init(text: String) {
    self.text = text
  }
}

/// One file that the compiler makes of a policy in an environment.
public struct CompiledFile: Sendable, Hashable {
  /// Its name in `<out>/<policy>/<environment>/`.
  public let name: String
  /// Its bytes.
  public let bytes: [UInt8]
}

extension CheckedPolicy {
  /// Everything that is written for one environment, proved to decide like the model, in the order of listing.
  ///
  /// - Throws: `InternalFault` when an artefact, read back, does not decide like the model; also when the policy has
  ///   errors, in which case nothing may be written.
  public func compile(_ environment: CheckedEnvironment) throws(InternalFault) -> [CompiledFile] {
    guard !hasErrors, let checked = environment.checked else {
      throw InternalFault(text: "\(name) has errors and cannot be compiled for \(environment.name)")
    }

    // Translate, describe, render.
    let input = BackendInput(
      model: checked.model, split: checked.split, sources: sources,
      findings: lastingFindings(in: environment))
    var artefacts = Backend.all.map { $0.artefact(input) }
    let table: [UInt8]
    do {
      table = try RoutingTableEncoder.encode(checked.model, rows: checked.rows) {
        sources.artefactPosition(of: $0)
      }
    } catch {
      throw InternalFault(text: "the routing table cannot be made: \(error)")
    }
    artefacts.append(Artefact(fileName: "routing-table.bin", bytes: table))

    // Read back, and prove.
    let validation = TranslationValidation(checked: checked, sources: sources)
    artefacts.append(
      Artefact(fileName: "routing-table.json", bytes: try validation.twin(ofValid: table)))
    for artefact in artefacts where artefact.fileName == "idaas-policy.json" {
      try validation.validate(idaas: artefact.bytes)
    }

    artefacts.append(try manifest(of: artefacts, environment, checked.model, table: table))
    return artefacts.map { CompiledFile(name: $0.fileName, bytes: $0.bytes) }
  }

  /// What the report shows: findings about the files and decisions of this environment, whatever the day, and whatever
  /// else was compiled with it.
  private func lastingFindings(in environment: CheckedEnvironment) -> [Diagnostic] {
    let names = Set(environment.sourceNames)
    return diagnostics.filter { finding in
      !Catalogue.dependsOnTheRun(finding) && names.contains(sources[finding.range.file].name)
        && (finding.environments.isEmpty || finding.environments.contains(environment.name))
    }
  }

  private func manifest(
    of artefacts: [Artefact], _ environment: CheckedEnvironment, _ model: PolicyModel, table: [UInt8]
  ) throws(InternalFault) -> Artefact {
    let names = Set(environment.sourceNames)
    guard let digest = RoutingTableDecoder.statedContentDigest(of: table) else {
      throw InternalFault(text: "the routing table has no content digest")
    }
    let manifest = Manifest(
      policy: name, environment: environment.name, language: 1, compiler: compilerVersion,
      sources: sources.files.filter { names.contains($0.name) }.map {
        Manifest.Entry(file: $0.name, bytes: $0.bytes)
      },
      artefacts: artefacts.map { Manifest.Entry(file: $0.fileName, bytes: $0.bytes) }, tableDigest: digest,
      decisionDigest: environment.isAnalysed ? DecisionDigest.digest(of: model) : nil)
    return Artefact(fileName: Manifest.fileName, bytes: manifest.render())
  }
}
