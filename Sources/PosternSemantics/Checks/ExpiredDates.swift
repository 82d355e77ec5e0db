internal import PosternDiagnostics
internal import PosternSchema

/// `until` of rules and papers: an error once it is past, a warning from 30 days before.
struct ExpiredDates: Check {
  let codes = ["PST0510", "PST0511", "PST0512", "PST0513", "PST0610", "PST0611"]

  /// Days before the end from which on there is a warning.
  static let notice = 30

  func run(_ policy: CheckedPolicy, _ findings: inout [Diagnostic]) {
    guard let today = policy.today else { return }
    let rules = policy.declaration.routing.rules.items.span
    for index in rules.indices where !rules[index].annotations.isEmpty {
      guard let (until, days) = left(rules[index].annotations.until, today), days <= Self.notice else {
        continue
      }
      let name = policy.declaration.routing.writtenName(of: rules[index])
      findings.append(
        days < 0 ? .expiredRule(name, until: until) : .expiringRule(name, until: until, days: days))
    }
    for rule in policy.declaration.countries.rules.items {
      if let (until, days) = left(rule.annotations.until, today), days <= Self.notice {
        findings.append(
          days < 0 ? .expiredCountryRule(until: until) : .expiringCountryRule(until: until, days: days))
      }
      for paper in rule.requires.items {
        guard let (until, days) = left(paper.until, today), days <= Self.notice else { continue }
        let name = paper.name.value
        findings.append(
          days < 0 ? .expiredPaper(name, until: until) : .expiringPaper(name, until: until, days: days))
      }
    }
  }

  /// The date and how many days are left, negative when it is past.
  private func left(_ until: Given<String>, _ today: CalendarDate) -> (Located<String>, Int)? {
    guard let text = until.located, let date = CalendarDate(text.value) else { return nil }
    return (text, today.days(until: date))
  }
}
