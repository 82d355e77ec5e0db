public import PosternDiagnostics

/// Looks for values that look like credentials, in every scalar of every file.
///
/// It stands apart from `CheckList` because it looks at texts, wherever they stand, and not at what they mean. The
/// caller walks the tree, leaves out places that have an error already, and shows no excerpt of what is found.
public enum CredentialCheck {
  /// The code of what it finds.
  public static let code = "PST0920"

  /// The finding for one value, nil if it looks harmless.
  /// - Parameters:
  ///   - text: The decoded scalar, UTF-8.
  ///   - range: Where the scalar stands; it is masked.
  /// - Complexity: linear in the text; texts of fewer than 7 bytes are not looked at.
  public static func finding(in text: Span<UInt8>, at range: SourceRange) -> Diagnostic? {
    kind(of: text).map { .credential($0, at: range) }
  }

  /// Whether a long text may hold something that `finding` finds in a part of it: one quick look, which errs on the
  /// safe side.
  /// - Complexity: linear in the text.
  public static func mayHold(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index + 8 <= text.count {
      // Capital letters and `_` are among the bytes that begin with the bits 010.
      var found = ((text.word(at: index) & 0xE0E0_E0E0_E0E0_E0E0) ^ 0x4040_4040_4040_4040).zeroBytes
      while found != 0 {
        if mayBegin(text, around: index + found.trailingZeroBitCount / 8) { return true }
        found &= found - 1
      }
      index += 8
    }
    for place in index..<text.count where mayBegin(text, around: place) { return true }
    // 32 digits in a row have two places that are multiples of 16.
    for index in stride(from: 0, to: text.count - 16, by: 16)
    where isHex(text[index]) && isHex(text[index + 16]) && isHex(text[index + 8]) && isHex(text[index + 4]) {
      var first = index
      while first > 0, first > index - 32, isWord(text[first - 1]) { first -= 1 }
      guard first > index - 32 else { continue }
      if run(text, first, isWord) == 32, run(text, first, isHex) == 32 { return true }
    }
    return false
  }

  /// Whether a known prefix stands around one of its letters, one that is rare elsewhere.
  @inline(__always)
  private static func mayBegin(_ text: Span<UInt8>, around index: Int) -> Bool {
    guard index > 0 else { return false }
    switch (text[index - 1], text[index]) {
    case (UInt8(ascii: "c"), UInt8(ascii: "_")): return hasPrefix(text, index - 5, "whsec_")
    case (UInt8(ascii: "L"), UInt8(ascii: "T")): return hasPrefix(text, index - 1, "LTAI")
    case (UInt8(ascii: "A"), UInt8(ascii: "K")): return hasPrefix(text, index - 1, "AKIA")
    case (UInt8(ascii: "P"), UInt8(ascii: "X")): return hasPrefix(text, index - 5, "GOCSPX-")
    case (UInt8(ascii: "y"), UInt8(ascii: "J")): return hasPrefix(text, index - 2, "eyJ")
    case (UInt8(ascii: "-"), UInt8(ascii: "B")): return hasPrefix(text, index - 5, "-----BEGIN ")
    default: return false
    }
  }

  /// What a text holds that looks like a credential; the first of several.
  static func kind(of text: Span<UInt8>) -> CredentialKind? { first(in: text, from: 0)?.kind }

  /// Where a text, or a whole file, holds what looks like credentials, ascending.
  /// - Complexity: linear in the text.
  public static func places(in text: Span<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var index = 0
    while let (kind, start) = first(in: text, from: index) {
      let end = kind == .privateKey ? endOfPEM(text, start) : start + run(text, start, isToken)
      places.append(start..<end)
      index = end
    }
    return places
  }

  /// The first that looks like a credential, and where it begins.
  private static func first(
    in text: Span<UInt8>, from start: Int
  ) -> (kind: CredentialKind, start: Int)? {
    guard text.count - start >= 7 else { return nil }
    var index = start
    while index < text.count {
      guard isWord(text[index]) else {
        if text[index] == UInt8(ascii: "-"), isPrivateKey(text, index) { return (.privateKey, index) }
        index += 1
        continue
      }
      var end = index
      var hex = 0
      while end < text.count, isWord(text[end]) {
        if isHex(text[end]) { hex += 1 }
        end += 1
      }
      if end - index == 32, hex == 32 { return (.hex, index) }
      if let kind = prefixed(text, from: index, to: end) { return (kind, index) }
      index = end
    }
    return nil
  }

  /// A word that begins like a known kind of secret and goes on, so that it is not the mere name of the prefix.
  private static func prefixed(_ text: Span<UInt8>, from: Int, to end: Int) -> CredentialKind? {
    switch text[from] {
    case UInt8(ascii: "w") where hasPrefix(text, from, "whsec_"):
      return run(text, from + 6, isBase64) >= 1 ? .webhookSecret : nil
    case UInt8(ascii: "L") where hasPrefix(text, from, "LTAI"):
      return end - from >= 8 ? .accessKey : nil
    case UInt8(ascii: "A") where hasPrefix(text, from, "AKIA"):
      return end - from >= 8 ? .accessKey : nil
    case UInt8(ascii: "G") where hasPrefix(text, from, "GOCSPX-"):
      return run(text, from + 7, isBase64URL) >= 1 ? .googleSecret : nil
    case UInt8(ascii: "e") where hasPrefix(text, from, "eyJ"):
      return isJWT(text, from) ? .jwt : nil
    default: return nil
    }
  }

  /// Three parts of base64url with dots between, of which the first two are JSON objects (`{"` is `eyJ`).
  private static func isJWT(_ text: Span<UInt8>, _ from: Int) -> Bool {
    let header = from + run(text, from, isBase64URL)
    guard header < text.count, text[header] == UInt8(ascii: "."), hasPrefix(text, header + 1, "eyJ") else {
      return false
    }
    let payload = header + 1 + run(text, header + 1, isBase64URL)
    return payload < text.count && text[payload] == UInt8(ascii: ".")
  }

  /// `-----BEGIN … PRIVATE KEY-----`.
  private static func isPrivateKey(_ text: Span<UInt8>, _ from: Int) -> Bool {
    guard hasPrefix(text, from, "-----BEGIN ") else { return false }
    var index = from + 11
    while index < text.count, index < from + 64, text[index] != UInt8(ascii: "-") {
      if hasPrefix(text, index, "PRIVATE KEY-----") { return true }
      index += 1
    }
    return false
  }

  /// Behind the end of a key that begins at a place; without one, behind all that can belong to it.
  private static func endOfPEM(_ text: Span<UInt8>, _ from: Int) -> Int {
    var index = from + 11
    while index < text.count, !hasPrefix(text, index, "-----END ") { index += 1 }
    while index < text.count, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
    return index
  }

  private static func hasPrefix(_ text: Span<UInt8>, _ from: Int, _ prefix: String) -> Bool {
    guard from >= 0, from + prefix.utf8.count <= text.count else { return false }
    var index = from
    for byte in prefix.utf8 {
      if text[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// How many bytes from a place on are of a kind.
  private static func run(_ text: Span<UInt8>, _ from: Int, _ isKind: (UInt8) -> Bool) -> Int {
    var index = from
    while index < text.count, isKind(text[index]) { index += 1 }
    return index - from
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
  }

  /// What may go on in a token: base64 in both alphabets, and the dots of a JWT.
  private static func isToken(_ byte: UInt8) -> Bool {
    isBase64(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isBase64URL(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: "-") }
}
