/// Items or entries of one collection: indices count from 0.
///
/// It keeps the tree's array alive, so that adding collections to the tree while one is held copies that array
/// once.
public struct TreeSlice<Element: Sendable>: RandomAccessCollection, Sendable {
  private let storage: [Element]
  private let first: Int
  /// How many there are.
  public let count: Int

  init(_ storage: [Element], _ first: Int, _ count: Int) {
    self.storage = storage
    self.first = first
    self.count = count
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < count, "index outside of a collection's children")
    return storage[first + position]
  }
}
