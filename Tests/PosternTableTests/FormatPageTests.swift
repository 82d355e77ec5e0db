import Foundation
import Testing

@testable import PosternTable

@Suite("the page about the format")
struct FormatPageTests {
  private let page: String

  init() throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    page = try String(
      contentsOf: root.appendingPathComponent("Documentation/RoutingTableFormat.md"), encoding: .utf8)
  }

  private func names<Field: RecordField>(_ type: Field.Type) -> [String] { Field.allCases.map { "\($0)" } }

  private var fields: [Section: [String]] {
    [
      .policy: names(PolicyField.self), .twilio: names(TwilioField.self), .services: names(ServiceField.self),
      .channels: names(ChannelField.self), .limits: names(LimitField.self), .buckets: names(BucketField.self),
      .providers: names(ProviderField.self), .applications: names(EntryField.self),
      .groups: names(EntryField.self), .zones: names(ZoneField.self), .webhook: names(WebhookField.self),
      .page: names(PageField.self), .cidrs: names(CIDRField.self), .rules: names(RuleField.self),
      .steps: names(StepField.self), .rows: names(RowField.self), .regionSets: names(RegionSetField.self),
      .prefixes: names(PrefixField.self), .rollouts: names(RolloutField.self),
      .rolloutRanges: names(RolloutRangeField.self), .countryRules: names(CountryRuleField.self),
      .settings: names(SettingsField.self), .regions: names(RegionField.self),
      .labels: names(LabelField.self),
    ]
  }

  @Test("names every section by its number")
  func sections() {
    for section in Section.allCases {
      #expect(page.contains("\(section.rawValue) `\(section)`"), "\(section)")
    }
  }

  @Test("gives the limit of every number")
  func limits() throws {
    for section in Section.allCases {
      guard let kinds = section.fields, let names = fields[section] else { continue }
      let start = try #require(page.range(of: "### \(section.rawValue) `\(section)`\n"))
      for (index, kind) in kinds.enumerated() {
        let limit: UInt32
        switch kind {
        case .number(let below), .numberOrNone(let below): limit = below
        default: continue
        }
        let grouped = limit < 1000 ? "\(limit)" : "\(limit / 1000),\("\(1000 + limit % 1000)".dropFirst())"
        let text = limit == .max ? "2³² − 1" : limit == 1 << 24 ? "2²⁴" : grouped
        let row = try #require(
          page[start.upperBound...].split(separator: "\n").first {
            $0.hasPrefix("| \(index) `\(names[index])` |")
          })
        #expect(row.contains("| number below \(text)"), "\(section).\(names[index])")
      }
    }
  }

  @Test("lists the fields of every record in order")
  func records() throws {
    for section in Section.allCases where section.fields != nil {
      let expected = try #require(fields[section])
      #expect(expected.count == section.fields?.count)
      let start = try #require(page.range(of: "### \(section.rawValue) `\(section)`\n"))
      let part = page[start.upperBound...]
      let end = part.range(of: "\n### ")?.lowerBound ?? part.endIndex
      let listed = part[..<end].split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
      for (index, name) in expected.enumerated() {
        let row = listed.dropFirst(index).first
        #expect(row?.hasPrefix("| \(index) `\(name)` |") == true, "\(section).\(name)")
      }
      #expect(listed.count == expected.count, "\(section)")
    }
  }
}
