private import CNumberingPlan

/// The data of the C target, as Swift values. The only place that reads it.
enum EmbeddedPlan {
  /// In the form of ``StateWord``. The first use copies 125 KB.
  static let words: [UInt32] = {
    let plan = unsafe postern_numbering_plan()
    return unsafe Array(UnsafeBufferPointer(start: plan.words, count: Int(plan.word_count)))
  }()

  /// What each class means: invalid, country-less, then by region and line type.
  static var classes: [PhoneClass] {
    let plan = unsafe postern_numbering_plan()
    let values = unsafe UnsafeBufferPointer(start: plan.classes, count: Int(plan.class_count))
    var classes: [PhoneClass] = []
    classes.reserveCapacity(values.count)
    for number in values.indices {
      let value = unsafe values[number]
      // The index of the region times 256, plus the raw value of the line type.
      let region = Region(index: Int(value >> 8)) ?? .unknown
      let lineType = LineType(rawValue: UInt8(value & 0xFF)) ?? .unknown
      classes.append(PhoneClass(region: region, lineType: lineType, isValid: number > 0))
    }
    return classes
  }

  /// Version of libphonenumber's metadata.
  static var version: String {
    unsafe String(cString: postern_numbering_plan().version)
  }
}
