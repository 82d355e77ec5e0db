/// A request that shows a finding, and what the reference interpreter decides for it.
package struct FindingExample: Sendable {
  /// As one would say it.
  var request: String
  /// In a few words.
  var decision: String
  /// A whole policy test, as an item of `tests:`; nil where no user id is known that has the buckets.
  var test: String?

  package init(request: String, decision: String, test: String?) {
    self.request = request
    self.decision = decision
    self.test = test
  }

  var notes: [String] { ["for example \(request) → \(decision)"] + testNotes }

  /// The test alone, where the message says the rest.
  var testNotes: [String] { test.map { ["as a policy test: `\($0)`"] } ?? [] }
}

/// Where a plan has no channel left: codes of countries, in order.
package struct LostChannels: Sendable {
  /// Whole countries.
  var countries: [String]
  /// Countries where numbers of some line types have none, and those types.
  var someNumbersOf: [String]
  var lineTypes: [String]
  /// Countries where requests without an e-mail address have none.
  var withoutAddress: [String]
  /// Whether requests without a valid number have none.
  var withoutNumber: Bool
  /// Whether numbers that belong to no country have none.
  var ofNoCountry: Bool
  /// Whether requests with neither a valid number nor an e-mail address have none.
  var withoutNumberAndAddress: Bool
  /// Whether numbers that belong to no country have none where there is no e-mail address.
  var ofNoCountryWithoutAddress: Bool

  package init(
    countries: [String], someNumbersOf: [String], lineTypes: [String], withoutAddress: [String],
    withoutNumber: Bool, ofNoCountry: Bool, withoutNumberAndAddress: Bool, ofNoCountryWithoutAddress: Bool
  ) {
    self.countries = countries
    self.someNumbersOf = someNumbersOf
    self.lineTypes = lineTypes
    self.withoutAddress = withoutAddress
    self.withoutNumber = withoutNumber
    self.ofNoCountry = ofNoCountry
    self.withoutNumberAndAddress = withoutNumberAndAddress
    self.ofNoCountryWithoutAddress = ofNoCountryWithoutAddress
  }
}

extension Diagnostic {
  /// A condition that nothing satisfies.
  package static func ruleNeverMatches(_ rule: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.ruleNeverMatches, "`\(rule)` never matches: no request satisfies its condition", at: range,
      help: "drop the rule, or mend the condition")
  }

  /// A rule that earlier ones cover: none of them named where looking for them took too long; a nil place:
  /// `break-glass`.
  package static func ruleShadowed(
    _ rule: String, by cover: [(name: String, range: SourceRange?)], example: FindingExample?,
    at range: SourceRange
  ) -> Diagnostic {
    let shown = cover.prefix(5)
    let more = cover.count > 5 ? " and \(cover.count - 5) more" : ""
    let names = cover.isEmpty ? "earlier rules" : shown.map { "`\($0.name)`" }.joined(separator: ", ") + more
    return Diagnostic(
      Catalogue.ruleShadowed,
      "`\(rule)` never decides: \(names) \(cover.count == 1 ? "matches" : "together match") all that it matches",
      at: range,
      related: shown.compactMap { entry in
        entry.range.map { RelatedPlace("`\(entry.name)` comes before", $0) }
      }, help: "move it up, narrow the others, or drop it", example: example?.notes)
  }

  /// A rule that decides in blocked countries alone.
  package static func ruleReplacedByMode(
    _ rule: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.ruleReplacedByMode,
      "`\(rule)` decides only where the country is blocked, which refuses anyway",
      at: range, help: "allow the country, or drop the rule", example: example?.notes)
  }

  /// A rule that could be dropped.
  package static func ruleRedundant(
    _ rule: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.ruleRedundant,
      "`\(rule)` changes nothing: what follows does the same for all that it decides",
      at: range, help: "drop it, or change what it does", example: example?.notes)
  }

  /// A condition that everything satisfies.
  package static func conditionAlwaysTrue(
    _ rule: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.conditionConstant, "the condition of `\(rule)` is always true", at: range,
      help: "what holds for every request belongs into `otherwise`", example: example?.notes)
  }

  /// A part of a condition that everything or nothing satisfies; `part` is the attribute it tests, if it is one test.
  package static func partOfConditionConstant(
    _ rule: String, part: String?, isTrue: Bool, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    let part = part.map { "the test of `\($0)`" } ?? "a part"
    return Diagnostic(
      Catalogue.conditionConstant,
      "\(part) in the condition of `\(rule)` is always \(isTrue ? "true" : "false")", at: range,
      help: "drop it, or mend it", example: example?.notes)
  }

  /// A plan of which nothing is ever left.
  package static func actionImpossible(
    _ rule: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.actionImpossible,
      "the plan of `\(rule)` has no channel left for any request that the rule decides", at: range,
      help: "add a channel that the countries, line types and requests allow, or `deny` in words of your own",
      example: example?.notes)
  }

  /// A step that is never used.
  package static func stepImpossible(
    _ rule: String, channel: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.actionImpossible,
      "`\(channel)` is dropped from the plan of `\(rule)` for every request that the rule decides", at: range,
      help: "drop the step, or allow the channel there", example: example?.notes)
  }

  /// Requests for which a plan has no channel left.
  package static func noChannelLeft(
    _ rule: String, _ lost: LostChannels, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    var places: [String] = []
    if !lost.countries.isEmpty { places.append("in \(naming(lost.countries))") }
    if !lost.someNumbersOf.isEmpty {
      places.append("for \(naming(lost.lineTypes)) numbers of \(naming(lost.someNumbersOf))")
    }
    if !lost.withoutAddress.isEmpty {
      places.append("without an e-mail address in \(naming(lost.withoutAddress))")
    }
    if lost.withoutNumber { places.append("without a valid number") }
    if lost.ofNoCountry { places.append("for numbers of no country") }
    if lost.withoutNumberAndAddress { places.append("without a valid number and an e-mail address") }
    if lost.ofNoCountryWithoutAddress {
      places.append("without an e-mail address for numbers of no country")
    }
    return Diagnostic(
      Catalogue.noChannelLeft,
      "the plan of `\(rule)` has no channel left \(places.joined(separator: ", nor "))",
      at: range, help: "add a channel, or decide those requests in a rule before",
      example: example?.notes)
  }

  /// A `skip` for people of no group and from no zone.
  package static func skipReachableWidely(
    _ rule: String, example: FindingExample?, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.skipReachableWidely, "`\(rule)` asks people of no group and from no network zone for nothing",
      at: range, help: "ask for a group or a network zone", example: example?.notes)
  }

  /// Rules that could not be analysed within the limits, in order.
  package static func analysisUnfinished(rules: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      Catalogue.analysisUnfinished,
      "the rules combine too much to say everything about \(naming(rules))", at: range,
      help: "combine fewer groups, zones and rollouts in one condition")
  }
}
