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
          than: comparedWith, example: found.example(in: model, isForEnvironment: true),
          rule: found.decision.rule, other: other.inShort, at: source,
          ruleAt: model.place(ofRule: found.decision.rule))
      } else {
        .guaranteeDisproved(
          name, example: found.example(in: model, isForEnvironment: false), rule: found.decision.rule,
          at: source, ruleAt: model.place(ofRule: found.decision.rule))
      }
    }
  }
}

extension Counterexample {
  fileprivate func example(in model: PolicyModel, isForEnvironment: Bool) -> FindingExample {
    FindingExample(
      request, statedBuckets: statedBuckets, decision, in: model, isForEnvironment: isForEnvironment)
  }

  /// A whole policy test on one line that expects what is decided now; nil where no user id is known that has the buckets.
  ///
  /// - Parameter environment: the one that it is for; nil: all.
  public func test(environment: String?) -> String? {
    statedBuckets.isEmpty ? request.asTest(expecting: decision, environment: environment) : nil
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
