import PosternTable
import Testing

@testable import PosternRuntime

@Test("deciding reads records of the size that the format gives them")
func recordSizes() {
  let sizes: [(Section, Int)] = [
    (.labels, RecordSize.label), (.regions, RecordSize.region), (.settings, RecordSize.settings),
    (.rules, RecordSize.rule), (.rows, RecordSize.row), (.steps, RecordSize.step),
    (.rollouts, RecordSize.rollout), (.rolloutRanges, RecordSize.rolloutRange), (.zones, RecordSize.zone),
    (.cidrs, RecordSize.cidr),
  ]
  for (section, size) in sizes { #expect(section.recordSize == size, "\(section)") }
}
