extension TableView {
  /// Offset in the file and length of a text; nil for none.
  public func textRange(_ text: UInt32) -> Range<Int>? {
    let index = Int(text)
    guard index < count(.textEnds) else { return nil }
    let start = index == 0 ? 0 : Int(element(.textEnds, index - 1))
    return offset(.textBytes) + start..<offset(.textBytes) + Int(element(.textEnds, index))
  }

  /// A text; nil for none.
  public func text(_ text: UInt32) -> String? {
    guard let range = textRange(text) else { return nil }
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer(at: range.lowerBound), count: range.count)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// A text that is always there, by a field whose kind is `text`; empty for none.
  public func name(_ text: UInt32) -> String { self.text(text) ?? "" }

  /// Adds a text's UTF-8 to some bytes; nothing for none.
  public func append(_ text: UInt32, to bytes: inout [UInt8]) {
    guard let range = textRange(text) else { return }
    unsafe bytes.append(
      contentsOf: UnsafeRawBufferPointer(start: pointer(at: range.lowerBound), count: range.count))
  }

  /// The items of a list; empty for none.
  public func list(_ list: UInt32) -> [UInt32] {
    guard let range = listRange(list) else { return [] }
    return range.map { element(.listItems, $0) }
  }

  /// The items of a list, by their place in `listItems`; nil for none.
  public func listRange(_ list: UInt32) -> Range<Int>? {
    let index = Int(list)
    guard index < count(.listEnds) else { return nil }
    let start = index == 0 ? 0 : Int(element(.listEnds, index - 1))
    return start..<Int(element(.listEnds, index))
  }

  /// The policy's name.
  public var policyName: String { name(policyNameText) }

  /// The number of the policy's name.
  public var policyNameText: UInt32 { word(at: TableFormat.policyNameOffset) }

  /// The number of the environment's name.
  public var environmentNameText: UInt32 { word(at: TableFormat.environmentNameOffset) }

  /// The environment's name.
  public var environmentName: String { name(environmentNameText) }

  /// SHA-256 of the content, as the encoder wrote it: 32 bytes.
  public var contentDigest: [UInt8] {
    (TableFormat.digestOffset..<TableFormat.digestOffset + 32).map(byte(at:))
  }
}
