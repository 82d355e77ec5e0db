#if Server
/// What a block file says: countries, channels or `all`, one a line; blank lines and `#` with what follows it say
/// nothing.
struct BlockFile: Sendable, Equatable {
  /// ISO 3166-1 alpha-2, upper case.
  var countries: Set<String> = []
  var channels: Set<String> = []
  var isEverything = false
  /// Numbers of lines that are none of these; they stop nothing.
  var faults: [Int] = []

  private static let channelNames: Set<String> = ["sms", "whatsapp", "call", "email"]

  init() {}

  init(_ text: String) {
    // Some editors begin a file with a byte order mark.
    let lines = text.drop { $0 == "\u{FEFF}" }.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = line.prefix { $0 != "#" }.split { $0.isWhitespace }
      guard let word = words.first else { continue }
      let lower = word.lowercased()
      if words.count > 1 {
        faults.append(index + 1)
      } else if lower == "all" {
        isEverything = true
      } else if Self.channelNames.contains(lower) {
        channels.insert(lower)
      } else if word.utf8.count == 2, word.allSatisfy({ $0.isASCII && $0.isLetter }) {
        countries.insert(word.uppercased())
      } else {
        faults.append(index + 1)
      }
    }
  }
}
#endif
