extension SyntaxTree {
  /// The decoded text of a scalar; empty for collections. Of a secret: its name.
  @inlinable public func text(_ id: NodeID) -> String {
    String(decoding: bytes(id), as: UTF8.self)
  }

  /// Lends the decoded text of a scalar as UTF-8 bytes, without copying; no bytes for collections.
  @inlinable @inline(__always)
  public func withText<Result>(_ id: NodeID, _ body: (Span<UInt8>) -> Result) -> Result {
    isAdded(id) ? body(added.text.span.extracting(textRange(id))) : body(text.span.extracting(textRange(id)))
  }

  /// Lends the texts of all files and behind them the decoded texts of scalars, without copying. Each scalar's text
  /// that was read stands in there, and so does much else; what is before and behind it is neither letter nor digit
  /// nor `_`.
  public func withTexts<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(text.span) }

  /// The decoded text of a scalar as a slice of the tree's bytes: indices do not begin at 0.
  @inlinable @inline(__always)
  public func bytes(_ id: NodeID) -> ArraySlice<UInt8> {
    isAdded(id) ? added.text[textRange(id)] : text[textRange(id)]
  }

  /// Length of the decoded text of a scalar, in UTF-8 bytes; 0 for collections.
  @inlinable @inline(__always)
  public func textLength(_ id: NodeID) -> Int { textRange(id).count }

  /// Whether a scalar's decoded text is exactly this, byte by byte. Quick when the lengths differ.
  @inlinable public func textEquals(_ id: NodeID, _ other: String) -> Bool {
    let node = self.node(id)
    guard node.flags.kind == .scalar, other.utf8.count == Int(node.count) else { return false }
    return withText(id) { text in
      var index = 0
      for byte in other.utf8 {
        if text[index] != byte { return false }
        index += 1
      }
      return true
    }
  }

  /// Whether two scalars have the same decoded text, byte by byte.
  @inlinable public func textEquals(_ id: NodeID, _ other: NodeID) -> Bool {
    let a = textRange(id)
    let b = textRange(other)
    guard a.count == b.count, kind(id) == .scalar, kind(other) == .scalar else { return false }
    guard !isAdded(id), !isAdded(other) else { return bytes(id).elementsEqual(bytes(other)) }
    for offset in 0..<a.count where text[a.lowerBound + offset] != text[b.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Whether a scalar is unquoted (neither quoted nor a block scalar).
  @inlinable @inline(__always)
  public func isPlain(_ id: NodeID) -> Bool { node(id).flags.contains(.plain) }

  /// Whether a scalar is tagged `!secret`; its text is then the name of the secret.
  @inlinable @inline(__always)
  public func isSecret(_ id: NodeID) -> Bool { node(id).flags.contains(.secret) }

  /// Whether a scalar's text has `${` in it, escaped as `$${` or not. Never of a secret.
  @inlinable @inline(__always)
  public func hasVariable(_ id: NodeID) -> Bool {
    let flags = self.node(id).flags
    return flags.contains(.variable) && !flags.contains(.secret)
  }

  /// Whether a scalar is an empty place: unquoted, no text, no `!secret`.
  @inlinable @inline(__always)
  public func isEmptyValue(_ id: NodeID) -> Bool {
    let node = self.node(id)
    return node.flags.contains(.plain) && node.count == 0 && !node.flags.contains(.secret)
  }

  /// Whether nothing stands there: a scalar without text, or a list or mapping without children.
  @inlinable @inline(__always)
  public func isVoid(_ id: NodeID) -> Bool { node(id).count == 0 }

  /// Whether a scalar is YAML's null: unquoted `null`, `~` or nothing. `Null` and `NULL` are texts.
  @inlinable public func isNull(_ id: NodeID) -> Bool {
    let flags = self.node(id).flags
    guard flags.contains(.plain), !flags.contains(.secret) else { return false }
    return node(id).count == 0 || textEquals(id, "~") || textEquals(id, "null")
  }

  /// Where a scalar's text lies in `text`, or in that of what was added; empty for collections.
  @inlinable @inline(__always)
  func textRange(_ id: NodeID) -> Range<Int> {
    let node = self.node(id)
    guard node.flags.kind == .scalar else { return 0..<0 }
    return Int(node.first)..<Int(node.first) + Int(node.count)
  }
}
