import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  private func sandbox(traffic: String? = nil, prices: String? = nil) throws -> Sandbox {
    let sandbox = try Sandbox()
    if let traffic { try sandbox.write("traffic.csv", traffic) }
    if let prices { try sandbox.write("prices.csv", prices) }
    return sandbox
  }

  @Test func thePageIsOneFile() throws {
    let output = try sandbox().run("report", "policies/example", "--env", "prod")
    #expect(output.code == 0)
    #expect(output.standardError.isEmpty)
    #expect(output.standardOutput.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(output.standardOutput.contains("<h1>example in prod</h1>"))
  }

  @Test func theSamePolicyGivesTheSameBytes() throws {
    let sandbox = try sandbox()
    let first = try sandbox.run("report", "--env", "dev")
    #expect(try sandbox.run("report", "--env", "dev").standardOutput == first.standardOutput)
  }

  @Test func trafficAndPricesWeighCountries() throws {
    let sandbox = try sandbox(
      traffic: "country,logins\nDE,1000\nUS,1000\n", prices: "country,channel,price\nDE,sms,0.05\n")
    let output = try sandbox.run(
      "report", "--env", "prod", "--format", "markdown", "--traffic", "traffic.csv", "--prices", "prices.csv")
    #expect(output.code == 0)
    #expect(
      output.standardOutput.contains("| A | send sms, then call | DE, GB, US | 100.0% | 50.00 and more |"))
    #expect(output.standardOutput.contains("Not counted, for no price is given: US sms."))
  }

  @Test func jsonCanBeRead() throws {
    let output = try sandbox().run("report", "--env", "prod", "--format", "json")
    let value = try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8))
    let report = try #require(value as? [String: Any])
    #expect(report["format"] as? String == "postern.report/1")
    #expect((report["countries"] as? [Any])?.count == 245)
    #expect(report["weights"] is NSNull)
  }

  @Test func everyFaultOfATableIsSaidWithItsLine() throws {
    let sandbox = try sandbox(
      traffic: "country,logins\nXX,1\nDE,-1\n", prices: "country,channel,price\nDE,sms,cheap\n")
    let output = try sandbox.run(
      "report", "--env", "prod", "--traffic", "traffic.csv", "--prices", "prices.csv")
    #expect(output.code == 1)
    #expect(output.standardOutput.isEmpty)
    #expect(
      output.standardError == """
        traffic.csv:2: no country `XX`: two capital letters of ISO 3166-1, such as `DE`, or `unknown`
        traffic.csv:3: `-1` is less than zero
        prices.csv:2: `cheap` is no number: digits, and for a price at most one point between them, such as `0.5`

        """)
  }

  @Test(arguments: [
    (["report"], "a report is about one environment: give --env dev or --env prod"),
    (["report", "--env", "prod", "--prices", "p.csv"], "--prices goes with --traffic"),
    (
      ["report", "--env", "prod", "--traffic", "none.csv"], "cannot read none.csv: No such file or directory"
    ),
    (["report", "--env", "nowhere"], "no policy has an environment `nowhere`"),
  ])
  func usageFaultsExitWith2(_ arguments: [String], _ text: String) throws {
    let output = try sandbox().run(arguments, input: [])
    #expect(output.code == 2)
    #expect(output.standardError.contains(text), "\(output.standardError)")
  }

  @Test(arguments: [
    ("html", "<h1>What changes in meaning</h1>"), ("text", "\n  A month costs 50.00 → 0.00 (-50.00)"),
    ("markdown", "\n- A month costs 50.00 → 0.00 (-50.00)"), ("json", "\"oldCost\": \"50.00\""),
  ])
  func aDifferenceIsWeighed(_ format: String, _ text: String) throws {
    let sandbox = try sandbox(
      traffic: "country,logins\nDE,1000\n", prices: "country,channel,price\nDE,sms,0.05\n")
    try sandbox.add("new/policies/example", replacing: [("countries: [US, GB, DE]", "countries: [US, GB]")])
    let output = try sandbox.run(
      "diff", "policies", "new/policies", "--env", "prod", "--format", format, "--traffic", "traffic.csv",
      "--prices", "prices.csv")
    #expect(output.code == 0)
    #expect(
      output.standardOutput.contains(text), "\(output.standardOutput.suffix(600)) \(output.standardError)")
  }

  @Test func aPolicyWithErrorsIsNotReported() throws {
    let output = try Sandbox(replacing: Faults.unknownGroup).run("report", "--env", "prod")
    #expect(output.code == 1)
    #expect(output.standardOutput.isEmpty)
    #expect(output.standardError.contains("nothing was reported"))
  }
}
