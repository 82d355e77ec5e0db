import PosternDiagnostics
import PosternModel
import PosternNumbering
import Testing

@testable import PosternBackends

@Suite struct ReportTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("a|b", "a\\|b"), ("*b* _i_ `c`", "\\*b\\* \\_i\\_ \\`c\\`"),
    ("<img src=x>", "&lt;img src=x&gt;"), ("[x](https://evil.example)", "\\[x\\](https&#58;//evil.example)"),
    ("two\nlines", "two lines"), ("@admin", "&#64;admin"), ("www.evil.example", "www&#46;evil.example"),
    ("\u{202E}gpj", "\u{FFFD}gpj"), ("\u{1B}[31m", "\u{FFFD}\\[31m"), ("微信 🚪", "微信 🚪"),
    ("&amp;", "&amp;amp;"),
    ("# head", "\\# head"), ("\\", "\\\\"),
  ])
  func textStaysText(_ text: String, _ escaped: String) {
    #expect(Markdown.escape(text) == escaped)
  }

  @Test(arguments: [
    ("- x", "\\- x"), ("1. x", "1\\. x"), ("12) x", "12\\) x"), ("    x", "x"), ("=== x", "\\=== x"),
    ("1 x", "1 x"), ("# x", "\\# x"), ("> x", "&gt; x"),
  ])
  func aParagraphStaysAParagraph(_ text: String, _ escaped: String) {
    #expect(Markdown.escapeParagraph(text) == escaped)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a|b", "`a|b`"), ("a\nb", "`a b`"),
  ])
  func codeStaysCode(_ text: String, _ code: String) {
    #expect(Markdown.code(text) == code)
  }

  /// A bar ends a cell, in code too, unless it is escaped; outside of tables the backslash would be seen.
  @Test func barsAreEscapedInTablesAlone() {
    var page = Markdown()
    page.table(["a|b"], [[Markdown.code("a|b"), Markdown.escape("c|d")]])
    page.list([Markdown.code("a|b")])
    #expect(page.text == "| a\\|b |\n| --- |\n| `a\\|b` | c\\|d |\n\n- `a|b`\n")
  }

  struct Words: Sendable, CustomTestStringConvertible {
    var condition: Condition
    var testDescription: String
    init(_ condition: Condition, _ words: String) {
      self.condition = condition
      self.testDescription = words
    }
  }

  static let words = [
    Words(.country(regions("BR", "IN")), "number from Brazil (BR) or India (IN)"),
    Words(.country(RegionSet.all), "number from anywhere"),
    Words(.country(regions("unknown").complement), "number from any country"),
    Words(.country(regions("CU", "IR").complement), "number from anywhere but Cuba (CU) or Iran (IR)"),
    Words(
      .country(regions("AD", "AE", "AF", "AG", "AI", "AL", "AM")), "number from 7 countries (AD, AE, AF …)"),
    Words(.lineType([LineType.mobile].set), "line type mobile"),
    Words(.lineType([LineType.mobile].set.complement), "line type other than mobile"),
    Words(.groups(.all([0, 1])), "group admins and contractors"),
    Words(.groups(.none([0])), "group none of admins"),
    Words(.application(NameSet(indices: [0], unknown: true)), "application other than wiki"),
    Words(.application(NameSet(indices: [0, 1], unknown: true)), "application any"),
    Words(.application(NameSet(indices: [], unknown: true)), "application unknown"),
    Words(.rollout(Rollout(rule: "x", buckets: 5)), "0.05% of users"),
    Words(.rollout(Rollout(rule: "x", buckets: 1000)), "10% of users"),
    Words(.rollout(Rollout(rule: "x", buckets: 250)), "2.5% of users"),
    Words(
      .all([.emailPresent, .any([.groups(.any([0])), .risk(RiskSet([.high]))])]),
      "an e-mail address is known and (group admins or risk high)"),
    Words(.not(.emailPresent), "no e-mail address is known"),
  ]

  @Test(arguments: words) func conditionsReadAsSentences(_ test: Words) {
    #expect(ConditionWords(model: Fixture.acme.model).words(test.condition) == test.testDescription)
  }

  @Test func whatUsersWriteDoesNotLeaveItsCell() {
    let page = String(decoding: Backend.all[2].artefact(Fixture.acme.input).bytes, as: UTF8.self)
    #expect(page.contains("“Ask your \\*sponsor\\* \\| &lt;b&gt;now&lt;/b&gt;”"))
    #expect(!page.contains("<b>"))
  }
}

extension [LineType] {
  fileprivate var set: LineTypeSet { LineTypeSet(self) }
}
