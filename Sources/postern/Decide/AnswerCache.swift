import PosternJSON
import PosternRuntime

/// The text of each decision that a table has made so far: it makes the same few over and over.
///
/// A decision is looked up in one slot first, and only when another one is there in a dictionary.
struct AnswerCache {
  private struct Entry {
    let decision: TableDecision
    /// Where its text is in `bytes`.
    let text: Range<Int>
  }

  private static let slotBits = 12
  /// More answers than any sensible table has; then they are forgotten and made again.
  private static let mostAnswers = 1 << 14

  private var slots = [Entry?](repeating: nil, count: 1 << slotBits)
  private var texts: [TableDecision: Range<Int>] = [:]
  private var bytes: [UInt8] = []

  /// Appends the text of a decision; `render` makes it when it is not known.
  mutating func append(_ decision: TableDecision, to output: inout JSONOutput, render: () -> String) {
    let slot = Self.slot(of: decision)
    let text: Range<Int>
    if let entry = slots[slot], entry.decision == decision {
      text = entry.text
    } else {
      text = texts[decision] ?? keep(render(), for: decision)
      slots[slot] = Entry(decision: decision, text: text)
    }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe output.append(bytes: UnsafeBufferPointer(rebasing: buffer[text]))
    }
  }

  private mutating func keep(_ text: String, for decision: TableDecision) -> Range<Int> {
    if texts.count >= Self.mostAnswers {
      texts.removeAll(keepingCapacity: true)
      bytes.removeAll(keepingCapacity: true)
      for slot in slots.indices { slots[slot] = nil }
    }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    texts[decision] = start..<bytes.count
    return start..<bytes.count
  }

  /// Mixes what decisions differ in by multiplication (Fibonacci hashing).
  private static func slot(of decision: TableDecision) -> Int {
    var mixed = UInt64(truncatingIfNeeded: decision.rule) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= UInt64(truncatingIfNeeded: decision.label) &* 0xC2B2_AE3D_27D4_EB4F
    mixed = (mixed ^ UInt64(decision.steps)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
  }
}
