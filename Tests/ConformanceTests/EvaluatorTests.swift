import PosternSchema
import TestSupport
import Testing

/// The reference interpreter and the table decide alike. Here, in debug, over a share of what `make ci` compares in release
/// with the program of the same run: 300,000 requests. A failure names the seed that shows it again.
@Suite struct EvaluatorTests {
  @Test(arguments: ConformanceRun.shipped)
  func shippedPolicies(_ name: String) throws {
    let run = ConformanceRun(requestsPerShippedEnvironment: 400)
    let found = run.shipped(name, try .checkout("policies/\(name)"))
    #expect(found.differences.isEmpty)
    #expect(found.requests == 1_200)
  }

  /// In shares, so that they run side by side.
  @Test(arguments: 0..<4)
  func randomPolicies(_ share: Int) {
    let run = ConformanceRun(requestsPerRandomPolicy: 100)
    let found = run.random(share * 6..<(share + 1) * 6)
    #expect(found.differences.isEmpty)
    #expect(found.requests == 600)
  }
}
