public import PosternAnalysis
import PosternDiagnostics
import PosternModel
import PosternNumbering

/// Shows a difference as Markdown, for a comment on a pull request: a table of the regions, what they rest on folded away.
///
/// A comment on GitHub has at most 65,536 characters. What is more than that is cut, details first, least urgent first; and
/// what was cut is said.
public struct DiffMarkdown: Sendable {
  /// The most bytes of a comment: no text of so many bytes has more characters than GitHub takes.
  public static let commentLimit = 65_000

  /// The most bytes.
  public let limit: Int

  public init(limit: Int = Self.commentLimit) {
    self.limit = limit
  }

  /// All of it, or as much as the limit takes, ending with LF.
  public func text(_ diff: PolicyDiff) -> String {
    let most = diff.policies.flatMap(\.decisions).map(\.decisions.regions.count).max() ?? 0
    let settings = diff.policies.map(\.settings.count).max() ?? 0
    var page = DiffPage(diff, regions: most, folded: most, settings: settings)
    if page.text.utf8.count <= limit { return page.text }
    // As much of each as fits, the details being the first to go; the last of these always fits.
    let parts: [(WritableKeyPath<DiffPage, Int>, Int)] = [
      (\.folded, 0), (\.regions, 8), (\.settings, 0), (\.regions, 0),
    ]
    for (part, least) in parts where page.text.utf8.count > limit {
      page.shrink(part, to: least, limit)
    }
    // Where rows went, there may be room for some details again.
    page.grow(\.folded, to: page.regions, limit)
    return page.text
  }
}

/// A page with so much of a difference.
private struct DiffPage {
  let diff: PolicyDiff
  /// How many regions of each table, how many of them with details, and how many settings are shown.
  var regions: Int
  var folded: Int
  var settings: Int

  init(_ diff: PolicyDiff, regions: Int, folded: Int, settings: Int) {
    self.diff = diff
    self.regions = regions
    self.folded = folded
    self.settings = settings
  }

  /// Shows as much of a part as the limit takes, or the least.
  mutating func shrink(_ part: WritableKeyPath<DiffPage, Int>, to least: Int, _ limit: Int) {
    let most = self[keyPath: part]
    guard most > least else { return }
    self[keyPath: part] = least
    grow(part, to: most, limit)
  }

  /// Shows as much more of a part as the limit takes.
  mutating func grow(_ part: WritableKeyPath<DiffPage, Int>, to most: Int, _ limit: Int) {
    var (fitting, beyond) = (self[keyPath: part], most + 1)
    while fitting + 1 < beyond {
      let middle = (fitting + beyond) / 2
      self[keyPath: part] = middle
      if text.utf8.count <= limit { fitting = middle } else { beyond = middle }
    }
    self[keyPath: part] = fitting
  }

