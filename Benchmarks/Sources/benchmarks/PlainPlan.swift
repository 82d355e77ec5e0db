import CBaseline
import PosternNumbering

/// The numbering plan as a C programmer would first write it down: ten 16-bit targets for each state.
struct PlainPlan {
  private var targets: [UInt16] = []
  private var classes: [UInt16] = []
  private var meanings: [UInt16] = []
  private var start: UInt16 = 0

  /// How many bytes the targets take.
  var byteCount: Int { targets.count * 2 }

  init() {
    guard let automaton = try? PhoneAutomaton(refining: .shared) else { return }
    meanings = automaton.classes.map {
      UInt16($0.phoneClass.region.index) << 4 | UInt16($0.phoneClass.lineType.rawValue)
    }
    let words = automaton.words
    var numbers: [UInt32: UInt16] = [0: 0]
    var pending: [UInt32] = [0]
    func number(_ word: UInt32) -> UInt16 {
      if let known = numbers[word] { return known }
      let number = UInt16(numbers.count)
      numbers[word] = number
      pending.append(word)
      return number
    }
    start = number(words[words.count - 1])
    var next = 0
    while next < pending.count {
      let word = pending[next]
      next += 1
      let row = Int(word >> 10)
      classes.append(word & 0x200 != 0 ? UInt16(words[row - 1] & 0x7FFF) : 0)
      for digit in 0..<UInt32(10) {
        targets.append(number(words[row + (word & ((1 << digit) - 1) & 0x1FF).nonzeroBitCount]))
      }
    }
  }

  /// The sum of the answers for numbers that lie one behind another.
  func sum(_ bytes: [UInt8], _ ends: [UInt32]) -> UInt64 {
    targets.withUnsafeBufferPointer { targets in
      classes.withUnsafeBufferPointer { classes in
        meanings.withUnsafeBufferPointer { meanings in
          guard let rows = targets.baseAddress, let finals = classes.baseAddress,
            let answers = meanings.baseAddress
          else { return 0 }
          var plan = baseline_plan(targets: rows, classes: finals, meanings: answers, start: start)
          return baseline_classify_all(&plan, bytes, ends, ends.count)
        }
      }
    }
  }
}
