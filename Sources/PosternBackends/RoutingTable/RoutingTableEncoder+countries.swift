import PosternModel
import PosternNumbering
import PosternTable

extension RoutingTableEncoder {
  /// Country rules, settings after the cascade, regions.
  mutating func addCountries() {
    for rule in model.countries.rules {
      var record: [TableWriter.Value] = [.text(rule.name), .number(pooled(rule.regions))]
      record.append(rule.mode.map { .number(Int($0.rawValue)) } ?? .none)
      record.append(.text(rule.locale))
      record.append(rule.forbidden.map { .number(Int($0.rawValue)) } ?? .none)
      record += [
        .text(rule.messagingService), .text(rule.annotations.because), .text(rule.annotations.owner),
      ]
      record.append(.text(rule.annotations.until))
      writer.add(.countryRules, record + place(rule.source))
    }
    var numbers: [CountrySettings: Int] = [:]
    for region in Region.all {
      let settings = model.countries[region]
      if numbers[settings] == nil {
        numbers[settings] = numbers.count
        add(settings)
      }
      writer.add(.regions, [.text(region.code), .number(numbers[settings] ?? 0)])
    }
  }

  private mutating func add(_ settings: CountrySettings) {
    func index(_ rule: Int?) -> TableWriter.Value { rule.map { .number($0) } ?? .none }
    writer.add(
      .settings,
      [
        .number(Int(settings.mode.rawValue)), index(settings.modeRule), .text(settings.locale),
        index(settings.localeRule), .number(Int(settings.forbidden.rawValue)), index(settings.forbiddenRule),
        .text(settings.messagingService), index(settings.messagingServiceRule),
      ])
  }

  /// What the phone automaton says.
  mutating func addLabels(_ bits: DecisionBits) {
    for (label, entry) in automaton.classes.enumerated() {
      writer.add(
        .labels,
        [
          .number(Int(entry.phoneClass.region.index)), .number(Int(entry.phoneClass.lineType.rawValue)),
          .number(entry.phoneClass.isValid ? 1 : 0), .list(entry.prefixes), .number(bits.labelValues[label]),
        ])
    }
  }
}
