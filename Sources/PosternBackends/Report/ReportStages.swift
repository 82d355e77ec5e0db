internal import PosternDiagnostics
internal import PosternModel

extension Report {
  /// The list that IDaaS gets, and the limits the bridge enforces.
  func writeStages(to page: inout Markdown) {
    page.heading(2, "What IDaaS decides itself")
    page.paragraph(
      "IDaaS sees groups, applications and network zones. The first policy that fits is the only one it applies. "
        + aboutShorterLists)
    let rows = split.policies.enumerated().map { index, policy in
      [
        "\(index + 1)", Markdown.code(IDaaSTranslator.namePrefix + policy.name), conditions(of: policy),
        words(policy.outcome), policy.rules.map { Markdown.code(model.ruleName($0)) }.joined(separator: ", "),
      ]
    }
    page.table(["Priority", "Policy", "For", "IDaaS", "Decided by"], rows)
  }

  private var aboutShorterLists: String {
    switch split.minimality {
    case .proved: "No shorter list says the same."
    case .amongIncludeLists:
      "No shorter list says the same by what policies include alone; exclusions are there for where the limit or the "
        + "meaning needs them."
    case .open: "A shorter list may exist: none was found, none is ruled out."
    }
  }

  private func conditions(of policy: ConditionalAccessPolicy) -> String {
    let directory = model.directory
    let kinds: [(String, [Int], [Int], [String])] = [
      ("groups", policy.includeGroups, policy.excludeGroups, directory.groups.map(\.name)),
      (
        "applications", policy.includeApplications, policy.excludeApplications,
        directory.applications.map(\.name)
      ),
      ("network zones", policy.includeZones, policy.excludeZones, directory.networkZones.map(\.name)),
    ]
    let parts = kinds.flatMap { kind, includes, excludes, names in
      [
        includes.isEmpty ? nil : "\(kind) " + includes.map { names[$0] }.joined(separator: " or "),
        excludes.isEmpty ? nil : "\(kind) other than " + excludes.map { names[$0] }.joined(separator: ", "),
      ].compactMap(\.self)
    }
    return parts.isEmpty ? "everybody" : parts.joined(separator: "; ")
  }

  private func words(_ outcome: StageOutcome) -> String {
    switch outcome {
    case .skip: "lets in"
    case .deny: "refuses, in its own words"
    case .use(let methods): "asks for \(methods.map(\.name).joined(separator: " or "))"
    case .webhook:
      "leaves it to the webhook; until that is configured asks for "
        + (model.webhook?.fallbackMethods ?? [.idaasSMS]).map(\.name).joined(separator: " or ")
    }
  }

  func writeLimits(to page: inout Markdown) {
    if model.limits.isEmpty { return }
    page.heading(2, "Limits")
    page.table(
      ["Limit", "Counts by", "At most", "Beyond", "Also at Twilio"],
      model.limits.map { limit in
        [
          Markdown.code(limit.name), limit.key.words,
          limit.buckets.map { "\($0.max) in \(Self.duration($0.interval))" }.joined(separator: ", "),
          limit.observesOnly ? "recorded" : "refused", limit.twilio ? "yes" : "no",
        ]
      })
  }

  /// Seconds in the largest unit that divides them.
  static func duration(_ seconds: UInt32) -> String {
    for (length, unit) in [(UInt32(3600), "h"), (60, "min")] where seconds > 0 && seconds % length == 0 {
      return "\(seconds / length) \(unit)"
    }
    return "\(seconds) s"
  }
}
