internal import PosternDiagnostics
internal import PosternModel
internal import PosternNumbering

/// Regions that are treated alike.
private struct CountryGroup {
  var settings: CountrySettings
  var regions: [Region]
}

extension Report {
  /// Regions by what holds there, blocked ones last. Long lists are folded; a long list of blocked ones is what is
  /// left over.
  func writeCountries(to page: inout Markdown) {
    page.heading(2, "Countries")
    let groups = countryGroups
    var rows: [[String]] = []
    var folded: [(String, [Region])] = []
    for group in groups {
      var name = RegionWords.codes(group.regions)
      if group.regions.count > Self.longest, group.settings.mode == .block {
        name =
          "the other \(group.regions.filter { $0 != .unknown }.count)"
          + (group.regions.contains(.unknown) ? ", and unknown" : "")
      } else if group.regions.count > Self.longest {
        let letter = Self.letters[min(folded.count, Self.letters.count - 1)]
        let count =
          "\(group.regions.filter { $0 != .unknown }.count) countries"
          + (group.regions.contains(.unknown) ? " and unknown" : "")
        name = "\(count), list \(letter)"
        folded.append(("List \(letter): \(count)", group.regions))
      }
      rows.append([name] + cells(group.settings))
    }
    page.table(["Countries", "Mode", "Channels", "Language", "Sender of SMS"], rows)
    for (summary, regions) in folded {
      page.details(summary, Markdown.escape(regions.map(RegionWords.name).joined(separator: ", ")))
    }
  }

  /// How many codes a table cell holds.
  private static let longest = 12
  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)

  /// In order of the first region, blocked ones last.
  private var countryGroups: [CountryGroup] {
    var groups: [CountryGroup] = []
    for region in [.unknown] + Region.withNumbers {
      let settings = visible(model.countries[region])
      if let index = groups.firstIndex(where: { $0.settings == settings }) {
        groups[index].regions.append(region)
      } else {
        groups.append(CountryGroup(settings: settings, regions: [region]))
      }
    }
    let isOpen = { (group: CountryGroup) in group.settings.mode != .block }
    return groups.filter(isOpen) + groups.filter { !isOpen($0) }
  }

  /// What tells regions apart: not which rule said it, and nothing but the mode where nothing is sent.
  private func visible(_ settings: CountrySettings) -> CountrySettings {
    var visible = CountrySettings(mode: settings.mode)
    if settings.mode == .block { return visible }
    visible.forbidden = settings.forbidden
    visible.locale = settings.locale
    visible.messagingService = settings.messagingService
    return visible
  }

  private func cells(_ settings: CountrySettings) -> [String] {
    if settings.mode == .block { return ["block", "none", "", ""] }
    let channels = model.channels.map(\.channel).filter { !settings.forbidden.contains($0) }
    let sender = settings.messagingService ?? model.channels.first { $0.channel == .sms }?.messagingService
    return [
      settings.mode.name, channels.isEmpty ? "none" : channels.map(\.name).joined(separator: ", "),
      settings.locale.map(Markdown.escape) ?? "",
      channels.contains(.sms) ? sender.map(Markdown.code) ?? "" : "",
    ]
  }
}
