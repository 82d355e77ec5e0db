/// A policy of so many rules that no company has: each asks for a random third of the countries and for two to four
/// other things at random, so that nearly every rule overlaps with every other and none of them is like another.
///
/// It is what analyses are worst at: how far they get is a figure, and so is that they end.
struct RandomCorpus {
  static let seed: UInt64 = 20_270_401

  /// Name below the policy's folder → text.
  let files: [(name: String, text: String)]

  init(rules: Int) {
    let plain = Corpus(rules: 600)
    var random = Random(seed: Self.seed &+ UInt64(rules))
    var text = "routing:\n  rules:\n"
    for number in 0..<rules { text += Self.rule(number, plain, &random) }
    text += "  otherwise: { send: [sms, call] }\n" + Self.guarantees
    files = plain.files.map { file in
      guard file.name == "policy.yaml" else { return file }
      return (file.name, Self.replacing(file.text, by: text))
    }
  }

  /// The policy with other routing rules; the sections behind them stay.
  private static func replacing(_ text: String, by routing: String) -> String {
    var lines: [Substring] = []
    var isRouting = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("routing:") {
        isRouting = true
      } else if let first = line.utf8.first, first != 0x20 {
        isRouting = false
      }
      if !isRouting { lines.append(line) }
    }
    return lines.joined(separator: "\n") + "\n" + routing
  }

  private static func rule(_ number: Int, _ corpus: Corpus, _ random: inout Random) -> String {
    let countries = Corpus.regions.filter { _ in random.below(3) == 0 }
    var parts = ["country: [\((countries + ["US"]).uniqued.joined(separator: ", "))]"]
    let groups = (0..<2 + random.below(2)).map { _ in random.pick(corpus.groups) }.uniqued
    parts.append("group: { \(random.pick(["any", "all", "none"])): [\(groups.joined(separator: ", "))] }")
    if random.below(2) == 0 {
      let applications = (0..<3).map { _ in random.pick(corpus.applications) }.uniqued
      parts.append("application: [\(applications.joined(separator: ", "))]")
    }
    if random.below(2) == 0 {
      parts.append("identityProvider: { not: \(random.pick(corpus.providers)) }")
    }
    if random.below(3) == 0 { parts.append("risk: { atLeast: \(random.pick(["medium", "high"])) }") }
    if random.below(8) == 0 { parts.append("rollout: \(1 + random.below(99))%") }
    let action = random.pick([
      "send: [sms]", "send: [call]", "send: [whatsapp, sms]", "send: [call, sms]", "deny: Not from here.",
    ])
    return "    - { name: r\(number), when: { \(parts.joined(separator: ", ")) }, \(action) }\n"
  }

  private static let guarantees = """

    guarantees:
      - { name: nobody is let in without a factor, for: {}, never: skip }
      - { name: no WhatsApp in China, for: { country: CN }, never: { send: whatsapp } }

    """
}

extension [String] {
  /// Each once, in their order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
