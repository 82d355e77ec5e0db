import PosternAnalysis
import PosternBackends
import PosternDiagnostics
import PosternModel

/// Reads artefacts back and proves that they decide like the model they were made of.
struct TranslationValidation {
  let checked: CheckedEnvironment.Checked
  let sources: SourceMap

  /// Stage 2: rule by rule, the phone automaton as a whole.
  /// - Returns: the table's readable twin.
  func twin(ofValid table: [UInt8]) throws(InternalFault) -> [UInt8] {
    let twin: [UInt8]
    let difference: RoutingTableDifference?
    do throws(TableDecodingError) {
      (twin, difference) = try RoutingTableValidation.twin(
        of: table, comparedWith: checked.model, rows: checked.rows
      ) { sources.artefactPosition(of: $0) }
    } catch {
      throw InternalFault(text: "the routing table cannot be read back: \(error)")
    }
    if let difference {
      throw InternalFault(text: "the routing table differs from the policy: \(difference)")
    }
    return twin
  }

  /// Stage 1: the list of conditional access policies against the split.
  func validate(idaas bytes: [UInt8]) throws(InternalFault) {
    let decoded: DecodedIDaaSPolicy
    do {
      decoded = try DecodedIDaaSPolicy(decoding: bytes, directory: checked.model.directory)
    } catch {
      throw InternalFault(text: "idaas-policy.json cannot be read back: \(error.path): \(error.text)")
    }
    let difference = StageSplitter.firstDifference(
      between: decoded.policies, and: checked.model, rows: checked.rows, phones: checked.phones)
    if let difference {
      throw InternalFault(
        text: "idaas-policy.json differs from the policy: \(difference.words(checked.model.directory))")
    }
  }
}

extension StageDifference {
  /// In words, with the names of a directory.
  func words(_ directory: Directory) -> String {
    let groups = groups.sorted().map { directory.groups[$0].name }
    let zones = zones.sorted().map { directory.networkZones[$0].name }
    let application = application.map { directory.applications[$0].name } ?? "unknown"
    return "groups \(groups), application \(application), zones \(zones): "
      + "expected \(Self.word(expected)), found \(Self.word(found))"
  }

  private static func word(_ outcome: StageOutcome?) -> String {
    switch outcome {
    case .skip: "skip"
    case .deny: "deny"
    case .use(let methods): "use \(methods.map(\.name))"
    case .webhook: "the webhook"
    case nil: "nothing"
    }
  }
}
