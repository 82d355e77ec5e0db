/// What a field of a record may hold. Every field is 32 bits, little-endian.
public enum FieldKind: Sendable, Hashable {
  /// A number below the limit.
  case number(below: UInt32)
  /// A number below the limit, or none.
  case numberOrNone(below: UInt32)
  /// All 32 bits mean something.
  case word
  /// The index of a text.
  case text
  /// The index of a text, or none.
  case textOrNone
  /// The index of a record.
  case index(Section)
  /// The index of a record, or none.
  case indexOrNone(Section)
  /// The index of a list that is not empty, or none for the empty one.
  case list(ItemKind)
  /// Index of the first record of those that belong to this one; how many is in the next field. The records of all
  /// belong, one after another, and none is left over.
  case first(Section)
}

/// What a list may hold.
public enum ItemKind: Sendable, Hashable {
  /// Numbers below the limit, in the order of the policy.
  case number(below: UInt32)
  /// Texts in the order of the policy.
  case text
  /// Indices of records, ascending.
  case index(Section)
  /// Indices of records, ascending; their number stands for `unknown`.
  case indexOrUnknown(Section)
  /// Lists of indices of records.
  case lists(of: Section)
}

/// The fields of one kind of record, in order.
public protocol RecordField: RawRepresentable<Int>, CaseIterable, Sendable {
  /// Which sections hold such records.
  static var sections: [Section] { get }
  /// What the field may hold.
  var kind: FieldKind { get }
}
