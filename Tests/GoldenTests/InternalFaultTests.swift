import TestSupport
import Testing

@testable import PosternCompiler

/// What is not understood is never said to be well, even if no finding says why.
@Suite struct InternalFaultTests {
  private static let environment = CheckedEnvironment(name: "dev", sourceNames: [], isAnalysed: true)

  @Test func anEnvironmentWithoutAModelAndWithoutErrors() {
    let fault = CheckedPolicy.internalFault(in: [Self.environment], of: "example", hasErrors: false)
    #expect(fault?.text == "no fault was found in example, and yet dev is not understood")
  }

  @Test func errorsSayEnough() {
    #expect(CheckedPolicy.internalFault(in: [Self.environment], of: "example", hasErrors: true) == nil)
  }

  @Test func aSoundPolicyHasNone() {
    let policy = Pipeline.check(.memory(ExamplePolicy.files), folder: ".", today: dayOfTests)
    #expect(policy.internalFault == nil)
    #expect(!policy.environments.isEmpty)
  }
}
