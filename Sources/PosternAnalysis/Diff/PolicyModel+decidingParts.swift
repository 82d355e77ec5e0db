import PosternDiagnostics
import PosternModel

/// All of a model that a decision depends on, without the places in its text.
struct DecidingParts: Equatable {
  var providers: [String]
  var applications: [String]
  var groups: [String]
  var zones: [String]
  var services: [String]
  var breakGlass: BreakGlass?
  var channels: [ChannelSettings]
  var countries: [CountrySettings]
  var rules: [Rule]
}

extension PolicyModel {
  /// What decides; `otherwise` is the last of the rules.
  var decidingParts: DecidingParts {
    let nowhere = SourceRange.startOf(FileID(0))
    var breakGlass = directory.breakGlass
    breakGlass?.source = nowhere
    return DecidingParts(
      providers: identityProviders.map(\.name), applications: directory.applications.map(\.name),
      groups: directory.groups.map(\.name), zones: directory.networkZones.map(\.name),
      services: services.map(\.name), breakGlass: breakGlass,
      channels: channels.map { channel in
        var channel = channel
        channel.source = nowhere
        return channel
      },
      countries: countries.settings.map { settings in
        var settings = settings
        settings.modeRule = nil
        settings.localeRule = nil
        settings.forbiddenRule = nil
        settings.messagingServiceRule = nil
        return settings
      },
      rules: (routing.rules + [
        Rule(
          name: "otherwise", condition: .all([]), action: routing.otherwise, source: nowhere,
          actionSource: nowhere)
      ]).map { $0.withoutPlaces })
  }
}

extension Rule {
  /// The rule as it decides.
  var withoutPlaces: Rule {
    let nowhere = SourceRange.startOf(FileID(0))
    var rule = self
    rule.source = nowhere
    rule.actionSource = nowhere
    rule.annotations = Annotations()
    if case .send(let steps) = action {
      rule.action = .send(
        steps.map { step in
          var step = step
          step.source = nowhere
          return step
        })
    }
    return rule
  }
}
