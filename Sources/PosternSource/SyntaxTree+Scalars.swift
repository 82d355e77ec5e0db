extension SyntaxTree {
  /// The decoded text of a scalar; empty for collections. Of a secret: its name.
  @inlinable public func text(_ id: NodeID) -> String {
    String(decoding: text[textRange(id)], as: UTF8.self)
  }

  /// Lends the decoded text of a scalar as UTF-8 bytes, without copying; no bytes for collections.
  @inlinable public func withText<Result>(_ id: NodeID, _ body: (Span<UInt8>) -> Result) -> Result {
    body(text.span.extracting(textRange(id)))
  }

  /// Lends the texts of all files and behind them the decoded texts of scalars, without copying. Each scalar's text
  /// stands in there, and so does much else; what is before and behind it is neither letter nor digit nor `_`.
  public func withTexts<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(text.span) }

  /// The decoded text of a scalar as a slice of the tree's bytes: indices do not begin at 0.
  @inlinable public func bytes(_ id: NodeID) -> ArraySlice<UInt8> { text[textRange(id)] }

  /// Length of the decoded text of a scalar, in UTF-8 bytes; 0 for collections.
  @inlinable public func textLength(_ id: NodeID) -> Int { textRange(id).count }

  /// Whether a scalar's decoded text is exactly this, byte by byte. Quick when the lengths differ.
  @inlinable public func textEquals(_ id: NodeID, _ other: String) -> Bool {
    let node = nodes[Int(id.raw)]
    guard node.flags.kind == .scalar else { return false }
    let utf8 = other.utf8
    guard utf8.count == Int(node.count) else { return false }
    var index = Int(node.first)
    for byte in utf8 {
      if text[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// Whether two scalars have the same decoded text, byte by byte.
  @inlinable public func textEquals(_ id: NodeID, _ other: NodeID) -> Bool {
    let a = textRange(id)
    let b = textRange(other)
    guard a.count == b.count, kind(id) == .scalar, kind(other) == .scalar else { return false }
    for offset in 0..<a.count where text[a.lowerBound + offset] != text[b.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Whether a scalar is unquoted (neither quoted nor a block scalar).
  @inlinable public func isPlain(_ id: NodeID) -> Bool { nodes[Int(id.raw)].flags.contains(.plain) }

  /// Whether a scalar is tagged `!secret`; its text is then the name of the secret.
  @inlinable public func isSecret(_ id: NodeID) -> Bool { nodes[Int(id.raw)].flags.contains(.secret) }

  /// Whether a scalar's text has `${` in it, escaped as `$${` or not. Never of a secret.
  @inlinable public func hasVariable(_ id: NodeID) -> Bool {
    let flags = nodes[Int(id.raw)].flags
    return flags.contains(.variable) && !flags.contains(.secret)
  }

  /// Whether a scalar is an empty place: unquoted, no text, no `!secret`.
  @inlinable public func isEmptyValue(_ id: NodeID) -> Bool {
    let node = nodes[Int(id.raw)]
    return node.flags.contains(.plain) && node.count == 0 && !node.flags.contains(.secret)
  }

  /// Whether nothing stands there: a scalar without text, or a list or mapping without children.
  @inlinable public func isVoid(_ id: NodeID) -> Bool { nodes[Int(id.raw)].count == 0 }

  /// Whether a scalar is YAML's null: unquoted `null`, `~` or nothing. `Null` and `NULL` are texts.
  @inlinable public func isNull(_ id: NodeID) -> Bool {
    let flags = nodes[Int(id.raw)].flags
    guard flags.contains(.plain), !flags.contains(.secret) else { return false }
    return nodes[Int(id.raw)].count == 0 || textEquals(id, "~") || textEquals(id, "null")
  }

  /// Where a scalar's text lies in `text`; empty for collections.
  @inlinable func textRange(_ id: NodeID) -> Range<Int> {
    let node = nodes[Int(id.raw)]
    guard node.flags.kind == .scalar else { return 0..<0 }
    return Int(node.first)..<Int(node.first) + Int(node.count)
  }
}
