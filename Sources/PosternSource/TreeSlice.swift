/// Items or entries of one collection: indices count from 0.
///
/// It keeps the tree's array alive, so that adding collections to the tree while one is held copies that array
/// once.
@frozen public struct TreeSlice<Element: Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline let storage: [Element]
  @usableFromInline let first: Int
  /// How many there are.
  public let count: Int

  @inlinable init(_ storage: [Element], _ first: Int, _ count: Int) {
    self.storage = storage
    self.first = first
    self.count = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < count, "index outside of a collection's children")
    return storage[first + position]
  }
}
