/// Names one file of a `SourceMap`; stable for the whole run.
public struct FileID: Hashable, Sendable, Comparable {
  /// Index into `SourceMap.files`, from 0.
  public let index: UInt32

  @inlinable public init(_ index: UInt32) {
    self.index = index
  }

  @inlinable public static func < (a: FileID, b: FileID) -> Bool {
    a.index < b.index
  }
}

/// A half-open range of UTF-8 bytes in one source file.
///
/// Lines and columns are computed only when something is printed: see `SourceMap.position(of:)`.
public struct SourceRange: Hashable, Sendable {
  /// The file the range is in.
  public let file: FileID
  /// Byte offset of the first byte, 0 … file size.
  public let start: UInt32
  /// Byte offset behind the last byte, `start` … file size.
  public let end: UInt32

  @inlinable public init(file: FileID, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// The empty range at the beginning of a file: the place of what a whole file lacks.
  @inlinable public static func startOf(_ file: FileID) -> SourceRange {
    SourceRange(file: file, start: 0, end: 0)
  }
}

/// A value and the place it was read from. Equality ignores the place, so that tests compare meaning.
public struct Located<Value> {
  /// What was read.
  public var value: Value
  /// Where it stands. For a value out of a variable: the place of use.
  public var range: SourceRange

  @inlinable public init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// The same place with another value.
  public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), range)
  }
}

extension Located: Sendable where Value: Sendable {}

extension Located: Equatable where Value: Equatable {
  public static func == (a: Located, b: Located) -> Bool {
    a.value == b.value
  }
}

extension Located: Hashable where Value: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}
