/// A function of a request, as the node of a ``Diagram``: meaningful in that diagram only. Two functions of one diagram
/// are equal if and only if their nodes are.
public struct DiagramNode: Hashable, Sendable {
  /// Below zero: a terminal, the complement of its value.
  let raw: Int32

  init(raw: Int32) {
    self.raw = raw
  }

  /// Constantly that value, which must not be negative.
  public init(terminal value: Int) {
    self.raw = ~Int32(truncatingIfNeeded: value)
  }

  /// No request.
  public static let none = DiagramNode(terminal: 0)
  /// Every request.
  public static let all = DiagramNode(terminal: 1)

  /// The value, of a node that is one value everywhere; nil for others.
  public var terminal: Int? { raw < 0 ? Int(~raw) : nil }
}
