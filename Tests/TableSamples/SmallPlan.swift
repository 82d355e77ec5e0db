import PosternNumbering

/// A phone automaton of three numbers and a half, so that tables are small enough to break a million times: +1 2…6 x
/// is an American fixed line or mobile, +4 x a British mobile, +49 a German fixed line, +80 country-less.
package enum SmallPlan {
  package static let automaton: PhoneAutomaton? = {
    func phone(_ code: String, _ type: LineType) -> PhoneAutomaton.Class? {
      Region(code: code).map {
        PhoneAutomaton.Class(phoneClass: PhoneClass(region: $0, lineType: type, isValid: true))
      }
    }
    let known = [phone("DE", .fixedLine), phone("GB", .mobile), phone("US", .fixedLineOrMobile)].compactMap {
      $0
    }
    let classes =
      [
        PhoneAutomaton.Class(phoneClass: .invalid), PhoneAutomaton.Class(phoneClass: .countryLess),
      ] + known
    let label: UInt32 = 1 << 31
    let final: UInt32 = 1 << 9
    var words: [UInt32] = [0]
    // The rows of the ends, each behind its label: one word, dead.
    var ends: [UInt32] = []
    for number in 1..<UInt32(classes.count) {
      words += [label | number, 0]
      ends.append(UInt32(words.count - 1) << 10 | final)
    }
    func row(_ targets: [UInt32]) -> UInt32 {
      let start = words.count
      var changes: UInt32 = 0
      for (digit, target) in targets.enumerated() where digit == 0 || target != targets[digit - 1] {
        if digit > 0 { changes |= 1 << UInt32(digit - 1) }
        words.append(target)
      }
      return UInt32(start) << 10 | changes
    }
    let american = row(Array(repeating: ends[3], count: 10))
    let one = row([0, 0] + Array(repeating: american, count: 5) + [0, 0, 0])
    let four = row(Array(repeating: ends[2], count: 9) + [ends[1]])
    let eight = row([ends[0]] + Array(repeating: 0, count: 9))
    words.append(row([0, one, 0, 0, four, 0, 0, 0, eight, 0]))
    return try? PhoneAutomaton(validating: words, classes: classes, prefixes: [])
  }()

  /// Numbers that the automaton knows, and some that it does not.
  package static let phones = [
    "+121", "+139", "+171", "+43", "+49", "+80", "+81", "+1", "+", "", "+4", "+490", "121",
  ]
}