  var text: String {
    var blocks = [
      "## Postern: what changes in meaning",
      code(diff.oldLabel) + " → " + code(diff.newLabel) + ": **" + escaped(diff.summary) + "**",
    ]
    for policy in diff.policies { blocks += self.blocks(policy) }
    let alone =
      diff.added.map { "- policy \(code($0.name)) is new (\(escaped($0.folder)))" }
      + diff.removed.map { "- policy \(code($0.name)) is removed (\(escaped($0.folder)))" }
    if !alone.isEmpty { blocks.append(alone.joined(separator: "\n")) }
    if let cut { blocks.append(cut) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func blocks(_ policy: PolicyComparison) -> [String] {
    var blocks = ["### " + escaped(policy.newFolder)]
    let environments =
      policy.addedEnvironments.map { "- environment \(code($0)) is new" }
      + policy.removedEnvironments.map { "- environment \(code($0)) is removed" }
    if !environments.isEmpty { blocks.append(environments.joined(separator: "\n")) }
    let names = policy.nameChanges.prefix(max(settings, 8)).map {
      "- " + escaped($0.words(all: policy.environments))
    }
    if !names.isEmpty {
      blocks.append(
        "**" + escaped(PolicyComparison.nameChangesTitle) + "**\n\n" + names.joined(separator: "\n"))
    }
    blocks += remarks(policy.leadingRemarks, policy)
    for group in policy.decisions {
      let names = group.environments.map(code).joined(separator: ", ")
      blocks.append("\(names): " + escaped(policy.summary(of: group.decisions)) + ".")
      let rules = group.decisions.differingRules
      if !rules.isEmpty {
        blocks.append("Rules whose text differs: " + rules.map(code).joined(separator: ", "))
      }
      let shown = Array(group.decisions.regions.prefix(regions))
      if !shown.isEmpty { blocks.append(table(shown)) }
      let told = shown.prefix(folded)
      if !told.isEmpty {
        blocks.append(
          details(
            "Rules, sizes and a sign-in for each", told.enumerated().map { item($0.offset, $0.element) }))
      }
    }
    if !policy.hiddenSettings.isEmpty {
      let lines = policy.hiddenSettings.prefix(settings).map {
        "- " + escaped($0.words(all: policy.environments))
      }
      let count = policy.hiddenSettings.count
      let changed = count == 1 ? "1 changed setting" : "\(count) changed settings"
      blocks.append(details("\(changed), which no sign-in shows", Array(lines)))
    }
    return blocks + remarks(policy.closingRemarks, policy)
  }

  private func remarks(_ remarks: [DiffRemark], _ policy: PolicyComparison) -> [String] {
    remarks.isEmpty ? [] : [remarks.map { "- " + escaped($0.words(policy)) }.joined(separator: "\n")]
  }

  private func table(_ regions: [ChangedRegion]) -> String {
    var rows = ["| | | who | before | now |", "|---|---|---|---|---|"]
    for (index, region) in regions.enumerated() {
      let strong = region.direction.isLoosened ? "**\(region.direction.words)**" : region.direction.words
      let who = region.conditionWords().map(escaped).joined(separator: "<br>")
      let isDetail = region.transitions.allSatisfy(\.isDetail)
      let details = isDetail ? region.transitions.first?.details ?? [] : region.detailsBesideHeadline
      let extra = details.map { "<br>" + escaped($0.words) }.joined()
      let (old, new) = (cell(region.transitions.map(\.old)), cell(region.transitions.map(\.new)))
      rows.append("| \(index + 1) | \(strong) | \(who) | \(old) | \(new)\(extra) |")
    }
    return rows.joined(separator: "\n")
  }

  /// What a side decides, each outcome once.
  private func cell(_ sides: [RegionSide]) -> String {
    var words: [String] = []
    for side in sides where !words.contains(side.words) { words.append(side.words) }
    return words.map(escaped).joined(separator: "<br>")
  }

  private func item(_ index: Int, _ region: ChangedRegion) -> String {
    var lines = ["\(index + 1). " + escaped(region.size)]
    for transition in region.transitions {
      lines.append(
        "   - \(escaped(transition.old.words + transition.old.ruleWords)) → "
          + escaped(transition.new.words + transition.new.ruleWords))
    }
    if let codes = region.countryCodes { lines.append("   - countries: " + codes) }
    if let witness = region.witness {
      let words = witness.request.inWords(statedBuckets: witness.statedBuckets)
      lines.append(
        "   - for example \(escaped(words)): \(escaped(witness.old.inShort)) → \(escaped(witness.new.inShort))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private func details(_ title: String, _ items: [String]) -> String {
    "<details><summary>\(escaped(title))</summary>\n\n" + items.joined(separator: "\n") + "\n\n</details>"
  }

  /// What is not shown; nil when all is.
  private var cut: String? {
    let all = diff.policies.flatMap(\.decisions).map(\.decisions.regions.count)
    let rows = all.reduce(0) { $0 + max(0, $1 - regions) }
    let items = all.reduce(0) { $0 + max(0, min($1, regions) - folded) }
    let lines = diff.policies.reduce(0) {
      $0 + max(0, $1.hiddenSettings.count - settings) + max(0, $1.nameChanges.count - max(settings, 8))
    }
    let details =
      rows > 0
      ? "the details of \(items) more"
      : items == 1 ? "the details of 1 region" : "the details of \(items) regions"
    let parts = [
      (rows, rows == 1 ? "1 region" : "\(rows) regions"), (items, details),
      (lines, lines == 1 ? "1 setting" : "\(lines) settings"),
    ].filter { $0.0 > 0 }.map(\.1)
    guard let last = parts.last else { return nil }
    let told = parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + last : last
    return
      "_Cut to fit a comment, the least urgent first: without \(told); `postern diff` shows all._"
  }

  private func code(_ text: String) -> String { Markdown.code(text) }

  /// Text that stays text: nothing of it is markup, a link, a mention or a reference, and nothing turns its direction.
  private func escaped(_ text: String) -> String {
    // Of a table's cells too: a bar behind a backslash is still one to those who count.
    Markdown.escape(text).replacing("\\|", with: "&#124;")
  }
}
