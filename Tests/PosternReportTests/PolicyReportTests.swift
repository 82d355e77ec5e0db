import PosternAnalysis
import PosternCompiler
import PosternModel
import PosternNumbering
import TestSupport
import Testing

@testable import PosternReport

@Suite struct PolicyReportTests {
  static func model(_ changes: [String: String] = [:]) throws -> PolicyModel {
    let files = ExamplePolicy.files.merging(changes) { $1 }
    let checked = Pipeline.check(.memory(files), folder: ".", only: ["prod"], today: "2026-11-23")
    return try #require(checked.environments.first?.model)
  }

  static func weights() throws -> Weights {
    Weights(
      traffic: try Traffic(csv: Array("country,logins\nDE,1000\nUS,500\nGB,250\nFR,250\n".utf8)),
      prices: try Prices(csv: Array("country,channel,price\nDE,sms,0.0731\nUS,sms,0.0079\nDE,call,9\n".utf8)))
  }

  @Test func costsAreSummedExactlyAndUnknownPricesListed() throws {
    let report = PolicyReport(of: try Self.model(), weights: try Self.weights())
    let weights = try #require(report.weights)
    let (sum, unknown) = weights.cost(of: report.plans.plans)
    // 1,000 × 0.0731 + 500 × 0.0079; nothing is sent to France.
    #expect(sum.text == "77.05")
    #expect(unknown.map(\.region.code) == ["GB"])
    #expect(weights.share(of: [try #require(Region(code: "DE"))]).text == "50.0%")
    #expect(
      weights.summary(of: report.plans.plans) == [
        "2,000 logins a month. They cost 77.05 a month, in the unit of the price list.",
        "Not counted, for no price is given: GB sms.",
        "Every sign-in from a country counts as the usual person's.",
        "A sign-in costs one message, by the first step of the plan: what is resent or sent by later steps is not counted.",
      ])
  }

  @Test func markdownIsAsItWas() throws {
    let report = PolicyReport(of: try Self.model(), weights: try Self.weights())
    #expect(try Golden.fault(of: report.markdown, in: "Tests/PosternReportTests/Golden/report.md") == nil)
  }

  @Test func jsonIsAsItWas() throws {
    let report = PolicyReport(of: try Self.model(), weights: try Self.weights())
    let germany = try #require(report.plans.plans.first { $0.region.code == "DE" })
    #expect(
      report.json(germany).serialized(indent: nil, finalNewline: false) == """
        {"country":"DE","name":"Germany","plan":"A","usual":{"outcome":"send","reason":null,"methods":[],\
        "channels":["sms","call"]},"rule":"otherwise","others":[{"gets":{"outcome":"use","reason":null,\
        "methods":["webauthn"],"channels":[]},"rules":["break-glass"]},{"gets":{"outcome":"use","reason":null,\
        "methods":["totp","webauthn"],"channels":[]},"rules":["admins"]},{"gets":{"outcome":"skip","reason":null,\
        "methods":[],"channels":[]},"rules":["office-wiki"]}],"dependsOn":["application","group","network zone"],\
        "logins":1000,"cost":"73.10"}
        """)
    let whole = report.json(compiler: "0.0.0").serialized(indent: 2, finalNewline: true)
    for key in ["format", "compiler", "policy", "environment", "plans", "countries", "rules", "weights"] {
      #expect(whole.contains("\n  \"\(key)\": "), "\(key)")
    }
    #expect(whole.contains("\"cost\": \"77.05\",\n    \"unknownPrices\": ["))
  }

  @Test func plansHaveLettersAndMarksOfTheirOwn() throws {
    let groups = PolicyReport(of: try Self.model()).groups
    #expect(groups.map(\.letter) == ["A", "B"])
    #expect(groups.map(\.mark.name) == ["m-send1", "m-blocked"])
    #expect(groups[0].regions.map(\.code) == ["DE", "GB", "US"])
    #expect(PlanGroup.letter(25) == "Z")
    #expect(PlanGroup.letter(26) == "A2")
  }

  @Test func thePageLoadsNothingRunsNothingAndEscapesWhatItIsGiven() throws {
    let policy = try #require(ExamplePolicy.files["policy.yaml"])
    let hostile = "description: \"<script>alert(1)</script> & 'it' \\u202E\"\n" + policy
    let page = PolicyReport(of: try Self.model(["policy.yaml": hostile])).html
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;it&#39; \u{FFFD}"))
    for forbidden in [
      "<script", "http:", "https:", "<img", "<link", "@import", " style=", " onload", "<iframe",
    ] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
  }

  @Test func everyDrawnCountryLeadsToItsRow() throws {
    let page = PolicyReport(of: try Self.model()).html
    for region in Region.withNumbers {
      #expect(page.contains("href=\"#in-\(region.code)\""), "\(region.code)")
      #expect(page.contains("<tr id=\"in-\(region.code)\">"), "\(region.code)")
    }
    #expect(page.contains("aria-label=\"Germany: plan A, send sms, then call\""))
    #expect(!page.contains("#in-AQ"))
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("foob", "Zm9vYg=="),
  ])
  func base64IsAsInTheStandard(_ text: String, _ encoded: String) {
    #expect(Base64.text(Array(text.utf8)) == encoded)
  }
}
