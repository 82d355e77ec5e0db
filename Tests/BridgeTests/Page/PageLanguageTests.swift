#if Server
import Testing

@testable import PosternBridge

@Suite struct PageLanguageTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var header: String
    var ranges: [String]
    var testDescription: String { name }
  }

  static let headers = [
    Case(name: "one", header: "de", ranges: ["de"]),
    Case(name: "in order", header: "fr-CH, fr;q=0.9, en;q=0.8", ranges: ["fr-CH", "fr", "en"]),
    Case(name: "by weight", header: "en;q=0.1,de;q=0.25,fr;q=1.000", ranges: ["fr", "de", "en"]),
    Case(name: "equals keep their order", header: "hi;q=0.5,ar;q=0.5,zh;q=0.5", ranges: ["hi", "ar", "zh"]),
    Case(name: "zero is refused", header: "en;q=0,de;q=0.000,fr", ranges: ["fr"]),
    Case(name: "spaces", header: " es ; q = 0.7 ,\tpt;Q=0.9", ranges: ["pt", "es"]),
    Case(name: "any", header: "*;q=0.1, ar", ranges: ["ar", "*"]),
    Case(name: "three digits", header: "de;q=0.123,fr;q=0.124", ranges: ["fr", "de"]),
    Case(name: "malformed weights", header: "de;q=2,fr;q=1.5,es;q=,pt;q=0.1234,hi;q=.5,ar;q=-1", ranges: []),
    Case(name: "malformed ranges", header: "d e,-de,<x>,;q=1,,en", ranges: ["en"]),
    Case(name: "foreign parameters", header: "de;level=1,en", ranges: ["en"]),
    Case(name: "nothing", header: "", ranges: []),
    Case(name: "too long", header: String(repeating: "de,", count: 400), ranges: []),
  ]

  @Test(arguments: headers) func accepted(_ example: Case) {
    #expect(AcceptLanguage.ranges(example.header) == example.ranges)
  }

  @Test func theTriggerComesFirstThenTheBrowserThenThePolicy() {
    func choose(_ locale: String?, _ header: String?, _ fallback: String) -> PageLanguage {
      .choose(locale: locale, acceptLanguage: header, fallback: fallback)
    }
    #expect(choose("pt-BR", "de", "fr") == .portuguese)
    #expect(choose("zh_Hant_TW", "de", "fr") == .chinese)
    #expect(choose("ja", "de", "fr") == .german, "a locale that is not spoken counts as none")
    #expect(choose(nil, "ja, hi;q=0.5, en;q=0.1", "fr") == .hindi)
    #expect(choose(nil, "ja, *;q=0.5, en;q=0.1", "fr") == .french)
    #expect(choose(nil, nil, "es-419") == .spanish)
    #expect(choose(nil, "", "ja") == .english)
    #expect(choose("AR", nil, "en") == .arabic)
    #expect(choose("english", nil, "de") == .german, "a word is no tag")
  }
}
#endif
