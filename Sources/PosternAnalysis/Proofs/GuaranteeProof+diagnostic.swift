public import PosternDiagnostics
public import PosternModel

extension GuaranteeProof {
  /// The finding of a guarantee that is not proved; nil for one that is.
  public func diagnostic(in model: PolicyModel) -> Diagnostic? {
    switch verdict {
    case .proved: nil
    case .unproved: .guaranteeNotProved(name, at: source)
    case .disproved(let found):
      if let comparedWith, let other = found.other {
        .environmentLessStrict(
          than: comparedWith, request: found.request.inWords(statedBuckets: found.statedBuckets),
          decision: found.decision.inShort, rule: found.decision.rule, other: other.inShort,
          given: found.request.asGiven, at: source, ruleAt: model.place(ofRule: found.decision.rule))
      } else {
        .guaranteeDisproved(
          name, request: found.request.inWords(statedBuckets: found.statedBuckets),
          decision: found.decision.inShort, rule: found.decision.rule, given: found.request.asGiven,
          at: source, ruleAt: model.place(ofRule: found.decision.rule))
      }
    }
  }
}

extension PolicyModel {
  /// Where the rule of a decision stands; nil for a country's mode.
  func place(ofRule name: String) -> SourceRange? {
    switch name {
    case "country-mode": nil
    case "otherwise": routing.otherwiseSource
    case "break-glass": directory.breakGlass?.source
    default: routing.rules.first { $0.name == name }?.source
    }
  }
}
