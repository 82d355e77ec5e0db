private import CNumberingPlan

/// The data of the C target, as Swift values. The only place that reads it.
struct EmbeddedPlan {
  /// In the form of ``StateWord``.
  let words: [UInt32]
  /// Per class, the index of the region times 256, plus the raw value of the line type.
  let classes: [UInt16]
  /// Version of libphonenumber's metadata.
  let version: String

  init() {
    let plan = unsafe postern_numbering_plan()
    self.words = unsafe Array(UnsafeBufferPointer(start: plan.words, count: Int(plan.word_count)))
    self.classes = unsafe Array(UnsafeBufferPointer(start: plan.classes, count: Int(plan.class_count)))
    self.version = unsafe String(cString: plan.version)
  }
}
